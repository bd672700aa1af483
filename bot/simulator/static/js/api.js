// The control API, and nothing about what is done with its answers.

export class ApiError extends Error {}

async function ask(method, path, body) {
  const form = body instanceof FormData;
  const response = await fetch(`/_sim/${path}`, {
    method,
    headers: body && !form ? { "Content-Type": "application/json" } : {},
    body: form ? body : body && JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new ApiError(reason(text) || `${response.status} ${response.statusText}`);
  return text ? JSON.parse(text) : {};
}

function reason(text) {
  try {
    const answer = JSON.parse(text);
    return answer.error ?? answer.description ?? answer.message ?? "";
  } catch {
    return text.slice(0, 160);
  }
}

export const state = () => ask("GET", "state");
export const chat = (id) => ask("GET", `chats/${id}`);
export const act = (id, verb, body = {}) => ask("POST", `chats/${id}/${verb}`, body);
export const addPerson = (person) => ask("POST", "people", person);
export const changePerson = (id, change) => ask("PATCH", `people/${id}`, change);
export const advance = (seconds) => ask("POST", "clock", { advance: seconds });
export const fault = (order) => ask("POST", "faults", order);
export const clearFaults = () => ask("DELETE", "faults");

export const documentOfApi = () => ask("GET", "openapi.json");

/** Entries of the journal with a number above `after`, at most the `last` newest. */
export async function journal(after, last) {
  const response = await fetch(`/_sim/journal?after=${after}&last=${last}`);
  if (!response.ok) throw new ApiError(`${response.status}`);
  return (await response.text()).split("\n").filter(Boolean).map((line) => JSON.parse(line));
}

/** Plays a journal again; `text` is what was downloaded. */
export async function replay(text) {
  const response = await fetch("/_sim/replay", { method: "POST", body: text });
  const answer = await response.text();
  if (!response.ok) throw new ApiError(reason(answer));
  return JSON.parse(answer);
}

/** Where the bytes of a file can be read. */
export const fileUrl = (fileId) => `/_sim/files/${encodeURIComponent(fileId)}`;

/** One of the page's own data files. */
export async function data(name) {
  const response = await fetch(`/${name}`);
  if (!response.ok) throw new ApiError(`${name}: ${response.status}`);
  return response.json();
}

/** One of the page's own pictures, as a file to send. */
export async function sampleFile(name) {
  const response = await fetch(`/samples/${name}`);
  return new File([await response.blob()], name, { type: "image/jpeg" });
}

/** Calls `onEvent` with each event, and `onOpen` on every (re)connection: what was missed must be read again. */
export function listen(onEvent, onOpen, onLost) {
  const source = new EventSource("/_sim/events");
  source.addEventListener("open", onOpen);
  source.addEventListener("error", onLost);
  source.addEventListener("message", (event) => onEvent(JSON.parse(event.data)));
  return source;
}
