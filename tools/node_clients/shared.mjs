// What every bot here does, so that each file holds only how its library says it.

import { readFile } from "node:fs/promises";

export const root = process.env.SIMULATOR_ROOT;
export const token = process.env.SIMULATOR_TOKEN;
export const picture = await readFile(process.env.SIMULATOR_PICTURE);
export const tooLong = "x".repeat(4097);
export const keyboard = { inline_keyboard: [[{ text: "Oui", callback_data: "y" }]] };
export const echo = (text) => `<b>écho 😀</b> : ${text}`;
export const pressed = (data) => `reçu : ${data}`;
export const read = (content) => `lu : ${content}`;
export const refused = (code, description) => `erreur ${code} : ${description}`;

/** Reads a file of the Bot API by the path that getFile gave. */
export async function download(path) {
  const answer = await fetch(`${root}/file/bot${token}/${path}`);
  return answer.text();
}

/** Ends the process on SIGTERM, once `stop` is done. */
export function untilStopped(stop) {
  process.once("SIGTERM", async () => {
    await stop();
    process.exit(0);
  });
}
