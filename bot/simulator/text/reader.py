"""What the readers of marked-up texts share: a place in the text, byte offsets, complaints, links."""

from __future__ import annotations

import re

from bot.simulator.errors import BadRequest
from bot.simulator.text.links import checked_link

_USER_LINK = re.compile(r"tg:(?://)?user/?\?(?:[^#]*&)?id=(\d+)", re.IGNORECASE)
_LANGUAGE = re.compile("[^ \t\r\n\v\0`]*")
_LINE_END = re.compile("\r\n|\n\r|\n|\r|")


class Reader:
    """A text that is read once from its start; it ends with a NUL so that looking ahead is safe."""

    def __init__(self, text: str) -> None:
        self.text = text + "\0\0\0"
        self.end = len(text)
        self.at = 0
        self.plain = ""

    def ahead(self, mark: str) -> bool:
        """Return whether these characters come next."""
        return self.text.startswith(mark, self.at)

    def take(self, count: int = 1) -> None:
        """Put the next characters into the plain text."""
        self.plain += self.text[self.at : self.at + count]
        self.at += count

    def language(self) -> str:
        """Read what stands after three backticks: a language, if a blank follows it, and one line end."""
        match = _LANGUAGE.match(self.text, self.at)
        assert match is not None  # the pattern matches an empty text too
        named = match[0] if match.end() < self.end and self.text[match.end()] != "`" else ""
        self.at += len(named)
        ending = _LINE_END.match(self.text, self.at)
        self.at += len(ending[0]) if ending else 0
        return named

    def offset(self, begin: int) -> int:
        """Return a place as a number of bytes from the start."""
        return len(self.text[:begin].encode("utf-8", "surrogatepass"))

    def error(self, message: str, begin: int | None = None) -> BadRequest:
        """Return the complaint in the server's words."""
        where = "" if begin is None else f" at byte offset {self.offset(begin)}"
        return BadRequest(f"can't parse entities: {message}{where}")


def link(address: str) -> tuple[str, dict[str, object]]:
    """Return kind and extra fields of a link: a person, an address, or nothing ("") when it is wrong."""
    person = _USER_LINK.match(address)
    if person:
        return "text_mention", {"user": int(person[1])}
    whole, _ = checked_link(address)
    return ("text_link", {"url": whole}) if whole else ("", {})
