// The journal as people read it: what they did, what the bot called, what it was answered. It changes nothing
// but when a journal of another day is played again.

import * as api from "./api.js";
import { h, reconcile, replace } from "./dom.js";
import { icon } from "./icons.js";
import { field, notice, pageDialog, select } from "./sheet.js";
import { clock } from "./time.js";
import { t } from "./words.js";

const SHOWN = 300;
const EVERY_MS = 1000;
const NEAR = 60;
const WAITING = new Set(["getupdates"]); // waiting for updates is not doing anything
const KINDS = ["text", "photo", "document", "voice", "audio", "video", "sticker", "poll", "venue", "location", "contact"];

const refused = (entry) => entry.kind !== "control" && (Boolean(entry.fault) || (entry.kind === "call" && entry.status !== 200));
const FILTERS = {
  all: (entry) => !WAITING.has(entry.method?.toLowerCase()) || refused(entry),
  calls: (entry) => entry.kind === "call" && FILTERS.all(entry),
  updates: (entry) => entry.kind === "update",
  refusals: (entry) => refused(entry) || entry.what === "fault",
  everything: () => true,
};

/** Opens the journal; `people` tells whose chat an entry is about. */
export function journalDialog(people) {
  const names = new Map(people.map((person) => [String(person.id), person.first_name]));
  const list = h("ol", { class: "entries", tabindex: 0, "aria-label": t("journal") });
  const filter = select(Object.keys(FILTERS).map((name) => [name, t(`j${name}`)]), "all");
  let entries = [];
  const draw = () => drawn(list, entries.filter(FILTERS[filter.value]), names);
  filter.addEventListener("change", draw);
  pageDialog(t("journal"), () => [
    h("p", { class: "hint" }, t("journalHint")), field(t("jshow"), filter), list, h("div", { class: "journal-acts" },
      h("a", { class: "quiet", href: "/_sim/journal", download: "journal.jsonl" }, icon("journal", 18), t("download")), again()),
  ], "wide");
  const read = async () => {
    if (!list.isConnected) return;
    try {
      const fresh = await api.journal(entries.at(-1)?.number ?? 0, SHOWN);
      entries = [...entries, ...fresh].slice(-SHOWN);
      if (fresh.length || !list.childElementCount) draw();
    } catch (error) {
      console.warn(error.message); // the next reading makes up for it
    }
    setTimeout(read, EVERY_MS);
  };
  return read();
}

function drawn(list, entries, names) {
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR;
  const wanted = entries.map((entry) => [`entry ${entry.number}`, "", () => row(entry, names)]);
  reconcile(list, wanted.length ? wanted : [["nothing", "", () => h("li", { class: "hint" }, t("jnothing"))]]);
  if (atEnd) list.scrollTop = list.scrollHeight;
}

function row(entry, names) {
  const [sign, word] = entry.kind === "call" ? ["send", "jcall"] : entry.kind === "update" ? ["reply", "jupdate"] : ["bolt", "jcontrol"];
  const whole = h("pre", { dir: "ltr", tabindex: 0 });
  const details = h("details", { class: `entry ${entry.kind}${refused(entry) ? " refused" : ""}` },
    h("summary", null, h("time", { datetime: entry.at }, clock(new Date(entry.at))), icon(sign, 16), h("span", { class: "unseen" }, t(word)),
      h("b", { dir: "ltr" }, title(entry)), h("span", { class: "who", dir: "auto" }, names.get(chatOf(entry)) ?? ""),
      h("span", { class: "what", dir: "auto" }, excerpt(entry))), whole);
  details.addEventListener("toggle", () => details.open && replace(whole, JSON.stringify(entry, null, 1)), { once: true });
  return h("li", null, details);
}

function title(entry) {
  if (entry.kind === "call") return entry.method;
  return entry.kind === "update" ? kindOf(entry.update) : entry.what;
}

const kindOf = (update) => Object.keys(update).find((name) => name !== "update_id") ?? "update";

function chatOf(entry) {
  if (entry.kind === "call") return String(entry.arguments.chat_id ?? "");
  const inner = entry.kind === "update" ? entry.update[kindOf(entry.update)] : null;
  return String(inner?.from?.id ?? inner?.chat?.id ?? "");
}

function excerpt(entry) {
  if (entry.kind === "control") return entry.fault?.kind ?? (entry.advance ? `+${entry.advance} s` : [entry.method, entry.wrong].filter(Boolean).join(" "));
  if (entry.kind === "call") {
    if (!refused(entry)) return entry.arguments.text ?? entry.arguments.caption ?? "";
    return [entry.fault, entry.answer?.description ?? (entry.fault ? "" : entry.status)].filter(Boolean).join(", ");
  }
  const inner = entry.update[kindOf(entry.update)] ?? {};
  const said = inner.data ?? inner.text ?? inner.caption ?? KINDS.find((kind) => inner[kind]) ?? inner.new_chat_member?.status ?? "";
  const shown = String(said).replace(/^\/start \S+$/, "/start"); // a payload may be a secret
  return [entry.fault, shown].filter(Boolean).join(", ");
}

/** The button with which a journal is played again here. */
function again() {
  const result = h("p", { class: "hint", role: "status" });
  const chooser = h("input", { type: "file", accept: ".jsonl,application/x-ndjson", hidden: true });
  chooser.addEventListener("change", async () => {
    try {
      const made = await api.replay(await chooser.files[0].text());
      replace(result, t("replayed", { n: made.updates, calls: made.calls, skipped: made.skipped.length }));
    } catch (error) {
      notice(error.message, "bad");
    }
    chooser.value = "";
  });
  return [h("button", { type: "button", class: "quiet", on: { click: () => chooser.click() } }, icon("play", 18), t("replay")), chooser, result];
}
