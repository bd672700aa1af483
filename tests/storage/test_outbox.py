from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.storage import outbox, tables
from tests.storage.rows import add_person, queue, states

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.engine import Connection


def _claim(connection: Connection, now: datetime, limit: int = 10) -> list[str]:
    return [row.key for row in outbox.claim(connection, now, limit)]


def test_replies_go_before_changes_and_changes_before_broadcasts(
    connection: Connection, now: datetime
) -> None:
    for number, priority in enumerate((2, 1, 0)):
        queue(connection, add_person(connection, number, now), f"p{priority}", now, priority)
    assert _claim(connection, now, 2) == ["p0", "p1"]
    assert _claim(connection, now, 2) == ["p2"]


def test_one_message_a_person_is_in_flight_and_the_next_waits_for_its_mark(
    connection: Connection, now: datetime
) -> None:
    person, other = add_person(connection, 1, now), add_person(connection, 2, now)
    for key in ("a1", "a2", "a3"):
        queue(connection, person, key, now)
    queue(connection, other, "b1", now)
    first, *_ = rows = outbox.claim(connection, now, 10)
    assert [row.key for row in rows] == ["a1", "b1"]
    assert _claim(connection, now) == []
    outbox.sent(connection, [first.id], now)
    assert _claim(connection, now) == ["a2"]


def test_a_held_message_blocks_nobody_and_goes_when_its_time_has_come(
    connection: Connection, now: datetime
) -> None:
    person = add_person(connection, 1, now)
    soon = now + timedelta(seconds=30)
    outbox.add(
        connection, person=person, key="held", cause="c", priority=0, content={}, now=now, not_before=soon
    )
    queue(connection, person, "free", now)
    (row,) = outbox.claim(connection, now, 10)
    assert row.key == "free"
    outbox.sent(connection, [row.id], now)
    assert outbox.next_due(connection, now) == soon
    assert _claim(connection, soon) == ["held"]


def test_a_key_is_queued_once(connection: Connection, now: datetime) -> None:
    person = add_person(connection, 1, now)
    queue(connection, person, "reminder:7", now)
    queue(connection, person, "reminder:7", now)
    assert outbox.due(connection, now) == (1, now)


def test_what_came_too_late_expires_and_whoever_cannot_be_reached_fails(
    connection: Connection, now: datetime
) -> None:
    person, gone = add_person(connection, 1, now), add_person(connection, 2, now)
    past = now - timedelta(seconds=1)
    outbox.add(
        connection, person=person, key="late", cause="c", priority=0, content={}, now=now, useless_after=past
    )
    queue(connection, person, "in time", now)
    queue(connection, gone, "to nobody", now)
    blocked = tables.accounts.update().where(tables.accounts.c.telegram_id == 2)
    connection.execute(blocked.values(unreachable_since=now))
    assert _claim(connection, now) == ["in time"]
    assert states(connection) == {"late": "expired", "in time": "sending", "to nobody": "failed"}


def test_what_may_have_arrived_goes_once_more_silently_and_then_never(
    connection: Connection, now: datetime
) -> None:
    queue(connection, add_person(connection, 1, now), "perhaps", now)
    (first,) = outbox.claim(connection, now, 10)
    outbox.doubt(connection, first.id)
    (second,) = outbox.claim(connection, now, 10)
    assert (first.silent, second.silent, second.tries) == (False, True, 1)
    outbox.doubt(connection, second.id)
    assert states(connection) == {"perhaps": "failed"}


def test_what_surely_did_not_leave_keeps_its_sound_and_is_not_counted_as_doubtful(
    connection: Connection, now: datetime
) -> None:
    queue(connection, add_person(connection, 1, now), "again", now)
    for tries in range(5):
        (row,) = outbox.claim(connection, now, 10)
        assert (row.silent, row.tries) == (False, tries)
        outbox.release(connection, row.id)
    assert states(connection) == {"again": "waiting"}


def test_messages_in_flight_at_a_crash_are_doubtful(connection: Connection, now: datetime) -> None:
    queue(connection, add_person(connection, 1, now), "at the crash", now)
    queue(connection, add_person(connection, 2, now), "not begun", now)
    outbox.claim(connection, now, 1)
    assert outbox.in_flight(connection) == 1
    assert outbox.recover(connection) == 1
    silent = {row.key: row.silent for row in outbox.claim(connection, now, 10)}
    assert silent == {"at the crash": True, "not begun": False}


def test_a_message_that_is_refused_for_good_blocks_nothing(connection: Connection, now: datetime) -> None:
    person = add_person(connection, 1, now)
    queue(connection, person, "dead", now)
    queue(connection, person, "next", now)
    (dead,) = outbox.claim(connection, now, 10)
    outbox.fail(connection, dead.id, "Bad Request")
    assert _claim(connection, now) == ["next"]
