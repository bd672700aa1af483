// On a narrow screen one phone is seen at a time; these tabs choose which.

import { h, replace } from "./dom.js";
import { roleName, t } from "./words.js";

export class Tabs {
  #element; #phones = []; #chosen = null; #narrow = matchMedia("(max-width: 860px)");

  constructor(element) {
    this.#element = element;
    element.setAttribute("role", "tablist");
    element.addEventListener("keydown", (event) => this.#key(event));
    this.#narrow.addEventListener("change", () => this.#show());
  }

  draw(phones) {
    this.#phones = phones;
    this.#element.setAttribute("aria-label", t("phones"));
    if (!phones.some((phone) => phone.person.id === this.#chosen)) this.#chosen = phones[0]?.person.id ?? null;
    replace(this.#element, phones.map((phone) => this.#tab(phone)));
    this.#show();
  }

  #tab({ person }) {
    return h("button", { type: "button", role: "tab", id: `tab${person.id}`, "aria-controls": `phone${person.id}`, data: { person: person.id }, on: { click: () => this.choose(person.id) } },
      h("b", { dir: "auto" }, person.first_name), h("span", null, roleName(person.role)), h("i", { class: "badge", hidden: true }));
  }

  choose(id) {
    this.#chosen = id;
    this.#show();
  }

  #key(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const at = this.#phones.findIndex((phone) => phone.person.id === this.#chosen);
    this.choose(this.#phones.at((at + step) % this.#phones.length).person.id);
    document.getElementById(`tab${this.#chosen}`).focus();
  }

  #show() {
    for (const phone of this.#phones) {
      const chosen = phone.person.id === this.#chosen;
      if (chosen || !this.#narrow.matches) phone.unread = 0;
      phone.element.classList.toggle("chosen", chosen);
      phone.panel(this.#narrow.matches ? `tab${phone.person.id}` : null);
      const tab = document.getElementById(`tab${phone.person.id}`);
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
    }
    this.badges();
  }

  /** Counts what arrived on the phones that are not in sight. */
  badges() {
    for (const phone of this.#phones) {
      if (phone.person.id === this.#chosen || !this.#narrow.matches) phone.unread = 0;
      const badge = document.getElementById(`tab${phone.person.id}`)?.querySelector(".badge");
      if (!badge) continue;
      badge.hidden = phone.unread === 0;
      replace(badge, String(phone.unread), h("span", { class: "unseen" }, ` ${t("unread")}`));
    }
  }
}
