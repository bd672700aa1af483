"""The screens of whoever leads a crew: few buttons, names on pages, nothing offered that cannot be."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.attendance import Answer, State
from bot.domain.programme import MeetingPoint, Shift, Slot
from bot.domain.weather import Figures, Verdict
from bot.flows import crew_board, roll_board
from bot.flows.crew_board import CrewDay, Lead, Member
from bot.flows.roll_board import PAGE, Roll
from bot.i18n import Words
from bot.territories import load

if TYPE_CHECKING:
    from bot.flows.outbound import Prompt

DAY = date(2026, 9, 16)
SLOT = Slot(DAY, time(8), time(12), MeetingPoint({"fr": "w" * 40}))
SHIFT = Shift(2**31 - 1, 1, SLOT, cancelled=False, version=3, changed_at=datetime(2026, 4, 1, tzinfo=UTC))
TERRITORY = load("ales")
WORDS = Words(TERRITORY)


def members(count: int, state: State = State.EXPECTED, answer: Answer | None = None) -> tuple[Member, ...]:
    return tuple(
        Member(2**31 - 1 - number, "w" * 18 + " X.", "06 39 98 12 34", number % 2 == 0, answer, state)
        for number in range(count)
    )


def crew_day(count: int = 5, *, away: int = 0, **more: object) -> CrewDay:
    """Return a day with so many people, so many days before the shift."""
    day = CrewDay(SHIFT, {"fr": "w" * 40}, members(count), DAY - timedelta(days=away), before=True)
    return replace(day, **more)  # type: ignore[arg-type] # fields by name


def actions(prompt: Prompt) -> list[str]:
    return [value.split(":")[3] for value in (option.value for row in prompt.rows for option in row)]


EVERY = [
    crew_board.headcount(crew_day(away=1)),
    crew_board.headcount(crew_day(begun=True, sheets=1)),
    *(
        roll_board.roll(crew_day(count, sheets=2, missing=True), page, undoable=True)
        for count in (0, 5, 12)
        for page in (None, 0, 1, 2)
    ),
]


@pytest.mark.parametrize("prompt", EVERY)
def test_a_screen_has_eight_buttons_at_most_each_short_enough_and_of_its_own(prompt: Prompt) -> None:
    options = [option for row in prompt.rows for option in row]
    assert len(options) <= 8
    assert len({option.value for option in options}) == len(options)
    assert all(len(option.value.encode()) <= 64 for option in options)
    for language in TERRITORY.languages:
        assert all(len(WORDS.plain(option.label, language)) <= 40 for option in options)


def test_every_name_is_on_one_page_and_one_only() -> None:
    day = crew_day(12)
    pages = [roll_board.roll(day, page, undoable=False) for page in range(3)]
    names = [
        option.value for page in pages for row in page.rows for option in row if ":name:" in option.value
    ]
    assert len(set(names)) == len(names) == 12
    assert [Roll.NAMES in actions(page) for page in pages] == [True, True, False]
    assert PAGE * 3 >= 12


def test_everybody_is_not_offered_once_all_is_noted() -> None:
    noted = crew_day(members=members(3, State.PRESENT))
    assert Roll.ALL not in actions(roll_board.roll(noted, None, undoable=True))
    assert Roll.ALL in actions(roll_board.roll(crew_day(3), None, undoable=False))


def test_the_roll_is_called_from_the_day_on_and_another_plan_is_made_before_the_start() -> None:
    tomorrow, running = crew_board.headcount(crew_day(away=1)), crew_board.headcount(crew_day(begun=True))
    assert Lead.ROLL not in actions(tomorrow)
    assert Lead.ROLL in actions(running)
    off = crew_day(shift=replace(SHIFT, cancelled=True))
    assert {Lead.ROLL, Lead.PLAN}.isdisjoint(actions(crew_board.headcount(off)))


def test_on_the_day_of_a_change_whoever_has_not_answered_it_is_to_be_phoned() -> None:
    day = crew_day(4)
    assert len(day.to_phone) == 4
    assert len(replace(day, shift=replace(SHIFT, version=1)).to_phone) == 2  # whom nothing reaches
    assert len(replace(day, today=DAY - timedelta(days=1)).to_phone) == 2
    assert replace(day, members=members(4, answer=Answer.ABSENT)).to_phone == ()


def test_the_weather_is_shown_with_where_it_comes_from() -> None:
    forecast = Verdict(Figures(4.2, 70.0, 33.0, None, storm=False), None)
    lines = crew_board.headcount(crew_day(forecast=forecast)).lines
    read = WORDS.lines(lines, "fr")
    assert "Pluie\u00a0: 4 mm" in read
    assert "Weather data by Open-Meteo.com" in read
    assert "Rafales" not in read
