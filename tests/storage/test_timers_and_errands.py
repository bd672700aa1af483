from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.storage import errands, inputs, timers

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.engine import Connection

MINUTE = timedelta(minutes=1)


def _keys(connection: Connection) -> list[str]:
    return [one.key for one in inputs.pending(connection, 100)]


def test_due_timers_become_inputs_in_the_order_of_their_time(connection: Connection, now: datetime) -> None:
    timers.set_timer(connection, "reminder", 2, now)
    timers.set_timer(connection, "reminder", 1, now - MINUTE)
    timers.set_timer(connection, "reminder", 3, now + MINUTE)
    assert timers.ring(connection, now) == 2
    first, second = inputs.pending(connection, 10)
    assert first.key == f"reminder:1:{(now - MINUTE).isoformat()}"
    assert (second.source, json.loads(second.payload)) == ("timer", {"kind": "reminder", "subject": 2})
    assert timers.next_due(connection) == now + MINUTE


def test_a_timer_rings_once(connection: Connection, now: datetime) -> None:
    timers.set_timer(connection, "undo", 1, now)
    assert [timers.ring(connection, now), timers.ring(connection, now)] == [1, 0]
    timers.set_timer(connection, "undo", 1, now)  # planned again as it was: nothing new
    assert timers.ring(connection, now) == 0


def test_a_timer_can_be_moved_and_cancelled(connection: Connection, now: datetime) -> None:
    timers.set_timer(connection, "undo", 1, now)
    timers.set_timer(connection, "undo", 1, now + MINUTE)
    timers.set_timer(connection, "undo", 2, now)
    timers.cancel(connection, "undo", 2)
    assert timers.ring(connection, now) == 0
    timers.set_timer(connection, "undo", 2, now)
    assert timers.ring(connection, now + MINUTE) == 2


def test_an_errand_is_queued_once_and_its_result_is_an_input(connection: Connection, now: datetime) -> None:
    errands.add(connection, "photo", "photo:1", {"photo": 1}, now)
    errands.add(connection, "photo", "photo:1", {"photo": 1}, now)
    (errand,) = errands.due(connection, now, 10)
    errands.end(connection, errand, {"digest": "ab"}, None, now)
    errands.end(connection, errand, {"digest": "ab"}, None, now)
    (entry,) = inputs.pending(connection, 10)
    assert (entry.source, entry.key) == ("errand", str(errand.id))
    assert json.loads(entry.payload) == {
        "kind": "photo",
        "key": "photo:1",
        "payload": {"photo": 1},
        "result": {"digest": "ab"},
        "error": None,
    }
    assert errands.waiting(connection, now) == 0


def test_an_errand_that_fails_waits_before_it_is_tried_again(connection: Connection, now: datetime) -> None:
    errands.add(connection, "photo", "photo:1", {}, now)
    (errand,) = errands.due(connection, now, 10)
    errands.later(connection, errand, now + MINUTE, "TimedOut")
    assert errands.due(connection, now, 10) == []
    assert errands.next_due(connection) == now + MINUTE
    (again,) = errands.due(connection, now + MINUTE, 10)
    assert again.tries == 1


def test_an_errand_that_failed_for_good_says_so_in_its_input(connection: Connection, now: datetime) -> None:
    errands.add(connection, "photo", "photo:1", {}, now)
    (errand,) = errands.due(connection, now, 10)
    errands.end(connection, errand, None, "too_big", now)
    (entry,) = inputs.pending(connection, 10)
    assert json.loads(entry.payload)["error"] == "too_big"
    assert _keys(connection) == [str(errand.id)]
