"""A meeting is proposed, agreed to or moved; buttons of an older proposal count no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.application import State
from bot.domain.meeting import Meeting
from bot.flows.messages import msg
from bot.storage import interviews
from tests.applying import application, filed
from tests.services.test_application_decisions import meet

if TYPE_CHECKING:
    from bot.storage.interviews import Interview
    from tests.town import Phone, Town


@pytest.fixture(name="officer")
def _officer(town: Town) -> Phone:
    return town.officer()


def interview(town: Town) -> Interview:
    held = interviews.of_request(town.connection, 1)
    assert held is not None
    return held


def card(officer: Phone) -> str:
    return next(bubble.text for bubble in reversed(officer.bubbles) if bubble.what == "photo")


def test_a_yes_is_read_on_the_card_and_rings_on_no_officers_phone(town: Town, officer: Phone) -> None:
    applicant = filed(town)
    meet(officer)
    assert "mardi 14 avril (14/04) à 10h00" in applicant.last
    assert "Hôtel-de-Ville" in applicant.last
    messages = len(officer.bubbles)
    applicant.press("Je viens")
    assert interview(town).state is Meeting.CONFIRMED
    assert len(officer.bubbles) == messages
    assert town.says(msg("card.meeting.confirmed")) in card(officer)
    applicant.press("Je viens")
    assert interview(town).state is Meeting.CONFIRMED


def test_asking_for_another_time_brings_the_card_back_and_the_old_buttons_end(
    town: Town, officer: Phone
) -> None:
    applicant = filed(town)
    meet(officer)
    old = applicant.data("Je viens"), applicant.bubbles[-1].message_id
    applicant.press("Je ne peux pas")
    held = application(town)
    assert (held.state, held.waiting_since) == (State.INTERVIEW, town.now)
    assert town.says(msg("card.meeting.move_asked")) in card(officer)
    officer.press("Rencontre")
    officer.types("20/04")
    officer.types("14 h 30")
    officer.types("Maison pour Tous")
    assert "lundi 20 avril (20/04) à 14h30" in applicant.last
    assert "Maison pour Tous" in applicant.last
    assert application(town).waiting_since is None
    applicant.forge(*old)
    assert interview(town).state is Meeting.PROPOSED
    applicant.press("Je viens")
    assert interview(town).state is Meeting.CONFIRMED


def test_whoever_agreed_may_still_ask_for_another_time_but_not_the_reverse(
    town: Town, officer: Phone
) -> None:
    applicant = filed(town)
    meet(officer)
    applicant.press("Je viens")
    applicant.press("Je ne peux pas")
    assert interview(town).state is Meeting.MOVE_ASKED
    applicant.press("Je viens")
    assert interview(town).state is Meeting.MOVE_ASKED
    assert town.says(msg("application.changed", reference="E-0001")) in applicant.screen


def test_a_decision_cancels_a_meeting_to_come_and_says_so(town: Town, officer: Phone) -> None:
    applicant = filed(town)
    meet(officer)
    old = applicant.data("Je viens"), applicant.bubbles[-1].message_id
    officer.press("Orienter")
    officer.press("PLIE")
    assert interview(town).state is Meeting.CANCELLED
    assert town.says(msg("meeting.cancelled")) in applicant.screen
    applicant.forge(*old)
    assert interview(town).state is Meeting.CANCELLED


def test_nobody_answers_for_another(town: Town, officer: Phone) -> None:
    applicant = filed(town)
    meet(officer)
    stranger = town.phone()
    stranger.forge(applicant.data("Je viens"))
    assert interview(town).state is Meeting.PROPOSED
    assert town.says(msg("unknown.command")) in stranger.last


@pytest.mark.parametrize("typed", ["midi", "25h", "10:75", "1 2 3"])
def test_what_is_no_hour_is_asked_again(town: Town, officer: Phone, typed: str) -> None:
    filed(town)
    officer.press("Rencontre")
    officer.press("mardi 14 avril")
    officer.types(typed)
    assert town.says(msg("meet.hour_wrong")) in officer.last
