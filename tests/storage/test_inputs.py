from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.storage import inputs

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.engine import Connection


def test_inputs_come_back_in_the_order_in_which_they_were_stored(
    connection: Connection, now: datetime
) -> None:
    inputs.add(connection, "update", [("12", "b"), ("10", "a"), ("11", "c")], now)
    found = inputs.pending(connection, 10)
    assert [(one.source, one.key, one.payload, one.received_at) for one in found] == [
        ("update", "12", "b", now),
        ("update", "10", "a", now),
        ("update", "11", "c", now),
    ]


def test_a_key_that_is_known_is_stored_once(connection: Connection, now: datetime) -> None:
    inputs.add(connection, "update", [("1", "first")], now)
    inputs.add(connection, "update", [("1", "again"), ("2", "new")], now)
    inputs.add(connection, "timer", [("1", "another source")], now)
    assert [one.payload for one in inputs.pending(connection, 10)] == ["first", "new", "another source"]


def test_what_is_done_keeps_its_key_and_loses_its_words(connection: Connection, now: datetime) -> None:
    inputs.add(connection, "update", [("1", "private")], now)
    (entry,) = inputs.pending(connection, 10)
    inputs.finish(connection, [entry.seq])
    inputs.add(connection, "update", [("1", "private")], now)
    assert inputs.pending(connection, 10) == []
    left = connection.exec_driver_sql("SELECT payload FROM inputs").scalars().all()
    assert left == [""]


def test_the_third_failure_sets_an_input_aside_and_keeps_it_for_the_operator(
    connection: Connection, now: datetime
) -> None:
    inputs.add(connection, "update", [("1", "odd")], now)
    (entry,) = inputs.pending(connection, 10)
    verdicts = []
    for _ in range(3):
        inputs.attempt(connection, entry.seq)
        verdicts.append(inputs.fail(connection, entry.seq, "ValueError"))
    assert verdicts == [False, False, True]
    assert inputs.pending(connection, 10) == []
    assert inputs.count(connection, "failed") == 1


def test_keys_are_forgotten_when_old_but_never_while_pending(connection: Connection, now: datetime) -> None:
    old = now - timedelta(hours=49)
    inputs.add(connection, "update", [("1", "done"), ("2", "waiting")], old)
    inputs.add(connection, "update", [("3", "new")], now)
    first, _, third = inputs.pending(connection, 10)
    inputs.finish(connection, [first.seq, third.seq])
    assert inputs.forget(connection, "done", now - timedelta(hours=48)) == 1
    inputs.add(connection, "update", [("1", "an id that came round again")], now)
    assert [one.payload for one in inputs.pending(connection, 10)] == [
        "waiting",
        "an id that came round again",
    ]


def test_an_attempt_can_be_given_back(connection: Connection, now: datetime) -> None:
    inputs.add(connection, "update", [("1", "x")], now)
    (entry,) = inputs.pending(connection, 10)
    inputs.attempt(connection, entry.seq)
    inputs.attempt(connection, entry.seq, -1)
    assert inputs.pending(connection, 10)[0].attempts == 0
