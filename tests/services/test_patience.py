"""Somebody who floods the bot is asked to wait, once; nobody else waits for them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from bot.clock import monotonic
from bot.flows.messages import msg
from bot.flows.outbound import Priority, Prompt
from bot.flows.packing import pack_content
from bot.jobs.group import handle_and_claim, handle_group
from bot.services.patience import MOST_ANSWERS
from bot.storage import inputs, outbox, tables

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tests.town import Town

FLOOD = 10_000
FLOODER, LATE, FIRST_NEIGHBOUR = 7001, 7002, 8000


def _store(town: Town, sender: int, many: int) -> None:
    """Store so many messages of one sender."""
    person = {"id": sender, "is_bot": False, "first_name": "x", "language_code": "fr"}
    head = {"date": 1, "chat": {"id": sender, "type": "private"}, "from": person}
    updates = [
        {"update_id": number, "message": {**head, "message_id": number, "text": f"{number}"}}
        for number in range(1, many + 1)
    ]
    entries = [(f"{sender}-{one['update_id']}", json.dumps(one)) for one in updates]
    inputs.add(town.connection, "update", entries, town.now)


def _waiting(connection: Connection) -> int:
    query = select(func.count()).where(tables.outbox.c.state == "waiting")
    return connection.execute(query).scalar_one()


def _handle_all(town: Town) -> float:
    """Handle what is stored; return the seconds it took."""
    began = monotonic()
    while handle_group(town.connection, town.talk, town.now).more:
        pass
    return monotonic() - began


def test_who_sends_faster_than_answers_arrive_is_asked_once_to_wait(town: Town) -> None:
    flooder = town.phone()
    town.held = True
    for number in range(3 * MOST_ANSWERS):
        flooder.types(f"{number}")
    assert _waiting(town.connection) == MOST_ANSWERS + 1
    town.held = False
    town.settle()
    assert flooder.last == "\n".join(town.says(msg(key)) for key in ("patience.wait", "patience.again"))
    assert flooder.screen.count(town.says(msg("patience.wait"))) == 1


def test_who_gets_several_answers_at_once_is_asked_to_wait_as_well(town: Town) -> None:
    flooder = town.phone()
    town.held = True
    flooder.types("hein")
    for _ in range(MOST_ANSWERS):
        flooder.types("/start")
    town.held = False
    town.settle()
    assert flooder.screen.count(town.says(msg("patience.wait"))) == 1


def test_news_on_its_way_to_somebody_makes_them_wait_for_nothing(town: Town) -> None:
    phone = town.phone()
    phone.types("/start")
    (person,) = town.connection.execute(select(tables.people.c.id)).one()
    news = pack_content(Prompt((msg("queue.empty"),)))
    for number in range(2 * MOST_ANSWERS):
        outbox.add(
            town.connection,
            person=person,
            key=f"news {number}",
            cause="news",
            priority=Priority.CHANGE,
            content=news,
            now=town.now,
        )
    phone.photo()

    assert town.says(msg("report.place.ask")) in phone.screen
    assert town.says(msg("patience.wait")) not in phone.screen


def test_while_answers_still_arrive_nobody_is_asked_again(town: Town) -> None:
    flooder = town.phone()
    town.held = True
    for number in range(2 * MOST_ANSWERS):
        flooder.types(f"{number}")
    (first, *_) = outbox.claim(town.connection, town.now, 1)
    outbox.sent(town.connection, [first.id], town.now)
    before = _waiting(town.connection)
    for number in range(MOST_ANSWERS):
        flooder.types(f"{number}")
    assert _waiting(town.connection) == before


def test_once_the_answers_have_arrived_they_are_heard_again(town: Town) -> None:
    flooder = town.phone()
    town.held = True
    for number in range(2 * MOST_ANSWERS):
        flooder.types(f"{number}")
    town.held = False
    town.settle()
    flooder.photo()
    assert town.says(msg("report.place.ask")) in flooder.last


def test_blocking_the_bot_is_heard_even_then(town: Town) -> None:
    flooder = town.phone()
    town.held = True
    for number in range(2 * MOST_ANSWERS):
        flooder.types(f"{number}")
    flooder.blocks()
    row = select(tables.accounts.c.unreachable_since).where(tables.accounts.c.telegram_id == flooder.number)
    assert town.connection.execute(row).scalar_one() is not None


@pytest.mark.slow
def test_ten_thousand_messages_of_one_person_cost_others_nothing(town: Town) -> None:
    neighbours = range(FIRST_NEIGHBOUR, FIRST_NEIGHBOUR + 200)
    for neighbour in neighbours:
        _store(town, neighbour, 1)
    ordinary = _handle_all(town) / len(neighbours)
    _store(town, FLOODER, FLOOD)
    assert _handle_all(town) / FLOOD < ordinary
    assert _waiting(town.connection) < len(neighbours) * 3 + MOST_ANSWERS + 2

    _store(town, LATE, 1)
    group, claims = handle_and_claim(town.connection, town.talk, 400, town.now)
    assert (len(group.done), group.more) == (1, False)
    assert LATE in {row.chat_id for row, _ in claims.calls}
