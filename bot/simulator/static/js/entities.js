// A Bot API text and its entities as nodes. Offsets are UTF-16 units, as JavaScript's own.

import { h } from "./dom.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};
const SAFE = new Set(["http:", "https:", "mailto:", "tel:"]);

/** A link's address if a browser may open it, else null. */
export function safeUrl(text) {
  for (const candidate of [text, `https://${text}`]) {
    try {
      const url = new URL(candidate);
      if (SAFE.has(url.protocol)) return url;
    } catch { /* the next form may be an address */ }
  }
  return null;
}

/** The payload of a deep link to this bot, or null. */
export function startPayload(text, username) {
  const url = safeUrl(text);
  if (!url || !/^(www\.)?(t|telegram)\.me$/.test(url.hostname)) return null;
  if (url.pathname.slice(1).toLowerCase() !== String(username).toLowerCase()) return null;
  return url.searchParams.get("start") ?? "";
}

function anchor(address, children, links) {
  const payload = startPayload(address, links.username);
  if (payload !== null) {
    return h("button", { type: "button", class: "link", on: { click: () => links.start(payload) } }, children);
  }
  const url = safeUrl(address);
  return url ? h("a", { href: url.href, target: "_blank", rel: "noopener noreferrer" }, children) : children;
}

function wrap(entity, text, children, links) {
  switch (entity.type) {
    case "text_link": return anchor(entity.url, children, links);
    case "url": return anchor(text, children, links);
    case "email": return h("a", { href: `mailto:${text}` }, children);
    case "phone_number": return h("a", { href: `tel:${text.replace(/[^\d+]/g, "")}` }, children);
    case "bot_command":
      return h("button", { type: "button", class: "link", on: { click: () => links.say(text) } }, children);
    case "spoiler": return h("span", { class: "spoiler", tabindex: 0 }, children);
    default: return TAGS[entity.type] ? h(TAGS[entity.type], null, children) : children;
  }
}

function build(text, from, to, entities, links) {
  const nodes = [];
  let at = from;
  const rest = [...entities];
  while (rest.length) {
    const entity = rest.shift();
    const end = Math.min(entity.offset + entity.length, to);
    if (entity.offset < at || end <= entity.offset) continue;
    nodes.push(text.slice(at, entity.offset));
    const inner = [];
    while (rest.length && rest[0].offset < end) inner.push(rest.shift());
    nodes.push(wrap(entity, text.slice(entity.offset, end), build(text, entity.offset, end, inner, links), links));
    at = end;
  }
  nodes.push(text.slice(at, to));
  return nodes;
}

/** Nodes for a text; `links` = {username, say(text), start(payload)} is what its links may do. */
export function richText(text, entities, links) {
  const sorted = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return build(text, 0, text.length, sorted, links);
}
