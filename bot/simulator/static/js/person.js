// The holder's settings, and the people who get a phone.

import * as api from "./api.js";
import { h } from "./dom.js";
import { field, form, notice, pageDialog, select } from "./sheet.js";
import { t } from "./words.js";

const LANGUAGES = [["fr", "Français"], ["ar", "العربية"], ["en", "English"], ["es", "Español"], ["pt", "Português"]];
const ROLES = ["resident", "officer", "applicant", "participant", "supervisor", "partner", "administrator"];

async function attempt(work) {
  try {
    await work();
  } catch (error) {
    notice(error.message, "bad");
  }
}

/** The settings of one person, in the phone's own sheet. `start(payload)` opens a deep link. */
export function personSheet(sheet, person, start) {
  const name = h("input", { type: "text", required: true, maxlength: 64, dir: "auto", value: person.first_name });
  const tongue = select(LANGUAGES, person.language_code);
  const blocked = h("input", { type: "checkbox", role: "switch", checked: person.blocked });
  const save = () => attempt(async () => {
    await api.changePerson(person.id, { first_name: name.value, language_code: tongue.value });
    if (blocked.checked !== person.blocked) await api.act(person.id, blocked.checked ? "block" : "unblock");
    sheet.close();
  });
  sheet.open(t("settingsOf", { name: person.first_name }), form(t("save"), save,
    field(t("firstName"), name), field(t("personLanguage"), tongue), h("label", { class: "tick" }, blocked, h("span", null, t("block")))),
  h("h3", null, t("invitation")), invitation((payload) => {
    sheet.close();
    start(payload);
  }));
}

function invitation(open) {
  const link = h("input", { type: "text", dir: "ltr", autocomplete: "off" });
  const payload = () => link.value.trim().replace(/^.*[?&]start=/, "").replace(/[&#].*$/, "");
  return h("div", null, form(t("open"), () => open(payload()), field(t("invitationHint"), link)));
}

/** Asks who gets a phone. */
export function addDialog(taken) {
  pageDialog(t("addPerson"), (close) => {
    const role = select(ROLES.map((name) => [name, t(name)]), "resident");
    const name = h("input", { type: "text", required: true, maxlength: 64, dir: "auto", value: t("newcomer", { n: taken + 1 }) });
    const tongue = select(LANGUAGES, "fr");
    const add = () => attempt(async () => {
      await api.addPerson({ role: role.value, first_name: name.value, language_code: tongue.value });
      close();
    });
    return form(t("add"), add, field(t("firstName"), name), field(t("role"), role), field(t("personLanguage"), tongue));
  });
}

/** The table before anybody has a phone. */
export function emptyTable() {
  const people = [["resident", t("first")], ["resident2", t("second")], ["officer", t("third")]];
  const lay = () => attempt(async () => {
    for (const [role, name] of people) await api.addPerson({ role, first_name: name, language_code: "fr" });
  });
  return h("div", { class: "nobody" }, h("p", null, t("nobody")), h("button", { type: "button", class: "primary", on: { click: lay } }, t("three")));
}
