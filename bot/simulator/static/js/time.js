// The programme's clock as the page shows it. It never moves it.

import { language } from "./words.js";

let zone = "Europe/Paris";
let ahead = 0;

/** Takes the simulator's clock (ISO) and, when it says one, the zone of the phones. */
export function setClock(now, itsZone) {
  ahead = Date.parse(now) - Date.now();
  zone = itsZone ?? zone;
}

export const now = () => new Date(Date.now() + ahead);

const format = (options, date) => new Intl.DateTimeFormat(language(), { timeZone: zone, ...options }).format(date);

export const hour = (date) => format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, date);
export const clock = (date) => format({ hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }, date);
export const day = (date) => format({ weekday: "long", day: "numeric", month: "long" }, date);
export const shortDay = (date) => format({ weekday: "short", day: "numeric", month: "short" }, date);
export const fullDay = (date) => format({ weekday: "long", day: "numeric", month: "long", year: "numeric" }, date);

function wallSeconds(date) {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" })
    .formatToParts(date);
  const part = (type) => Number(parts.find((item) => item.type === type).value);
  return part("hour") * 3600 + part("minute") * 60 + part("second");
}

/** Seconds from now to tomorrow at `hours` o'clock on the wall, also across a change of summer time. */
export function secondsUntilTomorrow(hours) {
  const wanted = hours * 3600;
  const guess = 86400 - wallSeconds(now()) + wanted;
  const shift = wanted - wallSeconds(new Date(now().getTime() + guess * 1000));
  return guess + shift;
}
