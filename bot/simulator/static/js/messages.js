// The list of bubbles of one chat, from the simulator's message views.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { richText } from "./entities.js";
import { inlineKeyboard } from "./keyboards.js";
import { attachment, photos } from "./media.js";
import { day, hour } from "./time.js";
import { language, t } from "./words.js";

const EXCERPT = 40;
const SERVICE = {
  pinned_message: (pinned) => ["servicePinned", pinned.text ?? pinned.caption ?? t("message")],
  forum_topic_created: (topic) => ["serviceTopic", topic.name],
  forum_topic_edited: (topic) => ["serviceRenamed", topic.name ?? ""],
  forum_topic_closed: () => ["serviceClosed", ""],
  forum_topic_reopened: () => ["serviceReopened", ""],
};

const dated = (message) => new Date(message.date * 1000);

/** Messages as bubbles: an album's parts, which arrive one by one, are one. */
export function grouped(messages) {
  const bubbles = [];
  for (const message of messages.filter((item) => !item.deleted)) {
    const last = bubbles.at(-1);
    const joins = message.media_group_id && message.photo && last?.[0].media_group_id === message.media_group_id;
    if (joins) last.push(message);
    else bubbles.push([message]);
  }
  return bubbles;
}

/** What is read of a message: of a deep link only the command, its payload may be a secret. */
function text(message) {
  const whole = message.text ?? message.caption;
  return message.from_bot ? whole : whole.replace(/^\/start \S+$/, "/start");
}

function words(parts, links) {
  const spoken = parts.find((message) => message.text ?? message.caption);
  if (!spoken) return null;
  const nodes = richText(text(spoken), spoken.entities ?? spoken.caption_entities, links);
  return h("div", { class: "words", dir: "auto" }, nodes);
}

function quote(message) {
  const target = message.reply_to_message;
  return target && h("div", { class: "quote", dir: "auto" }, target.text ?? target.caption ?? t("message"));
}

function meta(parts) {
  const last = parts.at(-1);
  const moved = parts.some((message) => message.edited || message.edit_date);
  return h("span", { class: "meta" }, moved && h("i", null, t("edited")),
    h("time", { datetime: dated(last).toISOString() }, hour(dated(last))), !last.from_bot && icon("check", 13));
}

function actions(message, acts) {
  const own = !message.from_bot && message.text;
  const make = (word, sign, act) => h("button", { type: "button", "aria-label": t(word), title: t(word), on: { click: act } }, icon(sign, 16));
  return h("div", { class: "actions", role: "group", "aria-label": t("moreActions") },
    make("reply", "reply", () => acts.reply(message)), own && make("edit", "edit", () => acts.edit(message)));
}

function shape(parts) {
  const [first] = parts;
  if (first.sticker) return "bare";
  if (first.photo || first.location || first.venue) return "picture";
  return "plain";
}

function bubble(parts, pressed, acts) {
  const [first] = parts;
  const body = parts.length > 1 ? photos(parts) : attachment(first);
  const spoken = words(parts, acts.links);
  return h("li", { class: `message ${first.from_bot ? "bot" : "own"} ${shape(parts)}${spoken ? "" : " wordless"}`, data: { id: parts.at(-1).message_id } },
    h("div", { class: "line" }, h("div", { class: "bubble" }, h("span", { class: "unseen" }, t(first.from_bot ? "said" : "saidOwn")), quote(first), body, spoken, meta(parts)), actions(first, acts)),
    inlineKeyboard(first, pressed, acts));
}

const separator = (text) => h("li", { class: "day" }, h("span", null, text));

/** What a service message tells, or nothing for any other message. */
function told(message) {
  const kind = Object.keys(SERVICE).find((name) => message[name]);
  if (!kind) return null;
  const [word, what] = SERVICE[kind](message[kind]);
  const short = what.length > EXCERPT ? `${what.slice(0, EXCERPT)}…` : what;
  return t(word, { name: message.from?.first_name ?? "", what: short });
}

const service = (text) => h("li", { class: "day service" }, h("span", { dir: "auto" }, text));

/** What `reconcile` needs for each line: day marks and bubbles. */
export function lines(messages, pressed, acts) {
  const wanted = [];
  let lastDay = "";
  for (const parts of grouped(messages)) {
    const [first] = parts;
    const today = day(dated(first));
    if (today !== lastDay) wanted.push([`day ${today}`, language(), () => separator(today)]);
    lastDay = today;
    const happened = told(first);
    if (happened) {
      wanted.push([`service ${first.message_id}`, happened, () => service(happened)]);
      continue;
    }
    const key = pressed.get(first.message_id);
    const signature = JSON.stringify([parts, key, language()]);
    wanted.push([`message ${first.message_id}`, signature, () => bubble(parts, key, acts)]);
  }
  return wanted;
}
