"""Whoever cannot be reached on Telegram any more, and what did not arrive, waits for the officer's call."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.domain.matter import State
from bot.domain.request import RequestKind
from bot.flows.messages import Code, Message, msg
from bot.flows.outbound import (
    Album,
    CardDrawing,
    Content,
    Document,
    Form,
    Pin,
    Played,
    Prompt,
    StaffCommands,
)
from bot.flows.packing import pack_content
from bot.handlers.errors import Meaning, Verdict
from bot.jobs.exchange import Outcome, exchange
from bot.storage import matters, outbox
from bot.storage.outbox import OutboxRow
from bot.storage.tables import outbox as outbox_rows
from tests.applying import accept, filed, person, work

if TYPE_CHECKING:
    from bot.storage.matters import Matter
    from tests.town import Phone, Town

_rows = count(1)
NEWS = Prompt((msg("news.title", reference=Code("E-0001")), msg("application.still_reading")))


def unreachable(town: Town, phone: Phone) -> None:
    """Let Telegram refuse to reach somebody, as the sender tells it."""
    town.talk.unreachable(town.connection, person(town, phone), town.now)
    town.settle()


def refused(town: Town, phone: Phone, content: Content) -> None:
    """Let Telegram refuse a message to somebody for good."""
    row = OutboxRow(
        id=next(_rows),
        person=person(town, phone),
        chat_id=phone.number,
        key="k",
        cause="c",
        priority=1,
        content=pack_content(content),
        silent=False,
        not_before=town.now,
        useless_after=None,
        tries=1,
    )
    town.talk.refused(town.connection, row, "Bad Request", town.now)
    town.settle()


def opened(town: Town, phone: Phone, kind: RequestKind) -> Matter | None:
    return matters.find_open(town.connection, kind, person(town, phone), None)


@pytest.mark.parametrize("how", ["blocks", "is refused"])
def test_an_applicant_out_of_reach_is_to_be_telephoned(town: Town, how: str) -> None:
    officer, applicant = town.officer(), filed(town)
    officer.press("Je m'en occupe")
    applicant.blocks() if how == "blocks" else unreachable(town, applicant)
    matter = opened(town, applicant, RequestKind.UNREACHABLE)

    assert matter is not None
    officer.press("Plus…")
    officer.press("Suivant")
    assert "S-0002" in officer.screen
    assert "+33639981001" in officer.screen
    assert not officer.shows(msg("card.ask"))
    assert officer.shows(msg("matter.call"))


def test_a_participant_out_of_reach_is_to_be_telephoned(town: Town) -> None:
    officer, participant = town.officer(), filed(town)
    accept(officer)
    unreachable(town, participant)

    assert opened(town, participant, RequestKind.UNREACHABLE)


def test_it_closes_by_itself_when_they_write_again_or_let_the_bot_back_in(town: Town) -> None:
    town.officer()
    for writes in (True, False):
        applicant = filed(town)
        unreachable(town, applicant)
        matter = opened(town, applicant, RequestKind.UNREACHABLE)
        assert matter is not None
        applicant.types("/start") if writes else applicant.blocks(blocked=False)

        assert opened(town, applicant, RequestKind.UNREACHABLE) is None
        assert matters.by_id(town.connection, matter.id).state is State.DONE


def test_blocking_twice_opens_one(town: Town) -> None:
    applicant = filed(town)
    applicant.blocks()
    first = opened(town, applicant, RequestKind.UNREACHABLE)
    applicant.blocks()

    assert first is not None
    assert opened(town, applicant, RequestKind.UNREACHABLE) == first


def test_nobody_telephones_a_passer_by_who_blocks_the_bot(town: Town) -> None:
    town.officer()
    phone = town.phone()
    phone.report()
    unreachable(town, phone)

    assert opened(town, phone, RequestKind.UNREACHABLE) is None


def test_an_officer_out_of_reach_is_no_matter_of_the_queue(town: Town) -> None:
    officer = town.officer()
    unreachable(town, officer)
    refused(town, officer, NEWS)

    assert opened(town, officer, RequestKind.UNREACHABLE) is None
    assert opened(town, officer, RequestKind.DELIVERY) is None


def test_a_message_that_never_arrives_is_shown_to_the_officer(town: Town) -> None:
    officer, phone = town.officer(), town.phone()
    phone.types("/start")
    refused(town, phone, NEWS)

    assert town.says(msg("matter.delivery")) in officer.last
    assert town.says(NEWS.lines[1]) in officer.last


@pytest.mark.parametrize("content", [Album(1, "after", msg("file.title")), Document(1, Form.HTML)])
def test_what_else_was_to_arrive_is_named(town: Town, content: Content) -> None:
    officer, phone = town.officer(), town.phone()
    phone.types("/start")
    refused(town, phone, content)

    assert town.says(msg("file.title")) in officer.last


@pytest.mark.parametrize(
    "content", [CardDrawing(1), Pin(44.1, 4.0), StaffCommands(), Prompt(NEWS.lines, over=7)]
)
def test_what_is_only_drawn_is_no_loss(town: Town, content: Content) -> None:
    phone = town.phone()
    phone.types("/start")
    refused(town, phone, content)

    assert opened(town, phone, RequestKind.DELIVERY) is None


def test_several_failures_are_one_card_with_the_newest(town: Town) -> None:
    officer, phone = town.officer(), town.phone()
    phone.types("/start")
    refused(town, phone, NEWS)
    refused(town, phone, Played(1, msg("file.title")))
    cards = [bubble for bubble in officer.bubbles if bubble.what == "photo"]

    assert len(cards) == 1
    assert town.says(msg("file.title")) in cards[0].text


def test_a_message_whose_words_are_missing_is_shown_without_them(town: Town) -> None:
    officer, phone = town.officer(), town.phone()
    phone.types("/start")
    work(town).say(person(town, phone), Message("no.such.key"))
    exchange(town.connection, town.talk, (), 10, town.now)
    town.settle()

    assert town.says(msg("matter.delivery")) in officer.last


def test_the_sender_tells_of_what_telegram_refuses_or_twice_leaves_in_doubt(town: Town) -> None:
    for meaning, times in ((Meaning.REFUSED, 1), (Meaning.AMBIGUOUS, 2)):
        phone = town.phone()
        phone.types("/start")
        work(town).send(person(town, phone), NEWS)
        for _ in range(times):
            assert opened(town, phone, RequestKind.DELIVERY) is None
            (row,) = outbox.claim(town.connection, town.now, 1)
            exchange(town.connection, town.talk, [Outcome(row, Verdict(meaning, detail="x"))], 0, town.now)

        assert opened(town, phone, RequestKind.DELIVERY) is not None


def test_a_message_in_doubt_has_failed_the_second_time(town: Town) -> None:
    phone = town.phone()
    town.held = True
    phone.types("/start")
    row = town.connection.execute(select(outbox_rows.c.id)).scalars().first()
    assert row is not None

    assert [outbox.doubt(town.connection, row) for _ in range(2)] == [False, True]
