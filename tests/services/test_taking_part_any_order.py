"""Real shifts, appointments, taps and pauses in any order: what phones show is true then, and shown once."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.domain.attendance import Purpose
from bot.domain.errors import Refusal
from bot.domain.reminders import Reason, Rung
from bot.domain.reminding import thing_of
from bot.handlers.calls import Call
from bot.services import appointments, bookings, seats, shifts
from bot.storage import appointments as stored_appointments
from bot.storage import enrolments, outbox, pauses
from bot.storage import reminders as stored
from bot.storage import shifts as stored_shifts
from bot.storage.database import connect_sqlite, sqlite_engine
from bot.storage.tables import metadata
from bot.storage.tables import reminders as reminder_rows
from tests.applying import person
from tests.applying import work as working
from tests.participants import TAMARIS, lay, meet, participant
from tests.reminded import DAY, HOUR, PARIS, key_of, may_disturb, row_of
from tests.town import Town

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from sqlalchemy.engine import Connection, Engine

    from bot.domain.reminders import Booking, Reminder
    from bot.storage.outbox import OutboxRow

steps = st.sampled_from([HOUR / 6, HOUR, 5 * HOUR, 11 * HOUR, 23 * HOUR])
#: A Tuesday in season; the days around the end of summer time; the eve of Easter.
STARTS = (
    datetime(2026, 4, 14, 8, tzinfo=UTC),
    datetime(2026, 10, 22, 8, tzinfo=UTC),
    datetime(2026, 4, 3, 8, tzinfo=UTC),
)


@dataclass(frozen=True)
class Seen:
    """One reminder as it arrived, and how its thing stood at that moment."""

    reminder: Reminder
    at: datetime
    silent: bool
    booking: Booking | None


class Watched(Town):
    """A town that remembers every message of reminders that arrived; `crash` comes before it is marked."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        super().__init__(connection, now=now)
        self.seen: list[Seen] = []
        self.messages: list[list[Seen]] = []
        self.crash = False

    def _send(self, row: OutboxRow) -> None:
        call = self.talk.prepare(self.connection, row, self.now)
        if isinstance(call, Call) and row.content["is"] == "reminding":
            self._watch(row)
            if self.crash:
                self.crash = False
                outbox.recover(self.connection)
                return
        super()._send(row)

    def _watch(self, row: OutboxRow) -> None:
        told = stored.of_message(self.connection, row.person, row.key)
        standing = {thing_of(each): each for each in bookings.of_things(working(self), map(thing_of, told))}
        arrived = [Seen(each, self.now, row.silent, standing.get(thing_of(each))) for each in told]
        self.messages.append(arrived)
        self.seen += arrived


class Weeks(RuleBasedStateMachine):
    """Two participants, and everything that officers, people, clocks and machines do."""

    opened: Callable[[], AbstractContextManager[Connection]]

    def __init__(self) -> None:
        super().__init__()
        self._context = self.opened()
        self.connection = self._context.__enter__()
        self.crashed: set[str] = set()
        self.checked = 0

    def teardown(self) -> None:
        try:
            if hasattr(self, "town"):
                self.run_out()
        finally:
            self._context.__exit__(None, None, None)

    @initialize(start=st.sampled_from(STARTS))
    def begin(self, start: datetime) -> None:
        self.town = Watched(self.connection, start - 9 * DAY)
        self.phones = [participant(self.town), participant(self.town, "ar")]
        self.town.now = start
        self.shifts: list[int] = []
        self.meetings: list[int] = []

    # --- officers and people --------------------------------------------------------------------------

    @rule(days=st.integers(0, 9), hour=st.sampled_from([6, 8, 14]))
    def lay(self, days: int, hour: int) -> None:
        day = self.town.now.astimezone(PARIS).date() + days * DAY
        self.shifts += [each.id for each in lay(self.town, day, starts=time(hour))]

    @rule(days=st.integers(0, 9), hours=st.integers(1, 20), who=st.integers(0, 1))
    def meet(self, days: int, hours: int, who: int) -> None:
        self.meetings.append(meet(self.town, self.phones[who], self.town.now + days * DAY + hours * HOUR))

    @precondition(lambda self: self.shifts)
    @rule(data=st.data(), hour=st.sampled_from([7, 9, 10]), off=st.booleans())
    def change(self, data: st.DataObject, hour: int, *, off: bool) -> None:
        shift = stored_shifts.find(self.connection, data.draw(st.sampled_from(self.shifts)))
        assert shift is not None
        work, place = working(self.town), replace(TAMARIS, indoor=True)
        if off:
            self._try(lambda: shifts.cancel_shift(work, shift))
        else:
            self._try(lambda: shifts.change_shift(work, shift, starts=time(hour), place=place))

    @precondition(lambda self: self.meetings)
    @rule(data=st.data(), step=st.integers(-30, 60), off=st.booleans())
    def move(self, data: st.DataObject, step: int, *, off: bool) -> None:
        made = stored_appointments.find(self.connection, data.draw(st.sampled_from(self.meetings)))
        assert made is not None
        work = working(self.town)
        if off:
            self._try(lambda: appointments.cancel(work, made))
        else:
            self._try(lambda: appointments.move(work, made, starts_at=made.starts_at + step * HOUR))

    @rule(data=st.data(), who=st.integers(0, 1))
    def press(self, data: st.DataObject, who: int) -> None:
        """Press any button there is, however old."""
        phone = self.phones[who]
        there = [
            (bubble.message_id, each) for bubble in phone.bubbles for row in bubble.buttons for _, each in row
        ]
        if there:
            message, button = data.draw(st.sampled_from(there))
            phone.forge(button, message)

    @rule(
        who=st.integers(0, 1),
        purpose=st.sampled_from([Purpose.SHIFTS, Purpose.APPOINTMENTS]),
        again=st.booleans(),
    )
    def pause(self, who: int, purpose: Purpose, *, again: bool) -> None:
        person_id = person(self.town, self.phones[who])
        (pauses.resume if again else pauses.pause)(self.connection, person_id, purpose, self.town.now)
        bookings.replan_person(working(self.town), person_id)

    @rule()
    def leave(self) -> None:
        held = enrolments.of_person(self.connection, person(self.town, self.phones[1]))
        if held is not None:
            seats.free(working(self.town), held.request)

    # --- clocks and machines --------------------------------------------------------------------------

    @rule(step=steps)
    def in_service(self, step: timedelta) -> None:
        self._live(self.town.now + step)

    @rule(step=steps)
    def telegram_away(self, step: timedelta) -> None:
        self.town.held = True
        self._live(self.town.now + step)
        self.town.held = False

    @rule(step=st.sampled_from([HOUR, 23 * HOUR, 3 * DAY]))
    def stand_still(self, step: timedelta) -> None:
        self.town.now += step

    @rule(step=steps)
    def clock_goes_back(self, step: timedelta) -> None:
        self.town.now -= step

    @rule()
    def crash_between_send_and_mark(self) -> None:
        before = len(self.town.seen)
        self.town.crash = True
        self.town.pass_time()
        self.town.crash = False
        self.crashed |= {key_of(each.reminder) for each in self.town.seen[before:]}

    # --- what always holds ----------------------------------------------------------------------------

    @invariant()
    def what_arrives_is_true(self) -> None:
        for each in (getattr(self, "town", None) and self.town.seen[self.checked :]) or ():
            told, booking = each.reminder, each.booking
            assert booking is not None
            assert each.at < told.starts_at
            assert (booking.version, booking.starts_at) == (told.version, told.starts_at)
            assert booking.barred is (Reason.CANCELLED if told.rung is Rung.CANCELLED else None)

    @invariant()
    def nothing_comes_twice_but_silently_after_a_crash(self) -> None:
        if hasattr(self, "town"):
            aloud = Counter(key_of(each.reminder) for each in self.town.seen if not each.silent)
            assert all(number == 1 for number in aloud.values())
            assert {key_of(each.reminder) for each in self.town.seen if each.silent} <= self.crashed

    @invariant()
    def nobody_is_disturbed_without_need(self) -> None:
        for message in (getattr(self, "town", None) and self.town.messages) or ():
            assert any(may_disturb(each.reminder, each.at.astimezone(PARIS)) for each in message), message

    def run_out(self) -> None:
        """At the very end each rung was told, or is listed with its reason."""
        self.town.now += 60 * DAY
        self.town.pass_time()
        rows = {
            (row.person, row.kind, row.thing, row.rung, row.version)
            for row in self.connection.execute(reminder_rows.select())
        }
        told = {row_of(each.reminder) for each in self.town.seen}
        unsent = stored.unsent(self.connection, self.town.now - 999 * DAY, self.town.now + DAY)
        assert rows == told | {row_of(one.reminder) for one in unsent}
        assert all(one.reason for one in unsent)

    def _live(self, until: datetime) -> None:
        town = self.town
        town.pass_time()
        while (due := self._next_due()) is not None and due <= until:
            town.pass_time(seconds=(due - town.now).total_seconds())
        town.pass_time(seconds=(until - town.now).total_seconds())

    def _next_due(self) -> datetime | None:
        ahead = (
            stored.next_due(self.connection, self.town.now),
            outbox.next_due(self.connection, self.town.now),
        )
        return min((moment for moment in ahead if moment is not None), default=None)

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except Refusal:
            return
        self.town.settle()


def _run(opened: Callable[[], AbstractContextManager[Connection]], examples: int, count: int) -> None:
    machine = type("OpenedWeeks", (Weeks,), {"opened": staticmethod(opened)})
    run_state_machine_as_test(
        machine, settings=settings(max_examples=examples, stateful_step_count=count, deadline=None)
    )


@contextmanager
def _sqlite() -> Iterator[Connection]:
    raw = connect_sqlite(":memory:")
    engine = sqlite_engine(lambda: raw)
    with engine.connect() as connection:
        metadata.create_all(connection)
        yield connection
        connection.rollback()
    engine.dispose()


@pytest.mark.slow
def test_any_order_of_events_on_sqlite() -> None:
    _run(_sqlite, examples=60, count=40)


@pytest.mark.slow
@pytest.mark.postgres
def test_any_order_of_events_on_postgresql(postgres_engine: Engine) -> None:
    @contextmanager
    def opened() -> Iterator[Connection]:
        with postgres_engine.connect() as connection:
            yield connection
            connection.rollback()

    _run(opened, examples=10, count=25)
