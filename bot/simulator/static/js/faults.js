// The faults that a person at the page switches on and off.

import * as api from "./api.js";
import { h } from "./dom.js";
import { field, form, notice, pageDialog, select } from "./sheet.js";
import { t } from "./words.js";

const METHODS = ["sendMessage", "editMessageText", "answerCallbackQuery", "sendPhoto", "sendMediaGroup", "getFile", "getUpdates"];

const OF_UPDATES = new Set(["duplicate", "delay", "reorder", "split"]); // these are of no method

/** What a fault is called; one that this page has no word for, by its own name. */
function named(kind) {
  const words = t(`f${kind}`);
  return words === `f${kind}` ? kind : words;
}

/** Every kind the simulator knows, as its own document tells them. */
async function kinds() {
  const { components } = await api.documentOfApi();
  return components.schemas.Fault.properties.kind.enum.map((kind) => [kind, named(kind)]);
}

async function attempt(close, words, work) {
  try {
    await work();
    notice(words);
    close();
  } catch (error) {
    notice(error.message, "bad");
  }
}

function line(fault) {
  const parts = [named(fault.kind), fault.method, fault.times > 1 && `× ${fault.times}`];
  return h("li", null, parts.filter(Boolean).join(", "));
}

export async function faultDialog(on) {
  const kind = select(await kinds(), "429");
  const method = select([["", t("anyMethod")], ...METHODS.map((name) => [name, name])], "");
  const times = select([["1", "1"], ["3", "3"], ["10", "10"]], "1");
  kind.addEventListener("change", () => {
    method.disabled = OF_UPDATES.has(kind.value);
    if (method.disabled) method.value = "";
  });
  pageDialog(t("faultTitle"), (close) => {
    const set = () => attempt(close, t("faultOn", { name: named(kind.value) }),
      () => api.fault({ kind: kind.value, method: method.value || null, times: Number(times.value) }));
    const clear = () => attempt(close, t("faultsOff"), api.clearFaults);
    return [h("p", { class: "hint" }, t("faultHint")), form(t("ok"), set, field(t("faultKind"), kind), field(t("faultMethod"), method), field(t("times"), times)),
      on.length > 0 && [h("h3", null, t("faultsNow")), h("ul", { class: "faults" }, on.map(line))],
      h("button", { type: "button", class: "quiet", on: { click: clear } }, t("restore"))];
  });
}
