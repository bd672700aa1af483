// What a bubble holds besides its text: photos, files, voice, places, contacts, polls.

import { fileUrl } from "./api.js";
import { h, s } from "./dom.js";
import { icon } from "./icons.js";
import { picture, written } from "./map.js";
import { t } from "./words.js";

/** The image nearest to what a bubble needs (sizes ascend). */
function best(sizes) {
  return sizes.find((size) => size.width >= 600) ?? sizes.at(-1);
}

function enlarge(sizes, label) {
  const box = h("dialog", { class: "lightbox", "aria-label": label },
    h("button", { type: "button", class: "round", "aria-label": t("close"), on: { click: () => box.close() } }, icon("close")),
    h("img", { src: fileUrl(sizes.at(-1).file_id), alt: label }));
  box.addEventListener("click", (event) => event.target === box && box.close());
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
}

function photo(sizes, label) {
  const size = best(sizes);
  const image = h("img", { src: fileUrl(size.file_id), width: size.width, height: size.height, alt: label, decoding: "async" });
  return h("button", { type: "button", class: "photo", "aria-label": `${label}. ${t("openPhoto")}`, on: { click: () => enlarge(sizes, label) } }, image);
}

/** The photos of one message, or of an album's messages, as a grid. */
export function photos(messages) {
  const many = messages.length > 1;
  const label = (i) => (many ? t("photoAlbum", { i: i + 1, n: messages.length }) : t("photoAlt"));
  return h("div", { class: many ? `album of-${Math.min(messages.length, 10)}` : "album single" },
    messages.map((message, i) => photo(message.photo, label(i))));
}

function bytes(count) {
  if (!count) return "";
  if (count < 1024) return `${count} o`;
  return count < 1048576 ? `${Math.round(count / 1024)} ko` : `${(count / 1048576).toFixed(1)} Mo`;
}

function row(sign, title, detail, extra = {}) {
  return h(extra.href ? "a" : "div", { class: "attachment", ...extra },
    h("span", { class: "disc" }, sign),
    h("span", { class: "lines" }, h("span", { class: "name", dir: "auto" }, title), h("span", { class: "detail" }, detail)));
}

function document_({ document: file }) {
  const name = file.file_name ?? t("document");
  return row(icon("file"), name, bytes(file.file_size), { href: fileUrl(file.file_id), download: name });
}

function voice(message) {
  const length = (message.voice ?? message.audio).duration ?? 0;
  const heights = Array.from({ length: 26 }, (_, i) => 5 + Math.abs(Math.sin(i * 1.7) * 11 + Math.cos(i * 0.9) * 5));
  const wave = s("svg", { class: "wave", viewBox: "0 0 104 24", width: 130, height: 30, "aria-hidden": "true" },
    heights.map((height, i) => s("rect", { x: i * 4, y: 12 - height / 2, width: 2.2, height, rx: 1.1 })));
  return h("div", { class: "attachment voice" }, h("span", { class: "disc" }, icon("play")),
    h("span", { class: "lines" }, wave, h("span", { class: "detail" }, `${Math.floor(length / 60)}:${String(length % 60).padStart(2, "0")}`)));
}

function place(message) {
  const { latitude, longitude, live_period: live } = message.venue?.location ?? message.location;
  const words = message.venue
    ? [h("span", { class: "name", dir: "auto" }, message.venue.title), h("span", { class: "detail", dir: "auto" }, message.venue.address)]
    : [h("span", { class: "detail" }, live ? `${t("liveOn")}, ${written(latitude, longitude)}` : written(latitude, longitude))];
  return h("div", { class: `place${live ? " live" : ""}` }, picture(latitude, longitude), h("div", { class: "lines" }, words));
}

function contact({ contact: person }) {
  const name = [person.first_name, person.last_name].filter(Boolean).join(" ");
  return row(icon("contact"), name, person.phone_number);
}

function poll({ poll: asked }) {
  return h("div", { class: "poll" }, h("strong", { dir: "auto" }, asked.question),
    h("ul", null, asked.options.map((option) => h("li", { dir: "auto" }, option.text))));
}

function sticker({ sticker: drawn }) {
  return h("div", { class: "sticker", role: "img", "aria-label": `${t("sticker")} ${drawn.emoji ?? ""}` }, drawn.emoji ?? "🌱");
}

const KINDS = [
  ["venue", place], ["location", place], ["document", document_], ["voice", voice], ["audio", voice],
  ["contact", contact], ["poll", poll], ["sticker", sticker],
];
const SILENT = ["text", "caption", "photo"];

/** The node for what is not text in a message, or null. */
export function attachment(message) {
  if (message.photo) return photos([message]);
  const kind = KINDS.find(([name]) => message[name]);
  if (kind) return kind[1](message);
  return SILENT.some((name) => message[name]) ? null : h("em", { class: "detail" }, t("unsupported"));
}
