"""Reads a programme's table row by row into shifts and appointments, and tells every fault with its cell.

It knows no file and no database: cells are texts, and what the rows speak of is looked up by the caller.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING

from bot.domain.programme import Sort
from bot.domain.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: The columns as the template names them; they may stand in any order, with or without accents.
WHAT, CREW, DAY, STARTS, ENDS = "Quoi", "Équipe", "Date", "Début", "Fin"
PLACE, DISTRICT, TASK = "Lieu", "Quartier", "Tâche"
PARTNER, MINUTES, WHO = "Avec", "Minutes", "Pour"
COLUMNS = (WHAT, CREW, DAY, STARTS, ENDS, PLACE, DISTRICT, TASK, PARTNER, MINUTES, WHO)
NEEDED = (WHAT, DAY, STARTS)

SHIFT = "Matinée"
SORTS = {"Rendez-vous individuel": Sort.INDIVIDUAL, "Rendez-vous collectif": Sort.COLLECTIVE}
LONGEST = 480  # minutes
PLACE_LENGTH = 200
CENTURY = 2000  # of a year written with two digits


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something wrong in one cell, by its row and column, and how to mend it."""

    row: int
    column: int
    text: str

    @property
    def cell(self) -> str:
        """Return the cell as a spreadsheet names it: B7."""
        return f"{letter(self.column)}{self.row}"

    def __str__(self) -> str:
        """Return « B7: what is wrong. How to mend it. »."""
        return f"{self.cell}: {self.text}"


class Head:
    """Which column stands where; columns count from 0."""

    def __init__(self, titles: Sequence[str]) -> None:
        known = {fold(each): each for each in COLUMNS}
        self.at: dict[str, int] = {}
        self.faults: list[Fault] = []
        for number, title in enumerate(titles):
            name = known.get(fold(title))
            if name is not None and name not in self.at:
                self.at[name] = number
            elif title.strip():
                self.faults.append(Fault(1, number, f"“{title.strip()}” is no column, or twice. {_KNOWN}"))
        missing = [each for each in NEEDED if each not in self.at]
        if missing:
            self.faults.append(Fault(1, 0, f"the first row has no column {', '.join(missing)}. {_KNOWN}"))


_KNOWN = f"It may have: {', '.join(COLUMNS)}."


@dataclass(frozen=True)
class ShiftRow:
    """A shift as a row gives it; what is None is the usual. `crew` is a name, "" for the only one."""

    row: int
    crew: str
    day: date
    starts: time
    ends: time | None
    place: str | None
    district: str | None
    task: str | None


@dataclass(frozen=True)
class AppointmentRow:
    """An appointment as a row gives it; `who` are references, none for the whole crew."""

    row: int
    crew: str
    sort: Sort
    partner: str | None
    day: date
    starts: time
    minutes: int
    place: str | None
    who: tuple[str, ...]


@dataclass(frozen=True)
class Named:
    """What a cell may name: ids by their folded names, and the names as people are told them."""

    ids: Mapping[str, str]
    told: tuple[str, ...]


@dataclass(frozen=True)
class Names:
    """The territory's partners and districts."""

    partners: Named
    districts: Named


class Row:
    """One row while it is read: its cells by column, and the faults found in them."""

    def __init__(self, head: Head, number: int, cells: Sequence[str]) -> None:
        self.number = number
        self.faults: list[Fault] = []
        self._at = head.at
        self._cells = cells

    def text(self, column: str) -> str:
        """Return a cell without the spaces around it; "" where there is none."""
        at = self._at.get(column)
        return self._cells[at].strip() if at is not None and at < len(self._cells) else ""

    def wrong(self, column: str, text: str) -> None:
        """Note a fault in a column, or in the first where the table has none of that name."""
        self.faults.append(Fault(self.number, self._at.get(column, 0), text))

    def day(self) -> date | None:
        """Return the day, noting a fault where there is none."""
        found = read_day(self.text(DAY))
        if found is None:
            self.wrong(DAY, f"“{self.text(DAY)}” is no date. Write 14/04/2026.")
        return found

    def hour(self, column: str) -> time | None:
        """Return a time of the day, noting a fault where there is none."""
        found = read_hour(self.text(column))
        if found is None:
            self.wrong(column, f"“{self.text(column)}” is no time of the day. Write 08:00.")
        return found

    def named(self, column: str, known: Named) -> str | None:
        """Return the id of what a cell names, None for an empty one, noting a fault for an unknown one."""
        said = self.text(column)
        if said and fold(said) not in known.ids:
            self.wrong(column, f"“{said}” is not known. The territory's file has: {', '.join(known.told)}.")
        return known.ids.get(fold(said))

    def who(self) -> tuple[str, ...]:
        """Return the references of people, each once."""
        return tuple(dict.fromkeys(self.text(WHO).upper().replace(";", " ").replace(",", " ").split()))

    def place(self) -> str | None:
        """Return the place, noting a fault for one that is too long."""
        said = self.text(PLACE)
        if len(said) > PLACE_LENGTH:
            self.wrong(PLACE, f"the place has more than {PLACE_LENGTH} letters. Shorten it.")
        return said or None


def read(row: Row, names: Names) -> ShiftRow | AppointmentRow | None:
    """Read one row; None when something in it is wrong, which is then among the row's faults."""
    what = fold(row.text(WHAT))
    sorts = {fold(name): sort for name, sort in SORTS.items()}
    if what == fold(SHIFT):
        found: ShiftRow | AppointmentRow | None = _shift(row, names)
    elif what in sorts:
        found = _appointment(row, names, sorts[what])
    else:
        choice = ", ".join((SHIFT, *SORTS))
        row.wrong(WHAT, f"“{row.text(WHAT)}” is neither shift nor appointment. Write one of: {choice}.")
        found = None
    return None if row.faults else found


def _shift(row: Row, names: Names) -> ShiftRow | None:
    day, starts = row.day(), row.hour(STARTS)
    ends = row.hour(ENDS) if row.text(ENDS) else None
    district, place = row.named(DISTRICT, names.districts), row.place()
    if starts and ends and starts >= ends:
        row.wrong(ENDS, f"{ends:%H:%M} is not after {starts:%H:%M}. A shift ends later on the same day.")
    for column in (PARTNER, MINUTES, WHO):
        if row.text(column):
            row.wrong(column, "a shift has none of these. Empty the cell.")
    if day is None or starts is None:
        return None
    return ShiftRow(row.number, row.text(CREW), day, starts, ends, place, district, row.text(TASK) or None)


def _appointment(row: Row, names: Names, sort: Sort) -> AppointmentRow | None:
    day, starts, minutes = row.day(), row.hour(STARTS), _minutes(row)
    partner, place = row.named(PARTNER, names.partners), row.place()
    who = row.who()
    if sort is Sort.INDIVIDUAL and len(who) != 1:
        row.wrong(WHO, "an individual appointment is for one person. Write one reference: E-0012.")
    for column in (DISTRICT, TASK):
        if row.text(column):
            row.wrong(column, "an appointment has none of these. Empty the cell.")
    if day is None or starts is None or minutes is None:
        return None
    return AppointmentRow(row.number, row.text(CREW), sort, partner, day, starts, minutes, place, who)


def _minutes(row: Row) -> int | None:
    """Return how long an appointment lasts: its minutes, else up to its end."""
    said, starts = row.text(MINUTES), read_hour(row.text(STARTS))
    if said.isdecimal() and len(said) < len(str(LONGEST)) + 1 and 0 < int(said) <= LONGEST:
        return int(said)
    if not said and row.text(ENDS):
        ends = row.hour(ENDS)
        if ends and starts and ends > starts:
            return (ends.hour - starts.hour) * 60 + ends.minute - starts.minute
        if ends and starts:
            row.wrong(ENDS, f"{ends:%H:%M} is not after {starts:%H:%M}. Write a later end.")
        return None
    row.wrong(MINUTES, f"“{said}” is no number of minutes from 1 to {LONGEST}. Write 60.")
    return None


def read_day(text: str) -> date | None:
    """Read 14/04/2026, 14.4.26 or 2026-04-14; None for no day."""
    numbers = text.replace("/", " ").replace(".", " ").replace("-", " ").split()
    if len(numbers) != len(("day", "month", "year")) or not all(map(str.isdecimal, numbers)):
        return None
    one, month, three = map(int, numbers)
    day, year = (three, one) if len(numbers[0]) > len("14") else (one, three)
    try:
        return date(year + CENTURY * (year < 100), month, day)  # noqa: PLR2004 - two digits
    except (ValueError, OverflowError):
        return None


def read_hour(text: str) -> time | None:
    """Read 08:00, 8h30 or 8 h; None for no time of the day."""
    numbers = fold(text.replace("h", " ").replace("H", " ")).split()
    if not 1 <= len(numbers) <= len(("hour", "minute", "second")) or not all(map(str.isdecimal, numbers)):
        return None
    try:
        return time(int(numbers[0]), int(numbers[1]) if numbers[1:] else 0)
    except (ValueError, OverflowError):
        return None


def letter(column: int) -> str:
    """Return what a spreadsheet calls a column that counts from 0: A, B … Z, AA."""
    before, own = divmod(column, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + own)
