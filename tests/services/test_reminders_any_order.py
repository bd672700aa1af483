"""Whatever happens in whatever order, each rung is told once, in time and truly, or listed with a reason."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from datetime import timedelta
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
from sqlalchemy import select

from bot.domain.reminders import Kind, Rung
from bot.services import reminders as service
from bot.storage import statements
from bot.storage.database import connect_sqlite, sqlite_engine
from bot.storage.tables import metadata, reminders
from tests.reminded import DAY, HOUR, PARIS, TUESDAY, Name, Reminded, key_of, may_disturb, row_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from datetime import datetime

    from sqlalchemy.engine import Connection, Engine

PEOPLE = 3
people = st.integers(0, PEOPLE - 1)
steps = st.sampled_from([HOUR / 6, HOUR, 5 * HOUR, 11 * HOUR, 23 * HOUR])
#: Around the end of summer time; and the Easter weekend, on whose eve it begins.
STARTS = (TUESDAY, TUESDAY + timedelta(days=192), TUESDAY - timedelta(days=17))


class Days(RuleBasedStateMachine):
    """Days of a small crew, with everything that officers, people, clocks and machines do."""

    opened: Callable[[], AbstractContextManager[Connection]]

    def __init__(self) -> None:
        super().__init__()
        self._context = self.opened()
        self.bot = Reminded(self._context.__enter__())
        self.people: list[int] = []
        self.checked = 0
        self.crashed: set[str] = set()

    def teardown(self) -> None:
        """At the very end everything is over, and accounted for."""
        try:
            self.run_out()
        finally:
            self._context.__exit__(None, None, None)

    @initialize(start=st.sampled_from(STARTS))
    def begin(self, start: datetime) -> None:
        self.bot.now = start
        self.people = [self.bot.person() for _ in range(PEOPLE)]

    # --- officers and people ------------------------------------------------------------------------

    @rule(kind=st.sampled_from(Kind), ahead=st.integers(1, 9 * 24), crew=st.sets(people, min_size=1))
    def book(self, kind: Kind, ahead: int, crew: set[int]) -> None:
        self.bot.book(kind, self.bot.now + ahead * HOUR, *(self.people[each] for each in sorted(crew)))

    @precondition(lambda self: self.bot.things)
    @rule(data=st.data(), step=st.integers(-30, 60))
    def move(self, data: st.DataObject, step: int) -> None:
        self.bot.move(self._a_thing(data), step * HOUR)

    @precondition(lambda self: self.bot.things)
    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        self.bot.cancel(self._a_thing(data))

    @precondition(lambda self: self.bot.expected)
    @rule(data=st.data())
    def answer(self, data: st.DataObject) -> None:
        self.bot.answer(*data.draw(st.sampled_from(sorted(self.bot.expected))))

    @precondition(lambda self: self.bot.expected)
    @rule(data=st.data())
    def leave(self, data: st.DataObject) -> None:
        self.bot.leave(*data.draw(st.sampled_from(sorted(self.bot.expected))))

    @precondition(lambda self: self.bot.things)
    @rule(data=st.data(), person=people)
    def join(self, data: st.DataObject, person: int) -> None:
        self.bot.join(self.people[person], self._a_thing(data))

    @rule(person=people)
    def pause(self, person: int) -> None:
        self.bot.pause(self.people[person])

    @rule(person=people)
    def resume(self, person: int) -> None:
        self.bot.resume(self.people[person])

    # --- clocks and machines ------------------------------------------------------------------------

    @rule(limit=st.sampled_from([1, 3, 500]))
    def tick(self, limit: int) -> None:
        self.bot.tick(limit)

    @rule()
    def send(self) -> None:
        self.bot.send()

    @rule()
    def crash_between_send_and_mark(self) -> None:
        before = len(self.bot.told)
        self.bot.send(crash=True)
        self.crashed |= {key_of(each) for one in self.bot.told[before:] for each in one.reminders}

    @rule()
    def crash_in_a_tick(self) -> None:
        statements.savepoint(self.bot.connection)
        service.tick(self.bot.work, self.bot.programme)
        statements.undo(self.bot.connection)

    @rule(step=steps)
    def in_service(self, step: timedelta) -> None:
        """Let time go by while everything works: whatever is due and still true has arrived."""
        self.bot.pass_time(self.bot.now + step)
        told = {row_of(each) for one in self.bot.told for each in one.reminders}
        handed = select(reminders).where(reminders.c.state == "sent", reminders.c.starts_at > self.bot.now)
        for row in self.bot.connection.execute(handed):
            assert (row.person, row.kind, row.thing, row.rung, row.version) in told

    @rule(step=steps)
    def stand_still(self, step: timedelta) -> None:
        self.bot.now += step

    @rule()
    def stand_still_for_three_days(self) -> None:
        self.bot.now += 3 * DAY

    @rule(step=steps)
    def clock_goes_back(self, step: timedelta) -> None:
        self.bot.now -= step

    # --- what always holds ----------------------------------------------------------------------------

    @invariant()
    def what_is_told_is_true_at_that_moment(self) -> None:
        """Checked after each step, as things stand then: a step either tells or changes things."""
        for one in self.bot.told[self.checked :]:
            for each in one.reminders:
                thing = self.bot.things[each.kind, each.thing]
                assert (one.person, (each.kind, each.thing)) in self.bot.expected
                assert one.person not in self.bot.paused
                assert (each.version, each.starts_at) == (thing.version, thing.starts_at)
                assert one.at < each.starts_at
                assert thing.cancelled is (each.rung is Rung.CANCELLED)
        self.checked = len(self.bot.told)

    @invariant()
    def nothing_is_told_twice_but_silently_after_a_crash(self) -> None:
        aloud = Counter(key_of(each) for one in self.bot.told if not one.silent for each in one.reminders)
        silent = Counter(key_of(each) for one in self.bot.told if one.silent for each in one.reminders)
        assert all(number == 1 for number in aloud.values())
        assert set(silent) <= self.crashed

    @invariant()
    def only_what_was_told_is_corrected(self) -> None:
        heard: dict[tuple[int, Kind, int], int] = {}
        for one in self.bot.told:
            for each in one.reminders:
                first = heard.setdefault((each.person, each.kind, each.thing), each.version)
                if each.rung in (Rung.CHANGED, Rung.MORNING, Rung.CANCELLED):
                    assert first < each.version

    @invariant()
    def the_rungs_before_a_start_come_in_their_order(self) -> None:
        ladder = (Rung.TWO_DAYS_BEFORE, Rung.DAY_BEFORE, Rung.TWO_HOURS_BEFORE)
        last: dict[tuple[int, Kind, int, int], int] = {}
        for one in self.bot.told:
            for each in one.reminders:
                if each.rung in ladder and not one.silent:
                    of, order = (each.person, each.kind, each.thing, each.version), ladder.index(each.rung)
                    assert last.get(of, -1) < order
                    last[of] = order

    @invariant()
    def nobody_is_disturbed_without_need(self) -> None:
        """What arrived in a quiet hour tells of something that could not wait for the morning."""
        for one in self.bot.told:
            local = one.at.astimezone(PARIS)
            assert any(may_disturb(each, local) for each in one.reminders), one

    def run_out(self) -> None:
        """Stop for good, long after everything: each rung was told, or is listed with its reason."""
        self.bot.now = (
            max([self.bot.now, *(thing.starts_at for thing in self.bot.things.values())]) + 30 * DAY
        )
        self.bot.run()
        stored = {
            (row.person, row.kind, row.thing, row.rung, row.version)
            for row in self.bot.connection.execute(reminders.select())
        }
        told = {row_of(each) for one in self.bot.told for each in one.reminders}
        unsent = {row_of(one.reminder) for one in self.bot.unsent()}
        assert stored == told | unsent
        assert all(one.reason for one in self.bot.unsent())
        twice = {key_of(one.reminder) for one in self.bot.unsent() if row_of(one.reminder) in told}
        assert twice <= self.crashed  # it had arrived, then could not come again

    def _a_thing(self, data: st.DataObject) -> Name:
        return data.draw(st.sampled_from(sorted(self.bot.things)))


@contextmanager
def _sqlite() -> Iterator[Connection]:
    raw = connect_sqlite(":memory:")
    engine = sqlite_engine(lambda: raw)
    with engine.connect() as connection:
        metadata.create_all(connection)
        yield connection
        connection.rollback()
    engine.dispose()


def _run(opened: Callable[[], AbstractContextManager[Connection]], examples: int, steps: int) -> None:
    machine = type("OpenedDays", (Days,), {"opened": staticmethod(opened)})
    run_state_machine_as_test(
        machine, settings=settings(max_examples=examples, stateful_step_count=steps, deadline=None)
    )


@pytest.mark.slow
def test_any_order_of_events_on_sqlite() -> None:
    _run(_sqlite, examples=150, steps=40)


@pytest.mark.slow
@pytest.mark.postgres
def test_any_order_of_events_on_postgresql(postgres_engine: Engine) -> None:
    @contextmanager
    def opened() -> Iterator[Connection]:
        with postgres_engine.connect() as connection:
            yield connection
            connection.rollback()

    _run(opened, examples=20, steps=30)
