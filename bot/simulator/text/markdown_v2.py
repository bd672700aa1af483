"""Parses MarkdownV2 with the server's errors and byte offsets; it cleans nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl

from bot.simulator.text.reader import Reader, link
from bot.simulator.text.spans import Span

_RESERVED = frozenset("_*[]()~`>#+-=|{}.!\n")
_IN_CODE = frozenset("`")
_LAST_ESCAPED = 126
_MARKS = {
    "bold": "*", "italic": "_", "underline": "__", "strikethrough": "~", "spoiler": "||", "code": "`",
    "pre": "```", "text_link": "]", "custom_emoji": "]",
}  # fmt: skip
_NAMES = {
    "bold": "Bold", "italic": "Italic", "underline": "Underline", "strikethrough": "Strikethrough",
    "spoiler": "Spoiler", "code": "Code", "pre": "Pre", "text_link": "TextUrl",
    "custom_emoji": "CustomEmoji", "blockquote": "BlockQuote",
}  # fmt: skip
_OPENINGS = (
    ("```", "pre"), ("`", "code"), ("__", "underline"), ("_", "italic"), ("*", "bold"),
    ("~", "strikethrough"), ("||", "spoiler"), ("[", "text_link"), ("![", "custom_emoji"),
)  # fmt: skip
_TG_LINK = re.compile(r"tg:(?://)?(emoji|time)/?\?([^#]*)", re.IGNORECASE)


def parse_markdown_v2(text: str) -> tuple[str, list[Span]]:
    """Return the text without its marks and the spans they make; raises BadRequest."""
    return _MarkdownV2(text).parse()


@dataclass(slots=True)
class _Opened:
    kind: str
    argument: str
    start: int
    at: int

    @property
    def name(self) -> str:
        return "PreCode" if self.kind == "pre" and self.argument else _NAMES[self.kind]


class _MarkdownV2(Reader):
    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.opened: list[_Opened] = []
        self.spans: list[Span] = []
        self.quoting = False
        self.line_starts = True

    def parse(self) -> tuple[str, list[Span]]:
        while self.at < self.end:
            self._step()
        if self.quoting:
            self._finish_quote()
        if self.opened:
            raise self._endless()
        return self.plain, self.spans

    def _step(self) -> None:
        character = self.text[self.at]
        if character == "\\" and 0 < ord(self.text[self.at + 1]) <= _LAST_ESCAPED:
            self.at += 1
            self._plain(self.text[self.at] == "\n")
        elif character not in (_IN_CODE if self._in_code() else _RESERVED):
            self._plain(starts_line=False)
        elif self._ends():
            self._close()
        else:
            self._open(character)

    def _plain(self, starts_line: bool) -> None:  # noqa: FBT001 - said at each call
        if self.text[self.at] != "\r":
            self.line_starts = starts_line
        self.take()

    def _in_code(self) -> bool:
        return bool(self.opened) and self.opened[-1].kind in {"code", "pre"}

    def _ends(self) -> bool:
        """Return whether what comes next ends the innermost entity, or the line of a quotation's end."""
        if not self.opened:
            return False
        if self.quoting and self.ahead("\n") and not self.text.startswith(">", self.at + 1):
            return True
        kind = self.opened[-1].kind
        if kind == "blockquote" or (kind == "italic" and self.ahead("__")):
            return False
        return self.ahead(_MARKS[kind])

    def _open(self, character: str) -> None:
        begin = self.at
        if character == "\n":
            self._plain(starts_line=True)
            return
        if character == ">" and self.line_starts:
            self.at += 1
            if not self.quoting:
                self.quoting = True
                self.opened.append(_Opened("blockquote", "", len(self.plain), begin))
            return
        for mark, kind in _OPENINGS:
            if self.ahead(mark):
                self.at += len(mark)
                argument = self.language() if kind == "pre" else ""
                self.opened.append(_Opened(kind, argument, len(self.plain), begin))
                return
        raise self.error(f"Character '{character}' is reserved and must be escaped with the preceding '\\'")

    def _close(self) -> None:
        if self.ahead("\n"):
            self._close_quote()
            return
        last = self.opened[-1]
        self.at += len(_MARKS[last.kind])
        kind = last.kind
        extra: dict[str, object] = {"language": last.argument} if last.argument else {}
        if kind == "text_link":
            kind, extra = link(self._address() if self.ahead("(") else self.plain[last.start :])
        elif kind == "custom_emoji":
            kind, extra = self._special()
        self._mark(self.opened.pop(), kind, extra)

    def _close_quote(self) -> None:
        """End a quotation at the end of its line; two bars just before it fold the quotation."""
        kind = "expandable_blockquote" if self._folded() else "blockquote"
        if self.opened[-1].kind != "blockquote":
            raise self._endless()
        self.quoting = False
        self._plain(starts_line=True)
        self._mark(self.opened.pop(), kind, {})

    def _finish_quote(self) -> None:
        kind = "expandable_blockquote" if self._folded() else "blockquote"
        if self.opened and self.opened[-1].kind == "blockquote":
            self._mark(self.opened.pop(), kind, {})

    def _folded(self) -> bool:
        """Return whether a spoiler was opened just here, which then is no spoiler and is forgotten."""
        last = self.opened[-1]
        shift = 1 if self.plain.endswith("\r") and self.at < self.end else 0
        if last.kind != "spoiler" or last.at + 2 not in {self.at, self.at - shift}:
            return False
        self.opened.pop()
        return True

    def _mark(self, opened: _Opened, kind: str, extra: dict[str, object]) -> None:
        if kind and len(self.plain) > opened.start:
            self.spans.append(Span(kind, opened.start, len(self.plain), extra))

    def _special(self) -> tuple[str, dict[str, object]]:
        """Read the address of an emoji of one's own, which bots may rarely send, or of a time."""
        if not self.ahead("("):
            raise self.error("The entity must contain a tg://emoji or tg://time URL")
        found = _TG_LINK.fullmatch(self._address())
        fields = dict(parse_qsl(found[2])) if found else {}
        if found and found[1].lower() == "emoji" and fields.get("id", "").isdecimal():
            return "", {}
        if found and found[1].lower() == "time" and fields.get("unix", "").isdecimal():
            return "date_time", {"unix_time": int(fields["unix"])}
        raise self.error("Invalid tg://emoji or tg://time URL specified")

    def _address(self) -> str:
        self.at += 1
        begin, address = self.at, ""
        while self.at < self.end and self.text[self.at] != ")":
            if self.text[self.at] == "\\" and 0 < ord(self.text[self.at + 1]) <= _LAST_ESCAPED:
                self.at += 1
            address += self.text[self.at]
            self.at += 1
        if self.at >= self.end:
            raise self.error("Can't find end of a URL", begin)
        self.at += 1
        return address

    def _endless(self) -> Exception:
        last = self.opened[-1]
        return self.error(f"Can't find end of {last.name} entity", last.at)
