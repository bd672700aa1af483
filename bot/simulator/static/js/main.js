// Puts a phone on the table for each person the simulator knows, and keeps them up to date.

import * as api from "./api.js";
import { replace } from "./dom.js";
import { setGround } from "./map.js";
import { emptyTable } from "./person.js";
import { Phone } from "./phone.js";
import { notice } from "./sheet.js";
import { Tabs } from "./tabs.js";
import { setClock } from "./time.js";
import { Top } from "./top.js";
import { language, t } from "./words.js";

const table = document.getElementById("phones");
const phones = new Map();
const top_ = new Top(document.getElementById("top"), readState);
const tabs = new Tabs(document.getElementById("tabs"));
const CROWD = "bench-"; // people of a measurement have no phone on the table
let drawn = "";
let lost = false;

function place(people) {
  if (!people.length) {
    phones.clear();
    replace(table, emptyTable());
    return;
  }
  table.querySelector(".nobody")?.remove();
  for (const person of people) {
    if (phones.has(person.id)) continue;
    const phone = new Phone(person);
    phones.set(person.id, phone);
    table.append(phone.element);
  }
}

async function readState() {
  const state = await api.state();
  const people = state.people.filter((person) => !person.role.startsWith(CROWD));
  setClock(state.now, state.zone);
  const fresh = people.filter((person) => !phones.has(person.id));
  place(people);
  const signature = JSON.stringify([state.bot, state.faults, people, language()]);
  for (const person of people) phones.get(person.id).update(person, state.bot);
  if (signature !== drawn) {
    top_.draw(state);
    tabs.draw([...phones.values()]);
  }
  drawn = signature;
  tick();
  await Promise.all(fresh.map((person) => phones.get(person.id).refresh()));
}

function tick() {
  top_.tick();
  for (const phone of phones.values()) phone.tick();
}

async function quietly(work) {
  try {
    await work;
  } catch (error) {
    console.warn(error.message); // the next event or reconnection reads again
  }
}

function heard({ chat, kind }) {
  if (kind === "state") quietly(readState());
  if (phones.has(chat)) quietly(phones.get(chat).refresh());
  else if (chat) quietly(readState());
}

async function opened() {
  if (lost) notice(t("back"));
  lost = false;
  await quietly(readState());
  await quietly(Promise.all([...phones.values()].map((phone) => phone.refresh())));
}

function dropped() {
  if (!lost) notice(t("lost"), "bad");
  lost = true;
}

table.addEventListener("arrived", () => tabs.badges());
setGround(await api.data("data/map.json"));
await quietly(readState());
api.listen(heard, opened, dropped);
setInterval(tick, 1000);
