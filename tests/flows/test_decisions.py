"""The officer's short dialogues and the resident's answer, played."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.commands import AnswerQuestion, Picture
from bot.domain.decisions import AskReporter, ClearReport, DismissReport, ForwardReport, PlanReport
from bot.flows.answer_question import ANSWER_QUESTION
from bot.flows.inbound import Odd, Oddity, Photo, Text
from bot.flows.report_decisions import (
    ASK_REPORTER,
    CLEAR_REPORT,
    DISMISS_REPORT,
    FORWARD_REPORT,
    PLAN_REPORT,
)
from tests.flows.playing import CARD, PHOTO, PLACE, QUESTION, TOWN, asked, offered, play, press, said


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("14/04", date(2026, 4, 14)),
        ("14.4.2026", date(2026, 4, 14)),
        ("14/04/26", date(2026, 4, 14)),
        ("le 14 4", date(2026, 4, 14)),
        ("07/04", date(2026, 4, 7)),
        ("06/04", date(2027, 4, 6)),  # passed this year
    ],
)
def test_a_day_is_planned_as_it_is_written(typed: str, day: date) -> None:
    assert play(PLAN_REPORT, Text(typed), opened=CARD).command == PlanReport(1, 3, day)


@pytest.mark.parametrize(
    "typed", ["demain", "31/02", "99999999999999999999/1", "1", "1/2/3/4", "14/04/26000"]
)
def test_what_is_no_day_is_asked_again(typed: str) -> None:
    turn = play(PLAN_REPORT, Text(typed), opened=CARD)

    assert said(turn)[0] == "plan.wrong"
    assert asked(turn) == "day"


def test_a_day_that_has_passed_is_refused() -> None:
    assert said(play(PLAN_REPORT, Text("6/4/2026"), opened=CARD))[0] == "plan.past"


def test_only_working_days_are_offered() -> None:
    days = {date.fromisoformat(value) for value in offered(play(PLAN_REPORT, opened=CARD)) - {"cancel"}}

    assert min(days) == date(2026, 4, 8)
    assert all(TOWN.office.works_on(day) for day in days)


def test_a_clean_place_may_come_with_a_photo_or_without() -> None:
    with_photo = play(CLEAR_REPORT, PHOTO, opened=CARD)

    assert with_photo.command == ClearReport(1, 3, Picture("id-1", "unique-1"))
    assert play(CLEAR_REPORT, press("after", "no"), opened=CARD).command == ClearReport(1, 3, None)


def test_nothing_is_done_for_one_of_the_towns_reasons() -> None:
    turn = play(DISMISS_REPORT, press("reason", "private-land"), opened=CARD)
    assert turn.command == DismissReport(1, 3, "private-land")


def test_a_reason_of_ones_own_is_no_reason() -> None:
    assert play(DISMISS_REPORT, press("reason", "laziness"), opened=CARD).command is None


def test_a_report_is_forwarded_and_whoever_handles_the_kind_comes_first() -> None:
    opened = {**CARD, "at_kind": "vehicle"}
    first = play(FORWARD_REPORT, opened=opened).prompts[-1].rows[0][0].value

    assert first == "municipal-police"
    assert play(FORWARD_REPORT, press("body", first), opened=opened).command == ForwardReport(1, 3, first)


def test_a_question_travels_in_the_officers_own_words() -> None:
    turn = play(ASK_REPORTER, Text("Quel bâtiment ?"), opened=CARD)
    assert turn.command == AskReporter(1, 3, "Quel bâtiment ?")


def test_a_question_of_over_five_hundred_letters_is_asked_again() -> None:
    assert said(play(ASK_REPORTER, Text("x" * 501), opened=CARD))[0] == "ask.too_long"


def test_the_resident_answers_with_words_a_photo_or_a_place() -> None:
    words = play(ANSWER_QUESTION, Text("Le B"), opened=QUESTION)
    photo = play(ANSWER_QUESTION, Photo(Picture("i", "u"), "ici"), opened=QUESTION)
    place = play(ANSWER_QUESTION, PLACE, opened=QUESTION)

    assert words.command == AnswerQuestion(1, "Le B", None)
    assert photo.command == AnswerQuestion(1, "ici", Picture("i", "u"))
    point = (PLACE.latitude, PLACE.longitude, PLACE.name)
    assert place.command == AnswerQuestion(1, "44.15020, 4.08230", None, place=point)


def test_the_reply_button_only_shows_the_question_again() -> None:
    turn = play(ANSWER_QUESTION, press("reply", "reply"), opened=QUESTION)
    assert asked(turn) == "answer"


def test_a_sticker_is_no_answer() -> None:
    turn = play(ANSWER_QUESTION, Odd(Oddity.STICKER), opened=QUESTION)
    assert said(turn)[0] == "odd.sticker"
