"""The conversation as the durable core calls it: one stored input in, rows out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.domain.errors import BrokenInput
from bot.domain.people import Role
from bot.flows.messages import Code, msg
from bot.storage import people
from bot.storage.tables import accounts, errands, facts, outbox
from tests.town import Town

if TYPE_CHECKING:
    from sqlalchemy import Connection


@pytest.fixture(name="town")
def _town(sqlite_connection: Connection) -> Town:
    return Town(sqlite_connection)


def rows(town: Town) -> int:
    return len(town.connection.execute(select(outbox)).all())


def test_an_update_that_cannot_be_read_is_broken_and_leaves_nothing(town: Town) -> None:
    before = town.dump()
    with pytest.raises(BrokenInput):
        town.handle("update", {"update_id": 1, "message": {"text": "a"}})
    assert town.dump() == before


def test_an_update_the_bot_has_no_part_in_is_let_go(town: Town) -> None:
    assert town.handle("update", {"update_id": 1, "poll_answer": {}}) == ()
    assert rows(town) == 0


def test_an_errand_of_another_sort_changes_nothing(town: Town) -> None:
    before = town.dump()
    town.handle("errand", {"kind": "call", "payload": {}, "result": {}, "error": None})
    assert town.dump() == before


def test_a_timer_of_a_report_that_is_gone_says_nothing(town: Town) -> None:
    town.officer()
    before = rows(town)
    town.handle("timer", {"kind": "promise", "subject": 99})
    assert rows(town) == before


def test_at_start_the_bot_puts_on_its_face_once(town: Town) -> None:
    town.handle("start", {})
    first = town.connection.execute(select(errands.c.payload)).scalars().all()
    town.handle("start", {})

    assert {each.get("method") for each in first} >= {"setMyName", "setMyDescription", "setMyCommands"}
    assert len(town.connection.execute(select(errands)).all()) == len(first)


def test_at_start_the_face_is_put_on_again_when_its_words_have_changed(town: Town) -> None:
    town.handle("start", {})
    town.connection.execute(facts.update().values(value="other words"))
    town.connection.execute(errands.delete())
    town.handle("start", {})

    assert town.connection.execute(select(errands)).all()


def test_whoever_telegram_cannot_reach_is_remembered(town: Town) -> None:
    town.phone().types("/start")
    town.talk.unreachable(town.connection, 1, town.now)

    assert town.connection.execute(select(accounts.c.unreachable_since)).scalar_one() == town.now


def test_only_administrators_are_told_what_was_set_aside(town: Town) -> None:
    administrator, resident = town.phone(), town.phone()
    administrator.types("/start")
    resident.types("/start")
    people.grant(town.connection, 1, Role.ADMINISTRATOR, town.now)
    before = len(resident.bubbles)
    town.talk.set_aside(town.connection, town.entry("update", {}), "KeyError", town.now)
    town.settle()

    told = msg("operator.set_aside", input=Code("update 1"), error=Code("KeyError"))
    assert administrator.last == town.says(told)
    assert len(resident.bubbles) == before


def test_a_press_is_answered_even_when_there_is_nothing_to_say(town: Town) -> None:
    (reply,) = town.phone().forge("nonsense")
    assert (reply.query_id[0], reply.text, reply.alert) == ("q", None, False)
