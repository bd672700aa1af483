// The bar above the phones: the programme's name and clock, people, faults, journal, language.

import * as api from "./api.js";
import { h, replace } from "./dom.js";
import { icon, leaf } from "./icons.js";
import { addDialog } from "./person.js";
import { field, form, notice, pageDialog, select } from "./sheet.js";
import { fullDay, hour, now, secondsUntilTomorrow, shortDay } from "./time.js";
import { inLanguage, language, speak, t } from "./words.js";

const FAULTS = ["429", "500", "reset_before", "reset_after", "slow"];

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
    this.#clock(), this.#tools(faults?.length ?? 0));
    this.tick();
  }

  #clock() {
    const move = (word, seconds) => h("button", { type: "button", on: { click: () => this.#move(seconds()) } }, t(word));
    return h("div", { class: "clock", role: "group", "aria-label": t("clock") }, h("div", { class: "now" }, this.#time, this.#date),
      move("plusHour", () => 3600), move("tomorrow", () => secondsUntilTomorrow(8)), move("plusWeek", () => 7 * 86400));
  }

  #tools(faulty) {
    return h("div", { class: "tools" }, this.#tool("addPerson", "person", () => addDialog(this.#count)), this.#faultTool(faulty),
      h("a", { class: "tool", href: "/_sim/journal", download: "journal.jsonl", title: t("journal") }, icon("journal", 20), h("span", null, t("journal"))),
      h("button", { type: "button", class: "tool language", lang: t("languageCode"), on: { click: () => this.#switch() } }, t("language")));
  }

  #tool(word, sign, act, ...more) {
    return h("button", { type: "button", class: "tool", title: t(word), on: { click: act } }, icon(sign, 20), h("span", null, t(word)), more);
  }

  #faultTool(count) {
    const mark = count > 0 && h("em", { class: "count" }, String(count), h("span", { class: "unseen" }, ` ${t("faultsOn", { n: count })}`));
    return this.#tool("faults", "bolt", () => this.#faults(), mark);
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

  #faults() {
    pageDialog(t("faultTitle"), (close) => {
      const kind = select(FAULTS.map((name) => [name, t(`f${name}`)]), "429");
      const times = select([["1", "1"], ["3", "3"], ["10", "10"]], "1");
      const set = () => this.#try(async () => {
        await api.fault({ kind: kind.value, times: Number(times.value) });
        notice(t("faultOn", { name: t(`f${kind.value}`) }));
        close();
      });
      const clear = () => this.#try(async () => {
        await api.clearFaults();
        notice(t("faultsOff"));
        close();
      });
      return [h("p", { class: "hint" }, t("faultHint")), form(t("ok"), set, field(t("faultKind"), kind), field(t("times"), times)),
        h("button", { type: "button", class: "quiet", on: { click: clear } }, t("restore"))];
    });
  }

  async #try(work) {
    try {
      await work();
    } catch (error) {
      notice(error.message, "bad");
    }
  }
}
