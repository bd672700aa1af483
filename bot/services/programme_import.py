"""Brings a programme's table into the database: all of it or nothing, and a second time nothing changes.

It reads no file; whoever calls gives the rows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.programme import MeetingPoint, Slot
from bot.domain.programme_rows import (
    CREW,
    DAY,
    STARTS,
    WHO,
    AppointmentRow,
    Fault,
    Head,
    Named,
    Names,
    Row,
    ShiftRow,
    read,
    read_day,
)
from bot.domain.reminders import diary_of
from bot.domain.text import fold
from bot.services import appointments, members, seats, shifts
from bot.storage import appointments as stored_appointments
from bot.storage import shifts as stored_shifts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date, datetime

    from bot.domain.programme import Appointment, Shift
    from bot.domain.seats import Crew, Member
    from bot.domain.territory import Texts
    from bot.services.work import Work

INSTANT = timedelta(microseconds=1)


@dataclass
class Outcome:
    """What an import did, or would do; with `faults` it did nothing."""

    faults: list[Fault] = field(default_factory=list)
    shifts_added: int = 0
    shifts_changed: int = 0
    appointments_added: int = 0
    appointments_changed: int = 0
    unchanged: int = 0


class FaultyError(Exception):
    """The table has faults, or this is a dry run: what was written is taken back."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


def bring(
    work: Work,
    table: Sequence[tuple[int, Sequence[str]]],
    told: Callable[[int, int], None],
    *,
    dry_run: bool,
) -> Outcome:
    """Bring a table in: rows with their numbers, the first with the columns' names.

    `told` is given how many of how many rows are done. Raises FaultyError, so that the transaction is undone,
    for a table with faults and for a dry run.
    """
    run = _Import(work)
    head = Head(table[0][1] if table else ())
    run.outcome.faults += head.faults
    rows = [each for each in table[1:] if any(cell.strip() for cell in each[1])]
    if not head.faults:
        for done, (number, cells) in enumerate(rows, 1):
            run.take(Row(head, number, cells))
            told(done, len(rows))
    run.finish()
    if run.outcome.faults or dry_run:
        run.outcome.faults.sort()
        raise FaultyError(run.outcome)
    return run.outcome


class _Import:
    """One run: what the rows may name, and what was done so far."""

    def __init__(self, work: Work) -> None:
        self.outcome = Outcome()
        self._work = work
        self._crews = seats.crews(work)
        self._members = {each.reference: each for each in members.listed(work)}
        self._names = Names(
            _names(work, [(each.id, each.name) for each in work.territory.rules.partners]),
            _names(work, [(each.id, each.name) for each in work.territory.districts]),
        )
        self._seen: dict[object, int] = {}
        self._new: dict[int, list[Slot]] = {}
        self._diary = diary_of(work.territory)

    def take(self, row: Row) -> None:
        """Do what one row says, or note its faults."""
        said = read(row, self._names)
        match said:
            case ShiftRow():
                self._shift(row, said)
            case AppointmentRow():
                self._appointment(row, said)
            case None:
                self._note_the_rest(row)
        self.outcome.faults += row.faults

    def _note_the_rest(self, row: Row) -> None:
        """Note what a row names wrongly besides the fault for which it cannot be read."""
        day = read_day(row.text(DAY))
        if day is not None and row.text(CREW):
            self._crew(row, row.text(CREW), day)
        for reference in row.who():
            self._member(row, reference)

    def finish(self) -> None:
        """Add the new shifts, a crew at a time: its people's reminders are planned once."""
        for crew, slots in self._new.items():
            shifts.add(self._work, crew, slots)

    # --- shifts --------------------------------------------------------------------------------

    def _shift(self, row: Row, said: ShiftRow) -> None:
        crew = self._crew(row, said.crew, said.day)
        if crew is None or self._is_twice(row, (crew.id, said.day, said.starts)):
            return
        slot = self._slot(said)
        if slot.starts >= slot.ends:
            row.wrong(STARTS, f"the usual end is {slot.ends:%H:%M}. Write the end in the row.")
            return
        held = self._held(crew, slot)
        if held is not None and held.slot == slot:
            self.outcome.unchanged += 1
        elif self._is_past(row, self._diary.instant(slot.day, slot.starts)):
            return
        elif held is None:
            self._new.setdefault(crew.id, []).append(slot)
            self.outcome.shifts_added += 1
        else:
            shifts.change_shift(self._work, held, ends=slot.ends, place=slot.place, task=slot.task)
            self.outcome.shifts_changed += 1

    def _held(self, crew: Crew, slot: Slot) -> Shift | None:
        same_day = stored_shifts.of_crew(self._work.connection, crew.id, slot.day, slot.day)
        return next((each for each in same_day if each.slot.starts == slot.starts), None)

    def _slot(self, said: ShiftRow) -> Slot:
        rules = self._work.territory.rules
        usual = next((each for each in rules.week if each.weekday == said.day.weekday()), None)
        task = self._texts(said.task) if said.task else usual.task if usual else {}
        return Slot(said.day, said.starts, said.ends or rules.ends, self._place(said), task)

    def _place(self, said: ShiftRow) -> MeetingPoint:
        """Return where a shift meets: its day's usual place, one of the territory's, or as it is written."""
        rules = self._work.territory.rules
        if said.place is None:
            usual = next((each.place for each in rules.week if each.weekday == said.day.weekday()), None)
            service = MeetingPoint(self._texts(self._work.territory.address), district=said.district)
            return usual or service
        named = (each for each in rules.places if fold(said.place) in map(fold, each.name.values()))
        return next(named, MeetingPoint(self._texts(said.place), district=said.district))

    def _texts(self, text: str) -> Texts:
        return {self._work.territory.default_language: text}

    # --- appointments --------------------------------------------------------------------------

    def _appointment(self, row: Row, said: AppointmentRow) -> None:
        invited = self._invited(row, said)
        starts_at = self._diary.instant(said.day, said.starts)
        same = (said.sort, said.partner, starts_at, said.place, said.who, said.crew)
        if row.faults or self._is_twice(row, same):
            return
        held = self._booked(said, starts_at, invited)
        if held is None:
            if not self._is_past(row, starts_at):
                appointments.book(
                    self._work, said.sort, said.partner, starts_at, said.minutes, said.place, invited
                )
                self.outcome.appointments_added += 1
            return
        self._complete(held, said, invited)

    def _complete(self, held: Appointment, said: AppointmentRow, invited: Sequence[int]) -> None:
        """Give an appointment that is there the people and the length of its row."""
        expected = appointments.expected(self._work, held.id)
        new = [each for each in invited if each not in expected]
        if held.starts_at <= self._work.now or (not new and held.minutes == said.minutes):
            self.outcome.unchanged += 1
            return
        written = appointments.move(self._work, held, minutes=said.minutes)
        appointments.invite(self._work, written, new)
        self.outcome.appointments_changed += 1

    def _booked(
        self, said: AppointmentRow, starts_at: datetime, invited: Sequence[int]
    ) -> Appointment | None:
        """Return the appointment that a row is about, if it is there: of one person, that person's own."""
        then = stored_appointments.between(self._work.connection, starts_at, starts_at + INSTANT)
        for each in then:
            same = (each.sort, each.partner, each.place) == (said.sort, said.partner, said.place)
            if same and set(invited) & {*appointments.expected(self._work, each.id)}:
                return each
        return None

    def _invited(self, row: Row, said: AppointmentRow) -> list[int]:
        if not said.who:
            crew = self._crew(row, said.crew, said.day)
            invited = [] if crew is None else [each.person for each in members.of_crew(self._work, crew)]
            if crew is not None and not invited:
                row.wrong(WHO, "nobody is in this crew yet. Write references: E-0012, E-0013.")
            return invited
        found = [self._member(row, each) for each in said.who]
        return [each.person for each in found if each is not None]

    def _member(self, row: Row, reference: str) -> Member | None:
        found = self._members.get(reference)
        if found is None:
            row.wrong(WHO, f"{reference} is nobody in a crew. Write the number of their application: E-0012.")
        return found

    # --- both ----------------------------------------------------------------------------------

    def _crew(self, row: Row, said: str, day: date) -> Crew | None:
        """Return the crew of that name in the phase of that day; "" is the only one there is."""
        then = [each for each in self._crews if each.phase.starts <= day <= each.phase.ends]
        if not then:
            row.wrong(DAY, f"{day:%d/%m/%Y} is in no phase. Make the phase first, with /programme.")
            return None
        meant = [each for each in then if not said or fold(said) in map(fold, each.name.values())]
        if len(meant) != 1:
            row.wrong(CREW, f"“{said}” is no single crew of that day. Write one of: {_named(then)}.")
            return None
        return meant[0]

    def _is_twice(self, row: Row, same: object) -> bool:
        before = self._seen.setdefault(same, row.number)
        if before != row.number:
            row.wrong(DAY, f"row {before} says the same. Delete one of them.")
        return before != row.number

    def _is_past(self, row: Row, starts_at: datetime) -> bool:
        past = starts_at <= self._work.now
        if past:
            row.wrong(DAY, "this has begun already. Delete the row, or write a later day.")
        return past


def _names(work: Work, records: Sequence[tuple[str, Texts]]) -> Named:
    """Return ids by their folded names in every language, and by themselves."""
    found: dict[str, str] = {}
    for each, texts in records:
        for text in (*texts.values(), each):
            found.setdefault(fold(text), each)
    own = work.territory.default_language
    return Named(found, tuple(work.territory.text(texts, own) for _, texts in records))


def _named(crews: Iterable[Crew]) -> str:
    return ", ".join(next(iter(each.name.values())) for each in crews)
