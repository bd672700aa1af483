from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import OperationalError

from bot.clock import monotonic
from bot.jobs.faults import MachineFault
from bot.jobs.group import begin_alone, finish_alone, handle_group
from bot.storage import facts, inputs, outbox
from tests.jobs.echo import Echo
from tests.jobs.server import text_update

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.engine import Connection

    from bot.handlers.calls import Reply
    from bot.storage.inputs import StoredInput


class Odd(Echo):
    """Breaks in the ways its texts name, after it has written something."""

    def handle(self, connection: Connection, entry: StoredInput, now: datetime) -> tuple[Reply, ...]:
        super().handle(connection, entry, now)
        match self.handled[-1]:
            case "schema":
                connection.exec_driver_sql("INSERT INTO facts (name, value) VALUES ('a', NULL)")
            case "sql":
                connection.exec_driver_sql("SELECT nothing FROM nowhere")
            case "disk":
                raise OperationalError("", {}, _full_disk())
            case "slow":
                began = monotonic()
                while monotonic() - began < 0.01:
                    pass
        return ()


def _full_disk() -> Exception:
    class DiskFull(Exception):  # noqa: N818 - PostgreSQL's name of it
        sqlstate = "53100"

    DiskFull.__module__ = "psycopg.errors"
    return DiskFull()


LONG = 60.0  # seconds: a busy machine ends no group of these tests


def _store(connection: Connection, now: datetime, *texts: str) -> None:
    updates = [text_update(number, number, text) for number, text in enumerate(texts, 1)]
    inputs.add(connection, "update", [(str(one["update_id"]), json.dumps(one)) for one in updates], now)


@pytest.mark.parametrize("text", ["broken", "schema", "sql"])
def test_an_input_that_breaks_undoes_itself_alone(connection: Connection, now: datetime, text: str) -> None:
    _store(connection, now, "before", text, "after")
    group = handle_group(connection, Odd(), now, LONG)
    assert (len(group.done), group.set_aside, group.more) == (2, 0, True)
    assert outbox.due(connection, now)[0] == 2
    (left,) = inputs.pending(connection, 10)
    assert left.attempts == 1


def test_after_three_attempts_it_is_set_aside_and_the_operator_told(
    connection: Connection, now: datetime
) -> None:
    _store(connection, now, "broken")
    echo = Odd()
    groups = [handle_group(connection, echo, now) for _ in range(3)]
    assert [group.set_aside for group in groups] == [0, 0, 1]
    assert echo.aside == ["1"]
    (error,) = connection.exec_driver_sql("SELECT error FROM inputs").scalars()
    assert error.startswith("ValueError at echo.py:")


def test_a_fault_of_the_machine_undoes_the_group_and_counts_for_nobody(
    connection: Connection, now: datetime
) -> None:
    _store(connection, now, "before", "disk")
    with pytest.raises(MachineFault):
        handle_group(connection, Odd(), now)


def test_alone_the_attempt_is_counted_first_and_a_fourth_one_is_not_made(
    connection: Connection, now: datetime
) -> None:
    _store(connection, now, "broken", "fine")
    echo = Odd()
    entry, aside = begin_alone(connection, echo, now)
    assert entry is not None
    assert (entry.key, aside, inputs.pending(connection, 1)[0].attempts) == ("1", False, 1)
    inputs.attempt(connection, entry.seq, 2)  # it took the process with it twice more
    assert begin_alone(connection, echo, now)[1] is True
    second, _ = begin_alone(connection, echo, now)
    assert second is not None
    assert len(finish_alone(connection, echo, second, now).done) == 1
    assert begin_alone(connection, echo, now) == (None, False)
    assert echo.handled == ["fine"]


def test_a_group_ends_before_it_holds_the_thread_for_long(
    sqlite_connection: Connection, now: datetime
) -> None:
    _store(sqlite_connection, now, *["slow"] * 50)
    group = handle_group(sqlite_connection, Odd(), now)
    assert group.more
    assert 1 <= len(group.done) <= 4  # one alone may be over the time on a busy machine


def test_an_operator_who_cannot_be_told_changes_nothing(connection: Connection, now: datetime) -> None:
    class Deaf(Odd):
        def set_aside(self, connection: Connection, entry: StoredInput, error: str, now: datetime) -> None:
            facts.write(connection, entry.key, [error, now.isoformat()])
            raise RuntimeError

    _store(connection, now, "broken")
    deaf = Deaf()
    for _ in range(3):
        handle_group(connection, deaf, now)
    assert inputs.count(connection, "failed") == 1
    assert facts.read(connection, "1") is None
