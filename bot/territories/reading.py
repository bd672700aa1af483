"""Reads typed values out of a parsed TOML table and reports every fault instead of stopping at the first.

It knows TOML and nothing of towns: what a territory holds is said in `records`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, time
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeVar

from bot.territories.faults import Fault
from bot.territories.lines import line_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from bot.domain.territory import Texts
    from bot.territories.lines import Path

Read = TypeVar("Read")

# Ids travel inside the 64 bytes of a button's callback data.
_ID = re.compile(r"[a-z][a-z0-9-]*")
LONGEST_ID = 24
_HOUR = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_YEARLY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
# Stands for a text that could not be read, so that reading can go on to the next fault.
UNREADABLE = "unreadable"


@dataclass
class Source:
    """The file being read: its name as the reader knows it, its lines, its languages, its faults so far."""

    file: str
    lines: dict[Path, int] = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    faults: list[Fault] = field(default_factory=list)

    def report(self, path: Path, problem: str, mend: str) -> None:
        """Note a fault of the key at `path`."""
        self.faults.append(Fault(self.file, line_of(path, self.lines), _written(path), problem, mend))


class Table:
    """One table of the file. Each reader returns something usable even after it reported a fault."""

    def __init__(self, values: dict[str, Any], path: Path, source: Source) -> None:
        self.path = path
        self.source = source
        self._values = values
        self._asked: set[str] = set()

    def __contains__(self, key: str) -> bool:
        """Tell whether the key is written."""
        self._asked.add(key)
        return key in self._values

    def report(self, key: str, problem: str, mend: str) -> None:
        """Note a fault of one of this table's keys."""
        self.source.report((*self.path, key), problem, mend)

    def id(self, longest: int = LONGEST_ID) -> str:
        """Read the key `id`, of up to `longest` characters."""
        value = self.text("id")
        if (_ID.fullmatch(value) and len(value) <= longest) or value == UNREADABLE:
            return value
        self.report("id", f"“{value}” is no id", f"Use up to {longest} small letters, digits and hyphens")
        return UNREADABLE

    def text(self, key: str, longest: int = 200) -> str:
        """Read a text of 1 to `longest` characters."""
        wanted = f"Write a text of up to {longest} characters in quotes"
        return self._read(key, UNREADABLE, wanted, lambda value: _text(value, longest))

    def optional_text(self, key: str, longest: int = 200) -> str | None:
        """Read a text that may be left out."""
        return self.text(key, longest) if key in self else None

    def texts(self, key: str, longest: int = 200) -> Texts:
        """Read a text for all languages, or a table of one per language; the default one is a must."""
        if not isinstance(self._values.get(key), dict):
            return {self.source.languages[0]: self.text(key, longest)}
        return self.table(key, lambda table: table.translations(longest))

    def translations(self, longest: int) -> Texts:
        """Read the whole table as a text per language; the default one is a must."""
        default, *others = self.source.languages
        for language in self.unknown(self.source.languages):
            self.report(language, "is no language of this territory", "Remove it, or add it to languages")
        return {
            name: self.text(name, longest) for name in (default, *others) if name == default or name in self
        }

    def optional_texts(self, key: str, longest: int = 200) -> Texts:
        """Read texts that may be left out; then they are empty."""
        return self.texts(key, longest) if key in self else {}

    def whole(self, key: str, low: int, high: int, default: int | None = None) -> int:
        """Read a whole number between two others, both allowed; without a default it must be there."""
        if default is not None and key not in self:
            return default
        wanted = f"Write a whole number from {low} to {high}"
        return self._read(key, low, wanted, lambda value: _whole(value, low, high))

    def optional_whole(self, key: str, low: int, high: int) -> int | None:
        """Read a whole number that may be left out."""
        return self.whole(key, low, high) if key in self else None

    def degrees(self, key: str, most: float) -> float:
        """Read a number of degrees, from `-most` to `most`, as in 44.1266."""
        wanted = f"Write degrees with a dot, from -{most:g} to {most:g}, as in 44.1266"
        return self._read(key, 0.0, wanted, lambda value: _degrees(value, most))

    def flag(self, key: str, *, default: bool) -> bool:
        """Read true or false."""
        if key not in self:
            return default
        return self._read(key, default, "Write true or false", lambda value: _typed(value, bool))

    def is_empty(self, key: str) -> bool:
        """Tell whether a text is written that has no letters."""
        self._asked.add(key)
        return bool(self._values.get(key) == "")

    def hour(self, key: str) -> time:
        """Read a time of day, as in "08:30"."""
        return self._read(key, time(0), 'Write a time of day as in "08:30"', _hour)

    def spans(self, key: str) -> tuple[tuple[time, time], ...]:
        """Read a list of spans of a day that must be there, as in ["08:30-12:00"]; each ends on that day."""
        wanted = 'Write a list as in ["08:30-12:00", "13:30-17:00"]'
        found = self._items(key, wanted, _span)
        if not found and self._values.get(key, []) == []:
            self.report(key, "is missing" if key not in self._values else "is empty", wanted)
        return found

    def day_of_year(self, key: str) -> tuple[int, int]:
        """Read a month and a day, as in "04-01", the first of April."""
        return self._read(key, (1, 1), 'Write a month and a day as in "04-01"', _day_of_year)

    def choice(self, key: str, choices: Collection[str]) -> str:
        """Read one of some words."""
        wanted = f"Write one of: {', '.join(choices)}"
        first = next(iter(choices))
        return self._read(key, first, wanted, lambda value: value if value in choices else None)

    def words(self, key: str) -> tuple[str, ...]:
        """Read a list of texts that may be left out."""
        return self._items(key, 'Write a list of texts in quotes, as in ["one", "two"]', _text)

    def days_of_year(self, key: str) -> frozenset[tuple[int, int]]:
        """Read a list of months and days that may be left out."""
        return frozenset(self._items(key, 'Write a list as in ["01-01", "05-01"]', _day_of_year))

    def dates(self, key: str) -> frozenset[date]:
        """Read a list of dates that may be left out."""
        wanted = "Write a list of dates without quotes, as in [2027-03-09]"
        return frozenset(self._items(key, wanted, lambda value: _typed(value, date)))

    def table(self, key: str, build: Callable[[Table], Read]) -> Read:
        """Read a table, made into a record by `build`; when it is missing that alone is reported."""
        empty: dict[str, Any] = {}
        values = self._read(key, empty, f"Add a table [{key}]", lambda value: _typed(value, dict))
        source = self.source if key in self._values else Source(self.source.file)
        source.languages = self.source.languages
        table = Table(values, (*self.path, key), source)
        built = build(table)
        table.close()
        return built

    def tables(self, key: str, build: Callable[[Table], Read]) -> tuple[Read, ...]:
        """Read an array of tables, at least one, each made into a record by `build`."""
        name = ".".join(part for part in (*self.path, key) if isinstance(part, str))
        wanted = f"Begin each with a line [[{name}]]"
        none: list[dict[str, Any]] = []
        items = self._read(key, none, wanted, _array_of_tables)
        found = []
        for position, values in enumerate(items):
            table = Table(values, (*self.path, key, position), self.source)
            found.append(build(table))
            table.close()
        return tuple(found)

    def optional_tables(self, key: str, build: Callable[[Table], Read]) -> tuple[Read, ...]:
        """Read an array of tables that may be left out."""
        return self.tables(key, build) if key in self else ()

    def unknown(self, known: Collection[str]) -> list[str]:
        """Return the keys that are not among the known ones, and count them as asked for."""
        self._asked.update(self._values)
        return [key for key in self._values if key not in known]

    def close(self) -> None:
        """Report the keys nobody asked for: a misspelt one would otherwise be passed over in silence."""
        asked = sorted(self._asked)
        for key in self.unknown(asked):
            near = get_close_matches(key, asked, n=1)
            self.report(key, "is not known here", f"Did you mean {near[0]}?" if near else "Remove it")

    def _read(self, key: str, otherwise: Read, mend: str, convert: Callable[[Any], Read | None]) -> Read:
        self._asked.add(key)
        if key not in self._values:
            self.report(key, "is missing", mend)
            return otherwise
        converted = convert(self._values[key])
        if converted is None:
            self.report(key, f"is {_shown(self._values[key])}", mend)
            return otherwise
        return converted

    def _items(self, key: str, mend: str, convert: Callable[[Any], Read | None]) -> tuple[Read, ...]:
        def convert_all(values: object) -> tuple[Read, ...] | None:
            converted = [convert(value) for value in values] if isinstance(values, list) else [None]
            found = tuple(item for item in converted if item is not None)
            return found if len(found) == len(converted) else None

        return self._read(key, (), mend, convert_all) if key in self else ()


def _text(value: object, longest: int = 200) -> str | None:
    return value if isinstance(value, str) and value.strip() and len(value) <= longest else None


def _whole(value: object, low: int, high: int) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if low <= value <= high else None


def _degrees(value: object, most: float) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and abs(value) <= most else None  # type: ignore[arg-type] # checked above


def _typed(value: object, kind: type[Read]) -> Read | None:
    return value if type(value) is kind else None


def _hour(value: object) -> time | None:
    matched = _HOUR.fullmatch(value) if isinstance(value, str) else None
    return time(int(matched[1]), int(matched[2])) if matched else None


def _span(value: object) -> tuple[time, time] | None:
    starts, _, ends = value.partition("-") if isinstance(value, str) else ("", "", "")
    first, last = _hour(starts.strip()), _hour(ends.strip())
    return (first, last) if first is not None and last is not None and first < last else None


def _day_of_year(value: object) -> tuple[int, int] | None:
    matched = _YEARLY.fullmatch(value) if isinstance(value, str) else None
    return (int(matched[1]), int(matched[2])) if matched else None


def _array_of_tables(value: object) -> list[dict[str, Any]] | None:
    wanted = isinstance(value, list) and value and all(isinstance(item, dict) for item in value)
    return value if wanted else None  # type: ignore[return-value] # checked on the line above


def _shown(value: object) -> str:
    written = str(value)
    return f"“{written[:40]}…”" if len(written) > 40 else f"“{written}”"  # noqa: PLR2004 - fits a line


def _written(path: Path) -> str:
    """Write a path as a person would say it: kinds[3].rule, counted from 1."""
    written = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path)
    return written.lstrip(".")
