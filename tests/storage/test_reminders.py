"""Reminders planned, taken when due, closed; on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.reminders import Kind, Reason, Reminder, Rung
from bot.storage import outbox, reminders, tables
from bot.storage.reminders import Standing
from tests.storage.rows import add_person

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy.engine import Connection

HOUR = timedelta(hours=1)


@pytest.fixture
def make(connection: Connection, now: datetime) -> Callable[..., Reminder]:
    """Make a reminder of somebody's shift tomorrow, due now."""
    person = add_person(connection, 1, now)
    usual = Reminder(person, Kind.SHIFT, 7, Rung.DAY_BEFORE, 1, now, now + 14 * HOUR)
    return lambda **changes: replace(usual, **changes)


def rows(connection: Connection) -> list[tuple[object, ...]]:
    query = tables.reminders.select().order_by(tables.reminders.c.id)
    return [tuple(row) for row in connection.execute(query)]


def states(connection: Connection) -> list[tuple[int, str, str | None]]:
    table = tables.reminders.c
    query = tables.reminders.select().with_only_columns(table.thing, table.state, table.reason)
    return [tuple(row) for row in connection.execute(query.order_by(table.id))]


def queue(connection: Connection, reminder: Reminder, now: datetime) -> None:
    """Queue the message of a claimed reminder."""
    outbox.add(
        connection, person=reminder.person, key=reminder.message, cause="t", priority=2, content={}, now=now
    )


def test_planning_again_changes_nothing(connection: Connection, make: Callable[..., Reminder]) -> None:
    wanted = [make(), make(rung=Rung.WEEK_PLAN), make(thing=8, skipped=Reason.BOOKED_INSIDE)]
    reminders.plan_for(connection, wanted)
    first = rows(connection)
    reminders.plan_for(connection, wanted)
    assert rows(connection) == first
    assert [held.reminder.thing for held in reminders.of_person(connection, make().person)] == [7, 7, 8]
    assert states(connection)[2] == (8, "dropped", "booked_inside")
    (skipped,) = reminders.of_thing(connection, Kind.SHIFT, 8)
    assert (skipped.reminder.skipped, skipped.standing) == (Reason.BOOKED_INSIDE, Standing.CLOSED)
    assert reminders.of_thing(connection, Kind.APPOINTMENT, 7) == []


def test_what_waits_takes_another_hour_and_what_has_left_does_not(
    connection: Connection, make: Callable[..., Reminder], now: datetime
) -> None:
    reminders.plan_for(connection, [make(), make(thing=8, due_at=now + HOUR)])
    (claimed,) = reminders.claim(connection, now, 10)
    reminders.plan_for(connection, [make(due_at=now - HOUR), make(thing=8, due_at=now)])
    assert [one.thing for one in reminders.claim(connection, now, 10)] == [8]
    assert claimed.thing == 7


def test_the_earliest_are_taken_first_each_once_and_nothing_before_its_time(
    connection: Connection, make: Callable[..., Reminder], now: datetime
) -> None:
    minutes = [5, -1, -3, 0, -2]
    reminders.plan_for(connection, [make(thing=at, due_at=now + timedelta(minutes=at)) for at in minutes])
    first, second = reminders.claim(connection, now, 2), reminders.claim(connection, now, 10)
    assert [one.thing for one in first] == [-3, -2]
    assert [one.thing for one in second] == [-1, 0]
    assert reminders.claim(connection, now, 10) == []
    assert first[0] == make(
        thing=-3, due_at=now - timedelta(minutes=3), id=first[0].id, message=f"reminder:{first[0].id}:0"
    )


def test_what_is_not_told_is_listed_with_its_reason_by_the_time_it_was_due(
    connection: Connection, make: Callable[..., Reminder], now: datetime
) -> None:
    wanted = [make(thing=number, due_at=now - number * HOUR) for number in range(5)]
    reminders.plan_for(connection, [*wanted, make(thing=9, skipped=Reason.QUIET)])
    by_thing = {one.thing: one for one in reminders.claim(connection, now, 10)}
    for told in (0, 3, 4):
        queue(connection, by_thing[told], now)
    reminders.close(connection, [(by_thing[1].id, Reason.TOO_LATE), (by_thing[2].id, Reason.LEFT)])
    failed, late = (
        connection.execute(tables.outbox.select().where(tables.outbox.c.key == by_thing[thing].message)).one()
        for thing in (3, 4)
    )
    outbox.fail(connection, failed.id, "unreachable")
    outbox.expire(connection, late.id)
    listed = [(one.reminder.thing, one.reason) for one in reminders.unsent(connection, now - 9 * HOUR, now)]
    assert listed == [
        (4, Reason.TOO_LATE),
        (3, Reason.UNDELIVERED),
        (2, Reason.LEFT),
        (1, Reason.TOO_LATE),
    ]
    later = reminders.unsent(connection, now, now + HOUR)
    assert [(one.reminder.thing, one.reason) for one in later] == [(9, Reason.QUIET)]
    assert states(connection)[1] == (1, "expired", "too_late")


def test_a_message_is_told_once_it_may_have_been_seen(
    connection: Connection, make: Callable[..., Reminder], now: datetime
) -> None:
    reminders.plan_for(connection, [make()])
    (claimed,) = reminders.claim(connection, now, 10)
    queue(connection, claimed, now)

    def standing() -> Standing:
        (held,) = reminders.of_person(connection, claimed.person)
        return held.standing

    assert standing() is Standing.UNTOLD
    (row,) = outbox.claim(connection, now, 10)
    assert standing() is Standing.TOLD
    outbox.release(connection, row.id)  # it surely did not leave
    assert standing() is Standing.UNTOLD
    outbox.claim(connection, now, 10)
    outbox.doubt(connection, row.id)  # it may have
    assert standing() is Standing.TOLD
    outbox.fail(connection, row.id, "unreachable")
    assert standing() is Standing.CLOSED


def test_what_was_dropped_is_taken_up_again_under_another_key(
    connection: Connection, make: Callable[..., Reminder], now: datetime
) -> None:
    reminders.plan_for(connection, [make()])
    (first,) = reminders.claim(connection, now, 10)
    reminders.close(connection, [(first.id, Reason.PAUSED)])
    assert reminders.claim(connection, now, 10) == []
    reminders.plan_for(connection, [make()])
    (second,) = reminders.claim(connection, now, 10)
    assert (second.id, second.message) == (first.id, f"reminder:{first.id}:1")


def test_what_has_expired_stays_so(
    connection: Connection, make: Callable[..., Reminder], now: datetime
) -> None:
    reminders.plan_for(connection, [make()])
    (claimed,) = reminders.claim(connection, now, 10)
    reminders.close(connection, [(claimed.id, Reason.TOO_LATE)])
    reminders.plan_for(connection, [make()])
    assert states(connection) == [(7, "expired", "too_late")]


def test_what_is_put_back_comes_at_its_new_time(
    connection: Connection, make: Callable[..., Reminder], now: datetime
) -> None:
    reminders.plan_for(connection, [make()])
    (claimed,) = reminders.claim(connection, now, 10)
    reminders.postpone(connection, [(claimed.id, now + HOUR)])
    assert reminders.claim(connection, now, 10) == []
    assert [one.due_at for one in reminders.claim(connection, now + HOUR, 10)] == [now + HOUR]


def test_reminders_told_together_are_found_by_their_message(
    connection: Connection, make: Callable[..., Reminder], now: datetime
) -> None:
    wanted = [make(thing=number, starts_at=now + number * HOUR) for number in (3, 1, 2)]
    reminders.plan_for(connection, wanted)
    first, *others = reminders.claim(connection, now, 10)
    reminders.join(connection, [(one.id, first.message) for one in others])
    found = reminders.of_message(connection, first.person, first.message)
    assert [one.thing for one in found] == [1, 2, 3]
    assert reminders.of_message(connection, first.person + 1, first.message) == []
    reminders.close(connection, [(others[0].id, Reason.MOVED)])
    assert len(reminders.of_message(connection, first.person, first.message)) == 2
