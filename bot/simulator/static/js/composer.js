// The line where a person writes, its "/" menu, and the mode it is in (new, reply, edit).

import { h, replace } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./words.js";

export class Composer {
  #acts; #field; #form; #mode = null; #bar; #menu; #commands = []; #toggle; #slash; #send;

  /** `acts` = {say(text, reply), edit(id, text), attach(), toggleKeyboard()}. */
  constructor(acts) {
    this.#acts = acts;
    this.#field = h("textarea", { rows: 1, dir: "auto", maxlength: 4096, "aria-label": t("message"), placeholder: t("message"), enterkeyhint: "send",
      on: { input: () => this.#typed(), keydown: (event) => this.#key(event) } });
    this.#bar = h("div", { class: "mode", hidden: true });
    this.#menu = h("ul", { class: "commands", hidden: true, "aria-label": t("commands") });
    this.#slash = this.#tool("slash", "commands", () => this.#toggleMenu());
    this.#toggle = this.#tool("keyboard", "keyboard", () => acts.toggleKeyboard());
    this.#send = h("button", { type: "submit", class: "send", "aria-label": t("send"), title: t("send") }, icon("send"));
    this.#form = h("form", { class: "composer", on: { submit: (event) => this.#submit(event) } },
      h("button", { type: "button", class: "tool attach", "aria-label": t("attach"), title: t("attach"), on: { click: () => acts.attach() } }, icon("attach")),
      h("div", { class: "writing" }, this.#field, this.#slash, this.#toggle), this.#send);
    this.element = h("div", { class: "composing" }, this.#menu, this.#bar, this.#form);
    this.element.addEventListener("focusout", (event) => this.element.contains(event.relatedTarget) || this.#offer(null));
    this.#menu.addEventListener("keydown", (event) => event.key === "Escape" && this.#closeMenu());
    this.keyboard(null, false);
    this.#typed();
  }

  #tool(sign, word, act) {
    return h("button", { type: "button", class: "tool", "aria-label": t(word), title: t(word), "aria-expanded": "false", on: { click: act } }, icon(sign));
  }

  commands(list) {
    this.#commands = list ?? [];
    this.#slash.hidden = this.#commands.length === 0;
  }

  /** Shows what the reply keyboard asks of the field and of its toggle. */
  keyboard(markup, open) {
    this.#toggle.hidden = !markup?.keyboard?.length;
    this.#toggle.setAttribute("aria-expanded", String(open));
    this.#field.placeholder = markup?.input_field_placeholder ?? t("message");
  }

  direct(direction) {
    this.element.dir = direction;
  }

  focus() {
    this.#field.focus();
  }

  reply(message) {
    this.#enter({ reply: message.message_id }, `${t("replying")} : ${message.text ?? message.caption ?? t("message")}`);
  }

  edit(message) {
    this.#enter({ edit: message.message_id }, t("editing"));
    this.#field.value = message.text;
    this.#typed();
  }

  #enter(mode, label) {
    this.#mode = mode;
    this.#bar.hidden = false;
    replace(this.#bar, h("span", { dir: "auto" }, label),
      h("button", { type: "button", class: "round", "aria-label": t("cancel"), on: { click: () => this.#leave() } }, icon("close", 16)));
    this.focus();
  }

  #leave() {
    this.#mode = null;
    this.#bar.hidden = true;
    this.#field.value = "";
    this.#typed();
  }

  #typed() {
    this.#field.style.height = "auto";
    this.#field.style.height = `${Math.min(this.#field.scrollHeight, 120)}px`;
    this.#form.classList.toggle("filled", this.#field.value.trim() !== "");
    const word = this.#field.value;
    this.#offer(/^\/\w*$/.test(word) ? word.slice(1).toLowerCase() : null);
  }

  #toggleMenu() {
    if (this.#menu.hidden) this.#offer("");
    else this.#offer(null);
    this.#menu.querySelector("button")?.focus();
  }

  #closeMenu() {
    this.#offer(null);
    this.#slash.focus();
  }

  #offer(prefix) {
    const found = prefix === null ? [] : this.#commands.filter(({ command }) => command.startsWith(prefix));
    this.#menu.hidden = found.length === 0;
    this.#slash.setAttribute("aria-expanded", String(found.length > 0));
    replace(this.#menu, found.map(({ command, description }) => h("li", null,
      h("button", { type: "button", on: { click: () => this.#command(command) } }, h("b", null, `/${command}`), h("span", { dir: "auto" }, description)))));
  }

  #command(command) {
    this.#leave();
    this.#acts.say(`/${command}`);
    this.focus();
  }

  #key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.#submit(event);
    if (event.key === "Escape") this.#leave();
  }

  #submit(event) {
    event.preventDefault();
    const text = this.#field.value.trim();
    const mode = this.#mode;
    if (!text) return;
    this.#leave();
    if (mode?.edit) this.#acts.edit(mode.edit, text);
    else this.#acts.say(text, mode?.reply);
  }
}
