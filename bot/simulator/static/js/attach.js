// What a person can join to a chat, each kind in its own sheet.

import { data, sampleFile } from "./api.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { Picker, written } from "./map.js";
import { field, form, select } from "./sheet.js";
import { language, t } from "./words.js";

const lists = {};
const list = (name) => (lists[name] ??= data(name));

const KINDS = [
  ["photo", "camera", (desk) => desk.fromDisk("image/*", (files) => desk.preview(files))],
  ["samples", "image", (desk) => desk.samples()],
  ["place", "pin", (desk) => desk.place("location")],
  ["file", "file", (desk) => desk.fromDisk("", (files) => desk.sendFiles("document", "document", files))],
  ["live", "live", (desk) => desk.place("live")],
  ["venue", "venue", (desk) => desk.place("venue")],
  ["contact", "contact", (desk) => desk.contact()],
  ["voice", "voice", (desk) => desk.send("voice")],
  ["sticker", "sticker", (desk) => desk.send("sticker")],
  ["poll", "poll", (desk) => desk.send("poll")],
];

export class Attach {
  #sheet; #act;

  /** `act(verb, body)` sends; `sheet` is the phone's. */
  constructor(sheet, act) {
    this.#sheet = sheet;
    this.#act = act;
  }

  menu() {
    this.#sheet.open(t("attach"), h("div", { class: "kinds" }, KINDS.map(([word, sign, choose]) =>
      h("button", { type: "button", class: "kind", data: { kind: word }, on: { click: () => choose(this) } }, h("span", { class: "disc" }, icon(sign, 26)), t(word)))));
  }

  async send(verb, body) {
    this.#sheet.close();
    await this.#act(verb, body);
  }

  sendFiles(verb, part, files, caption = "") {
    const body = new FormData();
    for (const file of files) body.append(part, file, file.name);
    if (caption) body.append("caption", caption);
    return this.send(verb, body);
  }

  fromDisk(accept, take) {
    const chooser = h("input", { type: "file", accept, multiple: accept !== "", class: "chooser", "aria-label": t(accept ? "photo" : "file"), tabindex: -1 });
    chooser.addEventListener("change", () => chooser.files.length && take([...chooser.files]));
    this.#sheet.element.append(chooser);
    chooser.click();
  }

  preview(files) {
    const urls = files.map((file) => URL.createObjectURL(file));
    const pictures = urls.map((src, i) => h("img", { src, alt: files[i].name, on: { load: () => URL.revokeObjectURL(src) } }));
    this.#sheet.open(t("photo"), this.#finishing(() => files, pictures));
  }

  #finishing(files, pictures) {
    const caption = h("input", { type: "text", maxlength: 1024, dir: "auto" });
    const asFile = h("input", { type: "checkbox" });
    const finish = async () => {
      const chosen = await files();
      if (!chosen.length) return;
      if (!asFile.checked) await this.sendFiles("photo", "photo", chosen, caption.value);
      else for (const file of chosen) await this.sendFiles("document", "document", [file], caption.value);
    };
    return form(t("send"), finish, h("div", { class: "thumbs" }, pictures), field(t("caption"), caption),
      h("label", { class: "tick" }, asFile, h("span", null, t("asFile"))));
  }

  async samples() {
    const { samples } = await list("samples/samples.json");
    const chosen = [];
    const toggle = (sample, tile) => {
      const at = chosen.indexOf(sample.file);
      if (at < 0) chosen.push(sample.file);
      else chosen.splice(at, 1);
      tile.setAttribute("aria-pressed", String(at < 0));
    };
    const tiles = samples.map((sample) => {
      const label = sample[language()] ?? sample.fr;
      const tile = h("button", { type: "button", class: "sample", "aria-pressed": "false" },
        h("img", { src: `/samples/${sample.file}`, alt: "", loading: "lazy" }), h("span", null, label), icon("check", 18));
      tile.addEventListener("click", () => toggle(sample, tile));
      return tile;
    });
    this.#sheet.open(t("samples"), h("p", { class: "hint" }, t("pickPhotos")), this.#finishing(() => Promise.all(chosen.map(sampleFile)), tiles));
  }

  /** Chooses a point: `kind` is location, live or venue. */
  async place(kind, title) {
    const { places, start } = await list("data/places.json");
    const at = { ...start };
    const typed = h("input", { type: "text", inputmode: "decimal", dir: "ltr", value: written(at.latitude, at.longitude) });
    const move = (latitude, longitude) => {
      Object.assign(at, { latitude, longitude });
      typed.value = written(latitude, longitude);
      typed.setCustomValidity("");
    };
    const picker = new Picker(start, move);
    typed.addEventListener("change", () => readPoint(typed, picker));
    const ready = places.map((item) => h("button", { type: "button", class: "ready", on: { click: () => picker.moveTo(item.latitude, item.longitude) } },
      icon("pin", 16), item[language()] ?? item.fr));
    const [extra, more] = extras(kind);
    const words = title ?? t(kind === "location" ? "place" : kind);
    this.#sheet.open(words, picker.element, form(t("sendPlace"), () => this.send(kind === "venue" ? "venue" : "location", { ...rounded(at), ...more() }),
      extra, field(t("coordinates"), typed)), h("h3", null, t("readyPlaces")), h("div", { class: "readies" }, ready));
  }

  contact() {
    const name = h("input", { type: "text", required: true, dir: "auto", value: "Sacha" });
    const phone = h("input", { type: "tel", required: true, dir: "ltr", value: "+33 1 99 00 12 34" });
    this.#sheet.open(t("contact"),
      h("button", { type: "button", class: "primary", on: { click: () => this.send("contact") } }, t("ownContact")),
      h("h3", null, t("otherContact")),
      form(t("send"), () => this.send("contact", { first_name: name.value, phone_number: phone.value }), field(t("firstName"), name), field(t("phone"), phone)));
  }
}

function readPoint(typed, picker) {
  const found = typed.value.match(/^\s*(-?\d+(?:\.\d+)?)[\s,;]+(-?\d+(?:\.\d+)?)\s*$/);
  const valid = found && Math.abs(found[1]) <= 90 && Math.abs(found[2]) <= 180;
  typed.setCustomValidity(valid ? "" : t("badCoordinates"));
  if (valid) picker.moveTo(Number(found[1]), Number(found[2]));
  else typed.reportValidity();
}

const rounded = ({ latitude, longitude }) => ({ latitude: Number(latitude.toFixed(6)), longitude: Number(longitude.toFixed(6)) });

function extras(kind) {
  if (kind === "live") {
    const period = select([["900", t("minutes15")], ["3600", t("hour1")], ["28800", t("hours8")]], "900");
    return [field(t("duration"), period), () => ({ live_period: Number(period.value) })];
  }
  if (kind === "venue") {
    const title = h("input", { type: "text", required: true, dir: "auto", value: t("venueTitle") });
    const address = h("input", { type: "text", required: true, dir: "auto", value: t("venueAddress") });
    return [[field(t("title"), title), field(t("address"), address)], () => ({ title: title.value, address: address.value })];
  }
  return [null, () => ({})];
}
