"""Reminders are short and have few buttons, however much there is on a day or in a week."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.domain.attendance import Answer
from bot.domain.programme import REASONS_AT_MOST, AbsenceReason, Rules
from bot.domain.reminders import Kind, Rung
from bot.domain.reminding import Ahead
from bot.flows import absence_words, reminding_words
from bot.flows.messages import Worded, msg
from bot.flows.reminding_words import Item

DAY = date(2026, 4, 16)
HIGHEST = 2**31 - 1
BUTTONS, LINES, DATA = 8, 5, 64
ONE = Item(
    Kind.APPOINTMENT,
    HIGHEST,
    HIGHEST,
    DAY,
    time(8),
    Ahead(1, 900),
    Worded({"fr": "Ici"}),
    msg("remind.task", task=Worded({"fr": "Jardiner"})),
    rung=Rung.DAY_BEFORE,
)


def several(number: int) -> tuple[Item, ...]:
    return tuple(replace(ONE, thing=at, hour=time(8 + at)) for at in range(number))


@pytest.mark.parametrize("rung", Rung)
@pytest.mark.parametrize("answer", [None, *Answer])
def test_one_thing_is_told_in_five_lines_at_most(rung: Rung, answer: Answer | None) -> None:
    told = reminding_words.day((replace(ONE, rung=rung, answer=answer, cancelled=rung is Rung.CANCELLED),))
    assert len(told.lines) <= LINES
    assert len(told.rows) <= len(Answer)


@pytest.mark.parametrize("number", range(1, 9))
def test_a_day_and_a_week_have_eight_buttons_at_most(number: int) -> None:
    items = several(number)
    for prompt in (
        reminding_words.day(items),
        reminding_words.week(DAY, items),
        reminding_words.which_day(items),
    ):
        assert sum(len(row) for row in prompt.rows) <= BUTTONS
        assert all(len(value.encode()) <= DATA for value in prompt.values())


def test_as_many_reasons_as_a_territory_may_have_fit_a_screen() -> None:
    reasons = tuple(AbsenceReason(f"r{number}", {"fr": "?"}) for number in range(REASONS_AT_MOST))
    item, rules = replace(ONE, kind=Kind.SHIFT), Rules(absence_reasons=reasons)
    for last in (None, DAY + timedelta(days=1)):
        assert len(absence_words.cannot(item, last, rules).rows) <= BUTTONS
