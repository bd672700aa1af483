// One person's phone: the frame, the chat in it, and what the person does there.

import * as api from "./api.js";
import { Attach } from "./attach.js";
import { Composer } from "./composer.js";
import { h, reconcile, replace } from "./dom.js";
import { icon, leaf } from "./icons.js";
import { replyKeyboard } from "./keyboards.js";
import { lines } from "./messages.js";
import { personSheet } from "./person.js";
import { Sheet, notice } from "./sheet.js";
import { hour, now } from "./time.js";
import { inLanguage, language, roleName, t } from "./words.js";

const NEAR = 80;

export class Phone {
  #parts; #sheet; #attach; #composer; #chat = { messages: [] }; #bot = {}; #pressed = new Map(); #sending = new Set();
  #reading = null; #again = false; #seenPopups = null; #keysOpen = true; #keysShown = ""; #headsShown = ""; #known = null; #unseen = 0; #typingEnds;

  constructor(person) {
    this.person = person;
    this.unread = 0;
    this.#sheet = new Sheet(() => [this.#parts.inside]);
    this.#attach = new Attach(this.#sheet, (verb, body) => this.#act(verb, body));
    this.#composer = new Composer({
      say: (text, reply) => this.#say(text, reply), edit: (id, text) => this.#act("edit", { message_id: id, text }),
      attach: () => this.#attach.menu(), toggleKeyboard: () => this.#toggleKeys(),
    });
    this.#build();
  }

  #build() {
    const list = h("ol", { class: "messages", role: "log", "aria-live": "polite", tabindex: 0 });
    const parts = {
      list, plate: h("header", { class: "plate" }), clock: h("span"), head: h("header", { class: "chat-head" }), about: h("div", { class: "about" }),
      typing: h("div", { class: "dots", hidden: true }, h("i"), h("i"), h("i")), popup: h("div", { class: "popup", role: "alert", hidden: true }),
      pill: h("button", { type: "button", class: "pill", hidden: true, on: { click: () => this.#toEnd(true) } }),
      keys: h("div", { class: "keys", hidden: true }), start: h("button", { type: "button", class: "start", on: { click: () => this.#first() } }),
    };
    parts.scroll = h("div", { class: "chat" }, parts.about, list, parts.typing);
    parts.scroll.addEventListener("scroll", () => this.#near() && this.#caughtUp());
    new ResizeObserver(() => this.#sticky && this.#toEnd()).observe(parts.scroll);
    parts.scroll.addEventListener("load", () => this.#sticky && this.#toEnd(), true);
    parts.inside = h("div", { class: "inside" }, parts.head, h("div", { class: "room" }, parts.scroll, parts.popup, parts.pill),
      parts.start, this.#composer.element, parts.keys);
    this.#parts = parts;
    this.element = h("section", { class: "holder", id: `phone${this.person.id}`, data: { role: this.person.role, person: this.person.id } }, parts.plate,
      h("div", { class: "phone" }, h("div", { class: "screen" },
        h("div", { class: "status", "aria-hidden": "true" }, parts.clock, h("span", { class: "signs" }, h("i"), h("i"), h("i"))), parts.inside, this.#sheet.element)));
  }

  /** Takes what the state says of the person and of the bot. */
  update(person, bot) {
    this.person = person;
    this.#bot = bot;
    this.#direct(person.language_code === "ar" ? "rtl" : "ltr");
    this.#drawHeads();
    this.#draw();
  }

  #direct(direction) {
    this.#composer.direct(direction);
    this.#parts.keys.dir = direction;
    this.#parts.list.dir = "ltr";
  }

  #drawHeads() {
    const { person } = this;
    const signature = JSON.stringify([person, this.#bot, language()]);
    if (signature === this.#headsShown) return;
    this.#headsShown = signature;
    const settings = () => h("button", { type: "button", class: "round", "aria-label": `${t("holder")} : ${person.first_name}`, title: t("holder"),
      on: { click: () => this.#settings() } }, icon("more"));
    replace(this.#parts.plate, h("span", { class: "initial", "aria-hidden": "true" }, [...person.first_name][0]),
      h("h2", null, h("b", { dir: "auto" }, person.first_name), h("span", null, roleName(person.role))), h("span", { class: "tongue" }, person.language_code ?? "–"));
    replace(this.#parts.head, this.#portrait(), h("div", { class: "who" }, h("strong", { dir: "auto" }, this.#botName()),
      h("span", { class: "state" }, this.#chat.typing ? t("typing") : t("bot"))), settings());
    replace(this.#parts.about, this.#portrait(64), h("h3", null, t("whatCanBotDo")), h("p", { dir: "auto" }, inLanguage(this.#bot.description, person.language_code)));
    this.#parts.start.textContent = person.blocked ? t("unblock") : t("start");
  }

  #botName() {
    return inLanguage(this.#bot.name, this.person.language_code) || this.#bot.first_name || t("nameless");
  }

  #portrait(size = 40) {
    const { picture } = this.#bot;
    const inner = typeof picture === "string" && picture ? h("img", { src: api.fileUrl(picture), alt: "" }) : leaf(size * 0.8);
    return h("span", { class: `portrait of-${size}` }, inner);
  }

  /** Becomes the panel of a tab, or a place of its own again. */
  panel(tab) {
    const names = tab ? { role: "tabpanel", "aria-labelledby": tab } : { "aria-label": t("chatWith", { name: this.person.first_name }) };
    for (const name of ["role", "aria-labelledby", "aria-label"]) this.element.removeAttribute(name);
    for (const [name, value] of Object.entries(names)) this.element.setAttribute(name, value);
  }

  tick() {
    this.#parts.clock.textContent = hour(now());
  }

  /** Reads the chat again; calls made while one reading is under way become one more. */
  async refresh() {
    if (this.#reading) {
      this.#again = true;
      return this.#reading;
    }
    this.#reading = this.#read();
    try {
      await this.#reading;
    } finally {
      this.#reading = null;
    }
    if (this.#again) {
      this.#again = false;
      await this.refresh();
    }
  }

  async #read() {
    this.#chat = await api.chat(this.person.id);
    this.#draw();
    this.#popups(this.#chat.popups ?? []);
    clearTimeout(this.#typingEnds);
    if (this.#chat.typing) this.#typingEnds = setTimeout(() => this.refresh(), 5200);
  }

  #draw() {
    const stuck = this.#near();
    const shown = this.#chat.messages.filter((message) => !message.deleted);
    this.#forgetAnswered(shown);
    reconcile(this.#parts.list, lines(shown, this.#pressed, this.#acts()));
    const silent = shown.length === 0 || this.person.blocked;
    this.#parts.about.hidden = shown.length > 0;
    this.#parts.start.hidden = !silent;
    this.#composer.element.hidden = silent;
    this.#composer.commands(this.#chat.commands);
    this.#parts.typing.hidden = !this.#chat.typing;
    this.#parts.head.querySelector(".state").textContent = this.#chat.typing ? t("typing") : t("bot");
    this.#drawKeys(silent);
    this.#arrivals(shown, stuck);
  }

  #forgetAnswered(shown) {
    for (const message of shown) {
      if (!message.spinner?.length && !this.#sending.has(message.message_id)) this.#pressed.delete(message.message_id);
    }
  }

  #arrivals(shown, stuck) {
    const newest = shown.at(-1)?.message_id ?? 0;
    const fresh = this.#known === null ? 0 : shown.filter((message) => message.from_bot && message.message_id > this.#known).length;
    const mine = shown.some((message) => !message.from_bot && message.message_id > (this.#known ?? 0));
    this.#known = Math.max(newest, this.#known ?? 0);
    this.unread += fresh;
    if (stuck || mine) this.#toEnd();
    else this.#unseen += fresh;
    this.#drawPill();
    if (fresh) this.element.dispatchEvent(new CustomEvent("arrived", { bubbles: true }));
  }

  #drawKeys(silent) {
    const { keyboard } = this.#chat;
    const signature = JSON.stringify(keyboard ?? null);
    if (signature !== this.#keysShown) {
      this.#keysShown = signature;
      this.#keysOpen = true;
      const keys = replyKeyboard(keyboard, this.#acts());
      replace(this.#parts.keys, keys);
    }
    this.#parts.keys.hidden = silent || !this.#keysOpen || !this.#parts.keys.childElementCount;
    this.#composer.keyboard(keyboard, !this.#parts.keys.hidden);
  }

  #toggleKeys() {
    const stuck = this.#near();
    this.#keysOpen = !this.#keysOpen;
    this.#drawKeys(false);
    if (stuck) this.#toEnd();
  }

  #popups(popups) {
    const fresh = popups.slice(this.#seenPopups ?? popups.length).filter((popup) => popup.text);
    this.#seenPopups = popups.length;
    if (fresh.length) this.#popup(fresh.at(-1));
  }

  #popup({ text, alert }) {
    if (alert) {
      this.#sheet.open(this.#botName(), h("p", { class: "alert", dir: "auto" }, text),
        h("button", { type: "button", class: "primary", autofocus: true, on: { click: () => this.#sheet.close() } }, t("ok")));
      return;
    }
    const line = h("p", { dir: "auto" }, text);
    replace(this.#parts.popup, line).hidden = false;
    setTimeout(() => line.isConnected && (this.#parts.popup.hidden = true), 4500);
  }

  #sticky = true;

  #near() {
    const { scrollHeight, scrollTop, clientHeight } = this.#parts.scroll;
    this.#sticky = scrollHeight - scrollTop - clientHeight < NEAR;
    return this.#sticky;
  }

  #toEnd(smooth = false) {
    this.#sticky = true;
    this.#parts.scroll.scrollTo({ top: this.#parts.scroll.scrollHeight, behavior: smooth ? "smooth" : "instant" });
    this.#caughtUp();
  }

  #caughtUp() {
    this.#unseen = 0;
    this.#drawPill();
  }

  #drawPill() {
    const { pill } = this.#parts;
    pill.hidden = this.#unseen === 0;
    replace(pill, this.#unseen > 1 ? t("newMany", { n: this.#unseen }) : t("newOne"), icon("down", 16));
  }

  /** What buttons and links of the chat may do. */
  #acts() {
    return {
      username: () => this.#bot.username,
      links: { username: this.#bot.username, say: (text) => this.#say(text), start: (payload) => this.#act("start", { payload }) },
      press: (place) => this.#press(place), start: (payload) => this.#act("start", { payload }),
      say: (text) => this.#say(text), copy: (text) => this.#copy(text),
      askPlace: () => this.#attach.place("location", t("shareLocation")), shareContact: () => this.#act("contact"),
      reply: (message) => this.#composer.reply(message), edit: (message) => this.#composer.edit(message),
    };
  }

  async #act(verb, body, sent = () => {}) {
    try {
      await api.act(this.person.id, verb, body).finally(sent);
    } catch (error) {
      notice(error.message, "bad");
    }
    await this.refresh();
  }

  #say(text, reply) {
    return this.#act("text", reply ? { text, reply_to: reply } : { text });
  }

  async #press(place) {
    this.#pressed.set(place.message_id, `${place.row}:${place.column}`);
    this.#sending.add(place.message_id);
    this.#draw();
    await this.#act("press", place, () => this.#sending.delete(place.message_id));
  }

  async #copy(text) {
    await navigator.clipboard?.writeText(text);
    this.#popup({ text: t("copied") });
  }

  #first() {
    if (this.person.blocked) return this.#act("unblock");
    return this.#act("start");
  }

  #settings() {
    personSheet(this.#sheet, this.person, (payload) => this.#act("start", payload ? { payload } : {}));
  }
}
