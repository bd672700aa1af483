"""Finds on which line of a TOML text each key stands, so that a fault can be shown where it is.

It checks nothing: tomllib has already read the text, and what it cannot place it leaves out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

Path = tuple[str | int, ...]
"""Where a value stands: keys of tables, and positions (from 0) in arrays of tables."""

_HEADER = re.compile(r"\s*(\[\[?)([^\[\]]+)\]\]?\s*(?:#.*)?$")
_ASSIGNMENT = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")
# Strings and comments, which may hold brackets that open nothing.
_OPAQUE = re.compile(
    r'"{3}(?:\\.|[^\\])*?"{3}' r"|'{3}.*?'{3}" r'|"(?:\\.|[^"\\\n])*"' r"|'[^'\n]*'" r"|#[^\n]*",
    re.DOTALL,
)


def key_lines(text: str) -> dict[Path, int]:
    """Return the line (from 1) of every table's header and every key of a valid TOML text."""
    found: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    for number, line in _statements(text):
        if header := _HEADER.match(line):
            table = _enter(header[2], header[1] == "[[", counts)
            found.setdefault(table, number)
        elif assignment := _ASSIGNMENT.match(line):
            found.setdefault(table + _parts(assignment[1]), number)
    return found


def line_of(path: Path, lines: dict[Path, int]) -> int:
    """Return the line of that key, else of the nearest table around it, else 1."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Give each line that begins a statement, skipping the inside of multi-line values."""
    depth = 0
    plain = _OPAQUE.sub(_blank, text)
    for number, (line, bare) in enumerate(zip(text.split("\n"), plain.split("\n"), strict=True), start=1):
        if depth == 0 and bare.strip():
            yield number, line
        if not _HEADER.match(line) or depth:
            depth += sum(bare.count(mark) for mark in "[{") - sum(bare.count(mark) for mark in "]}")


def _blank(opaque: re.Match[str]) -> str:
    """Keep the line breaks and, for a key in quotes, something to see."""
    return "".join("\n" if mark == "\n" else " " for mark in opaque[0])


def _enter(name: str, repeated: bool, counts: dict[Path, int]) -> Path:  # noqa: FBT001 - which of two headers
    """Return the path a header opens; arrays of tables seen so far are entered at their last item."""
    path: Path = ()
    parts = _parts(name)
    for position, part in enumerate(parts):
        path += (part,)
        if repeated and position == len(parts) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path += (counts[path],)
    return path


def _parts(name: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PART.findall(name))
