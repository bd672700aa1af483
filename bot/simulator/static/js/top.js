// The bar above the phones: the programme's name and clock, people, faults, journal, language.

import * as api from "./api.js";
import { h, replace } from "./dom.js";
import { faultDialog } from "./faults.js";
import { icon, leaf } from "./icons.js";
import { journalDialog } from "./journal.js";
import { addDialog } from "./person.js";
import { notice } from "./sheet.js";
import { fullDay, hour, now, secondsUntilTomorrow, shortDay } from "./time.js";
import { inLanguage, language, speak, t } from "./words.js";

export class Top {
  #element; #time; #date; #changed; #count = 0;

  /** `changed` is called once the page's language changed or the clock moved. */
  constructor(element, changed) {
    this.#element = element;
    this.#changed = changed;
  }

  draw({ bot, people, faults }) {
    this.#count = people.length;
    const name = inLanguage(bot.name, language()) || bot.first_name || t("nameless");
    document.title = `${name}, ${t("demonstration")}`;
    document.documentElement.lang = language();
    document.querySelector(".skip").textContent = t("skip");
    this.#time = h("strong");
    this.#date = h("span");
    replace(this.#element, h("div", { class: "brand" }, h("span", { class: "mark" }, bot.picture ? h("img", { src: api.fileUrl(bot.picture), alt: "" }) : leaf(30)),
      h("div", null, h("h1", null, h("span", { dir: "auto" }, name), h("span", { class: "sub" }, t("demonstration"))), h("p", null, t("subtitle")))),
    this.#clock(), this.#tools(people, faults ?? []));
    this.tick();
  }

  #clock() {
    const move = (word, seconds) => h("button", { type: "button", on: { click: () => this.#move(seconds()) } }, t(word));
    return h("div", { class: "clock", role: "group", "aria-label": t("clock") }, h("div", { class: "now" }, this.#time, this.#date),
      move("plusHour", () => 3600), move("tomorrow", () => secondsUntilTomorrow(8)), move("plusWeek", () => 7 * 86400));
  }

  #tools(people, faults) {
    return h("div", { class: "tools" }, this.#tool("addPerson", "person", () => addDialog(this.#count)), this.#faultTool(faults),
      this.#tool("journal", "list", () => journalDialog(people)),
      h("button", { type: "button", class: "tool language", lang: t("languageCode"), on: { click: () => this.#switch() } }, t("language")));
  }

  #tool(word, sign, act, ...more) {
    return h("button", { type: "button", class: "tool", title: t(word), on: { click: act } }, icon(sign, 20), h("span", null, t(word)), more);
  }

  #faultTool(on) {
    const count = on.length;
    const mark = count > 0 && h("em", { class: "count" }, String(count), h("span", { class: "unseen" }, ` ${t("faultsOn", { n: count })}`));
    return this.#tool("faults", "bolt", () => this.#try(() => faultDialog(on)), mark);
  }

  tick() {
    if (!this.#time) return;
    this.#time.textContent = hour(now());
    this.#date.textContent = shortDay(now());
    this.#date.title = fullDay(now());
  }

  async #move(seconds) {
    await this.#try(async () => {
      await api.advance(seconds);
      await this.#changed();
      notice(t("clockAt", { when: `${fullDay(now())}, ${hour(now())}` }));
    });
  }

  #switch() {
    speak(t("languageCode"));
    this.#changed();
  }

  async #try(work) {
    try {
      await work();
    } catch (error) {
      notice(error.message, "bad");
    }
  }
}
