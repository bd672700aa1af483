"""Parses HTML texts with the server's own leniency, errors and byte offsets; it cleans nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.simulator.errors import BadRequest
from bot.simulator.text.reader import link
from bot.simulator.text.spans import Span

_KINDS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "span": "spoiler", "code": "code", "pre": "pre", "blockquote": "blockquote", "a": "text_link",
    "tg-emoji": "", "tg-time": "date_time",
}  # fmt: skip
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_ENTITY = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([A-Za-z]+));?")
_PLAIN = re.compile(r"[^&<]+")
_TAG = re.compile("</?([^ \t\r\n\v\0>]*)")
_ATTRIBUTE = re.compile("[^ \t\r\n\v\0=>]*")
_TOKEN = re.compile(r"[A-Za-z0-9.\-]*")
_SPACES = re.compile("[ \t\r\n\v]*")
_LAST_CODE_POINT = 0x10FFFF
_BROKEN = (
    "Text contains invalid Unicode characters after decoding HTML entities, "
    "check for unmatched surrogate code units"
)


def parse_html(text: str) -> tuple[str, list[Span]]:
    """Return the text without its tags and the spans they mark; raises BadRequest as the server words it."""
    return _Parser(text).parse()


@dataclass(frozen=True, slots=True)
class _Opened:
    tag: str
    argument: str
    start: int


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text + "\0"
        self.at = 0
        self.plain = ""
        self.opened: list[_Opened] = []
        self.spans: list[Span] = []

    def parse(self) -> tuple[str, list[Span]]:
        end = len(self.text) - 1
        while self.at < end:
            self._step()
        if self.opened:
            tag = self.opened[-1].tag
            raise self._error(f'Can\'t find end tag corresponding to start tag "{tag}"')
        if any("\ud800" <= character <= "\udfff" for character in self.plain):
            raise self._error(_BROKEN)
        return self.plain, [replace(span, extra={}) if span.kind == "code" else span for span in self.spans]

    def _step(self) -> None:
        run = _PLAIN.match(self.text, self.at, len(self.text) - 1)
        if run:
            self.plain += run[0]
            self.at = run.end()
        elif self.text[self.at] == "&":
            self.plain += self._character()
        elif self.text[self.at + 1] == "/":
            self._close()
        else:
            self._open()

    def _character(self) -> str:
        """Read one character, an HTML entity decoded; what is no entity stays as it is."""
        found = _ENTITY.match(self.text, self.at) if self.text[self.at] == "&" else None
        decoded = _decoded(found) if found else ""
        if found and decoded:
            self.at = found.end()
            return decoded
        self.at += 1
        return self.text[self.at - 1]

    def _open(self) -> None:
        begin = self.at
        tag = self._name(_TAG, 1).lower()
        if self.text[self.at] == "\0":
            raise self._error("Unclosed start tag", begin)
        if tag not in _KINDS:
            raise self._error(f'Unsupported start tag "{tag}"', begin)
        argument = self._argument(tag, begin)
        if tag == "span" and argument != "spoiler":
            raise self._error('Tag "span" must have class "tg-spoiler"', begin)
        self.opened.append(_Opened(tag, argument, len(self.plain)))

    def _argument(self, tag: str, begin: int) -> str:
        """Read the attributes up to the end of the tag and return the one that matters for it."""
        argument = ""
        while True:
            self._skip()
            if self.text[self.at] == ">":
                self.at += 1
                return argument
            name = self._name(_ATTRIBUTE, 0)
            if not name:
                raise self._error(f'Empty attribute name in the tag "{tag}"', begin)
            argument = _meaning(tag, name, self._value(tag, name, begin)) or argument

    def _value(self, tag: str, name: str, begin: int) -> str:
        self._skip()
        if self.text[self.at] == "\0":
            raise self._error(f'Unclosed start tag "{tag}"', begin)
        if self.text[self.at] != "=":
            if (tag, name) == ("blockquote", "expandable"):
                return ""
            raise self._error(f'Expected equal sign in declaration of an attribute of the tag "{tag}"', begin)
        self.at += 1
        self._skip()
        if self.text[self.at] == "\0":
            raise self._error(f'Unclosed start tag "{tag}"', begin)
        value = self._quoted() if self.text[self.at] in "'\"" else self._token()
        if self.text[self.at] == "\0":
            raise self._error("Unclosed start tag", begin)
        return value

    def _token(self) -> str:
        begin = self.at
        value = self._name(_TOKEN, 0)
        if self.text[self.at] not in " \t\r\n\v\0>":
            raise self._error("Unexpected end of name token", begin)
        return value.lower()

    def _quoted(self) -> str:
        quote = self.text[self.at]
        self.at += 1
        value = ""
        while self.text[self.at] not in (quote, "\0"):
            value += self._character()
        self.at += self.text[self.at] == quote
        return value

    def _close(self) -> None:
        begin = self.at
        if not self.opened:
            raise self._error("Unexpected end tag", begin)
        found = self._name(_TAG, 1).lower()
        self._skip()
        if self.text[self.at] != ">":
            raise self._error("Unclosed end tag", begin)
        tag = self.opened[-1].tag
        if found not in ("", tag):
            raise self._error(f'Unmatched end tag at byte offset {self._offset(begin)}, expected "</{tag}>", '
                              f'found "</{found}>"')  # fmt: skip
        self.at += 1
        self._mark(self.opened.pop())

    def _mark(self, opened: _Opened) -> None:
        end = len(self.plain)
        kind = _KINDS[opened.tag]
        if end == opened.start or not kind:
            return
        extra: dict[str, object] = {}
        if kind == "text_link":
            kind, extra = link(opened.argument or self.plain[opened.start :])
        elif kind == "date_time":
            extra = {"unix_time": int(opened.argument)} if opened.argument.isdecimal() else {}
            kind = kind if extra else ""
        elif kind == "blockquote" and opened.argument:
            kind = "expandable_blockquote"
        elif opened.tag == "code" and opened.argument:
            extra = {"language": opened.argument}
        if kind:
            self.spans.append(self._joined(Span(kind, opened.start, end, extra)))

    def _joined(self, outer: Span) -> Span:
        """A `pre` and a `code` with a language over the same stretch are one `pre` in that language."""
        inner = self.spans[-1] if self.spans else outer
        languages = {**inner.extra, **outer.extra}
        same = (inner.start, inner.end) == (outer.start, outer.end)
        if not same or {inner.kind, outer.kind} != {"pre", "code"} or "language" not in languages:
            return outer
        self.spans.pop()
        return Span("pre", outer.start, outer.end, languages)

    def _name(self, pattern: re.Pattern[str], group: int) -> str:
        match = pattern.match(self.text, self.at)
        assert match is not None  # each of these patterns matches an empty text too
        self.at = match.end()
        return match[group]

    def _skip(self) -> None:
        self._name(_SPACES, 0)

    def _offset(self, begin: int) -> int:
        return len(self.text[:begin].encode("utf-8", "surrogatepass"))

    def _error(self, message: str, begin: int | None = None) -> BadRequest:
        where = "" if begin is None else f" at byte offset {self._offset(begin)}"
        return BadRequest(f"can't parse entities: {message}{where}")


def _meaning(tag: str, name: str, value: str) -> str:
    name = name.lower()
    prefix = {"code": "language-", "span": "tg-"}.get(tag)
    if prefix and name == "class" and value.startswith(prefix):
        return value.removeprefix(prefix)
    if (tag, name) == ("blockquote", "expandable"):
        return "1"
    return value if (tag, name) in {("a", "href"), ("tg-emoji", "emoji-id"), ("tg-time", "unix")} else ""


def _decoded(found: re.Match[str]) -> str:
    if found[3]:
        return _NAMED.get(found[3], "")
    code = int(found[1], 16) if found[1] else int(found[2])
    return chr(code) if 0 < code < _LAST_CODE_POINT else ""
