"""Parses legacy Markdown with the server's leniency, errors and byte offsets: nothing stands in anything."""

from __future__ import annotations

from bot.simulator.text.reader import Reader, link
from bot.simulator.text.spans import Span

_ESCAPED = frozenset("_*`[")
_KINDS = {"_": "italic", "*": "bold", "`": "code"}


def parse_markdown(text: str) -> tuple[str, list[Span]]:
    """Return the text without its marks and the spans they make; raises BadRequest."""
    reader = _Markdown(text)
    while reader.at < reader.end:
        reader.step()
    return reader.plain, reader.spans


class _Markdown(Reader):
    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.spans: list[Span] = []

    def step(self) -> None:
        character = self.text[self.at]
        if character == "\\" and self.text[self.at + 1] in _ESCAPED:
            self.at += 1
            self.take()
        elif character in _ESCAPED:
            self._entity(character)
        else:
            self.take()

    def _entity(self, mark: str) -> None:
        begin, start = self.at, len(self.plain)
        close = {"[": "]"}.get(mark, mark)
        self.at += 1
        kind, extra = _KINDS.get(mark, ""), {}
        if mark == "`" and self.ahead("``"):
            self.at += 2
            close, kind = "```", "pre"
            language = self.language()
            extra = {"language": language} if language else {}
        while self.at < self.end and not self.ahead(close):
            self.take()
        if self.at >= self.end:
            raise self.error(f"Can't find end of the entity starting at byte offset {self.offset(begin)}")
        self.at += len(close)
        inside = self.text[begin + 1 : self.at - 1]
        made = (kind, extra) if kind else link(self._address(inside))
        if made[0] and len(self.plain) > start:
            self.spans.append(Span(made[0], start, len(self.plain), dict(made[1])))

    def _address(self, inside: str) -> str:
        """Read the address in brackets after a link's text; without one the text is the address."""
        if not self.ahead("("):
            return inside
        end = self.text.find(")", self.at)
        address = self.text[self.at + 1 : end if end >= 0 else self.end]
        self.at = end + 1 if end >= 0 else self.end
        return address
