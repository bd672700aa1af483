// A sheet that rises inside one phone, and a dialog for the whole page. One at a time in each.

import { h, replace } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./words.js";

let serial = 0;

function heading(title, close) {
  const id = `sheet${(serial += 1)}`;
  return [id, h("div", { class: "sheet-head" }, h("h2", { id, dir: "auto" }, title),
    h("button", { type: "button", class: "round", "aria-label": t("close"), on: { click: close } }, icon("close", 20)))];
}

export class Sheet {
  #layer; #behind; #opener = null;

  /** `behind` is what must not be reached while the sheet is open. */
  constructor(behind) {
    this.#behind = behind;
    this.#layer = h("div", { class: "sheet-layer", hidden: true, on: { click: (event) => event.target === this.#layer && this.close() } });
    this.#layer.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    this.element = this.#layer;
  }

  open(title, ...children) {
    if (this.#layer.hidden) this.#opener = document.activeElement;
    const [id, head] = heading(title, () => this.close());
    const body = h("div", { class: "sheet-body" }, children);
    replace(this.#layer, h("div", { class: "sheet", role: "dialog", "aria-labelledby": id }, head, body));
    this.#layer.hidden = false;
    for (const node of this.#behind()) node.inert = true;
    (body.querySelector("[autofocus], button, input, select, textarea, [tabindex]") ?? head.querySelector("button")).focus({ preventScroll: true });
  }

  close() {
    this.#layer.hidden = true;
    this.#layer.replaceChildren();
    for (const node of this.#behind()) node.inert = false;
    this.#opener?.focus?.({ preventScroll: true });
  }
}

/** A dialog over the whole page; `fill(close)` gives its content, `shape` may be "wide". */
export function pageDialog(title, fill, shape = "") {
  const close = () => box.close();
  const [id, head] = heading(title, close);
  const box = h("dialog", { class: `page-dialog ${shape}`, "aria-labelledby": id }, head, h("div", { class: "sheet-body" }, fill(close)));
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
}

/** A labelled field. */
export function field(label, control) {
  control.id = `field${(serial += 1)}`;
  return h("div", { class: "field" }, h("label", { for: control.id }, label), control);
}

export function select(options, chosen) {
  return h("select", null, options.map(([value, label]) => h("option", { value, selected: value === chosen }, label)));
}

/** A form whose button is `label`; `onSubmit` runs once it is valid. */
export function form(label, onSubmit, ...children) {
  const send = (event) => {
    event.preventDefault();
    onSubmit();
  };
  return h("form", { class: "stack", on: { submit: send } }, children, h("button", { type: "submit", class: "primary" }, label));
}

/** A passing notice at the foot of the page. */
export function notice(text, kind = "") {
  const line = h("p", { class: `notice ${kind}` }, text);
  document.getElementById("notices").append(line);
  setTimeout(() => line.remove(), 5000);
}
