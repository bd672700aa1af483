"""A small programme whose people are reminded, for tests: things, who is expected, and what phones get."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.calendar import FRANCE_FIXED, easter
from bot.domain.reminders import Booking, Kind, Reason, Reminder, Rung
from bot.flows.messages import Message
from bot.flows.outbound import Prompt
from bot.i18n import Words
from bot.services import reminders as service
from bot.services.work import Work
from bot.storage import outbox
from bot.storage import reminders as stored
from bot.territories import load
from tests.storage.rows import add_person

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from sqlalchemy.engine import Connection

    from bot.domain.territory import Territory
    from bot.storage.outbox import OutboxRow

PARIS = ZoneInfo("Europe/Paris")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TUESDAY = datetime(2026, 4, 14, 8, tzinfo=UTC)  # 10:00 in Alès
Name = tuple[Kind, int]


@cache
def _spoken() -> tuple[Territory, Words]:
    territory = load("ales")
    return territory, Words(territory)


@dataclass
class Thing:
    """A shift or an appointment as it stands now."""

    starts_at: datetime
    changed_at: datetime
    version: int = 1
    cancelled: bool = False


@dataclass(frozen=True)
class Told:
    """One message on a phone: what it told, when, and whether it made a sound."""

    person: int
    at: datetime
    silent: bool
    reminders: tuple[Reminder, ...]


@dataclass
class Reminded:
    """The programme, its clock, and every message that arrived; a change is told to the service at once."""

    connection: Connection
    now: datetime = TUESDAY
    things: dict[Name, Thing] = field(default_factory=dict)
    expected: dict[tuple[int, Name], datetime] = field(default_factory=dict)  # since when
    answered: set[tuple[int, Name, int]] = field(default_factory=set)
    paused: set[int] = field(default_factory=set)
    resumed: dict[int, datetime] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=count)

    @property
    def work(self) -> Work:
        territory, words = _spoken()
        return Work(self.connection, self.now, territory, words, f"test:{next(self.numbers)}")

    @property
    def programme(self) -> service.Programme:
        return service.Programme(self.bookings, lambda _work, told: Prompt((Message(f"{len(told)} things"),)))

    # --- what happens -----------------------------------------------------------------------------

    def person(self) -> int:
        return add_person(self.connection, 1 + next(self.numbers), self.now)

    def book(self, kind: Kind, starts_at: datetime, *persons: int) -> Name:
        name = (kind, 1 + len(self.things))
        self.things[name] = Thing(starts_at, self.now)
        for person in persons:
            self.join(person, name)
        return name

    def join(self, person: int, name: Name) -> None:
        self.expected[person, name] = self.now
        self._replan_person(person)

    def leave(self, person: int, name: Name) -> None:
        del self.expected[person, name]
        self._replan_person(person)

    def answer(self, person: int, name: Name) -> None:
        self.answered.add((person, name, self.things[name].version))
        self._replan_person(person)

    def move(self, name: Name, step: timedelta) -> None:
        thing = self.things[name]
        self._change(name, Thing(thing.starts_at + step, self.now, thing.version + 1))

    def cancel(self, name: Name) -> None:
        thing = self.things[name]
        self._change(name, Thing(thing.starts_at, self.now, thing.version + 1, cancelled=True))

    def pause(self, person: int) -> None:
        self.paused.add(person)
        self._replan_person(person)

    def resume(self, person: int) -> None:
        self.paused.discard(person)
        self.resumed[person] = self.now
        self._replan_person(person)

    # --- what the machinery does ------------------------------------------------------------------

    def tick(self, limit: int = service.BATCH) -> None:
        while service.tick(self.work, self.programme, limit) >= limit:
            pass

    def send(self, *, crash: bool = False) -> None:
        """Deliver what the outbox has; a crash comes after a message has left and before it is marked."""
        while rows := outbox.claim(self.connection, self.now, 10):
            for row in rows:
                self._deliver(row, crash=crash)
            if crash:
                outbox.recover(self.connection)
                return

    def pass_time(self, until: datetime) -> None:
        """Let time go by from one due reminder to the next, with a tick and a delivery at each."""
        self.run()
        while (due := self._next_due()) is not None and due <= until:
            self.now = due
            self.run()
        self.now = until

    def run(self) -> None:
        """Tick and deliver once."""
        self.tick()
        self.send()

    def unsent(self) -> list[stored.Unsent]:
        """Return everything that was not told, ever."""
        return stored.unsent(self.connection, TUESDAY - timedelta(days=999), self.now + timedelta(days=999))

    def bookings(self, _work: Work, asked_of: Sequence[Reminder]) -> list[Booking]:
        asked = {(each.person, (each.kind, each.thing)) for each in asked_of}
        return [self._booking(person, name) for person, name in asked if (person, name) in self.expected]

    # --- how things stand ---------------------------------------------------------------------------

    def _next_due(self) -> datetime | None:
        ahead = (
            stored.next_due(self.connection, self.now),
            outbox.next_due(self.connection, self.now),  # the clock has gone back behind it
        )
        return min((moment for moment in ahead if moment is not None), default=None)

    def _deliver(self, row: OutboxRow, *, crash: bool) -> None:
        held = service.to_tell(self.work, self.programme, row.person, row.key)
        if held and (until := service.held_until(self.work, held)):
            outbox.put_off(self.connection, row.id, until)
            return
        if held:
            self.told.append(Told(row.person, self.now, row.silent, tuple(held)))
        if crash:
            return
        if held:
            outbox.sent(self.connection, [row.id], self.now)
        else:
            outbox.expire(self.connection, row.id)

    def _booking(self, person: int, name: Name) -> Booking:
        thing = self.things[name]
        barred = Reason.PAUSED if person in self.paused else None
        since = max(thing.changed_at, self.expected[person, name], self.resumed.get(person, thing.changed_at))
        answered = (person, name, thing.version) in self.answered
        off = Reason.CANCELLED if thing.cancelled else None
        return Booking(person, *name, thing.version, thing.starts_at, since, answered, barred or off)

    def _change(self, name: Name, thing: Thing) -> None:
        self.things[name] = thing
        ours = [self._booking(person, each) for person, each in self.expected if each == name]
        service.replan_thing(self.work, *name, ours)

    def _replan_person(self, person: int) -> None:
        ours = [self._booking(person, name) for each, name in self.expected if each == person]
        service.replan_person(self.work, person, ours)


def row_of(each: Reminder) -> tuple[int, str, int, str, int]:
    """Return what tells one reminder from all others."""
    return each.person, each.kind.value, each.thing, each.rung.value, each.version


def key_of(each: Reminder) -> str:
    """Return the same as one word."""
    return ":".join(map(str, row_of(each)))


def may_disturb(each: Reminder, local: datetime) -> bool:
    """Tell whether a reminder may arrive at a local time: in the waking hours, or because it cannot wait."""
    awake = 8 <= local.hour < 20 and (each.rung is Rung.WEEK_PLAN or not _rests(local.date()))
    news = each.rung in (Rung.CHANGED, Rung.CANCELLED)
    today = news and local.date() == each.starts_at.astimezone(PARIS).date()
    return awake or today or each.starts_at - _waking(local) < 2 * HOUR


def _rests(day: date) -> bool:
    movable = {easter(day.year) + number * DAY for number in (1, 39, 50)}
    return day.weekday() == 6 or (day.month, day.day) in FRANCE_FIXED or day in movable


def _waking(local: datetime) -> datetime:
    """Return the next 8:00 of a day on which people may be disturbed."""
    day = local.replace(hour=8, minute=0, second=0, microsecond=0)
    while day <= local or _rests(day.date()):
        day += DAY
    return day
