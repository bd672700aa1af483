// Inline keyboards under bubbles and the reply keyboard under the chat.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { safeUrl, startPayload } from "./entities.js";
import { t } from "./words.js";

function inlineAction(button, place, acts) {
  if (button.callback_data !== undefined) return () => acts.press(place);
  if (button.copy_text) return () => acts.copy(button.copy_text.text);
  const payload = button.url && startPayload(button.url, acts.username());
  if (payload !== null && payload !== undefined) return () => acts.start(payload);
  const url = button.url && safeUrl(button.url);
  return url ? () => window.open(url.href, "_blank", "noopener,noreferrer") : null;
}

function inlineButton(button, place, waiting, acts) {
  const action = inlineAction(button, place, acts);
  const sign = button.url ? icon("link", 14) : button.copy_text && icon("copy", 14);
  return h("button", { type: "button", class: `inline-key${waiting ? " waiting" : ""}`, dir: "auto", disabled: !action,
    "aria-busy": waiting ? "true" : null, on: { click: action ?? (() => {}) } },
  h("span", null, button.text), sign, waiting && h("i", { class: "spinner", role: "img", "aria-label": t("waiting") }));
}

/** The inline keyboard of a message; `pressed` ("row:column") is the key whose press still waits. */
export function inlineKeyboard(message, pressed, acts) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows) return null;
  return h("div", { class: "inline-keys" }, rows.map((keys, row) => h("div", { class: "key-row" },
    keys.map((key, column) => inlineButton(key, { message_id: message.message_id, row, column }, pressed === `${row}:${column}`, acts)))));
}

const PICTURED = /\p{Extended_Pictographic}/u;

function replyButton(key, acts) {
  const button = typeof key === "string" ? { text: key } : key;
  const kinds = [["request_location", "pin", () => acts.askPlace()], ["request_contact", "phone", () => acts.shareContact()]];
  const [, sign, special] = kinds.find(([name]) => button[name]) ?? [];
  return h("button", { type: "button", class: "reply-key", dir: "auto", on: { click: special ?? (() => acts.say(button.text)) } },
    sign && !PICTURED.test(button.text) && icon(sign, 17), h("span", null, button.text));
}

/** The reply keyboard now shown, or null when there is none. */
export function replyKeyboard(markup, acts) {
  if (!markup?.keyboard?.length) return null;
  return h("div", { class: `reply-keys${markup.resize_keyboard ? " snug" : ""}`, role: "group", "aria-label": t("keyboard") },
    markup.keyboard.map((keys) => h("div", { class: "key-row" }, keys.map((key) => replyButton(key, acts)))));
}
