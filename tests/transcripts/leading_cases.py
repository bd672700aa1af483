"""Two days of somebody who leads a crew: only their own screen is written down."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.attendance import Answer
from bot.domain.people import Role
from bot.flows.messages import msg
from bot.services import crew_clock, crew_sky, leaders, people
from tests.applying import crew, person, work
from tests.crews import NAMES, answers, as_it_stands, member, shift

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.town import Phone, Town

FIRST = datetime(2026, 4, 8, tzinfo=UTC)


def joins(town: Town, leader: Phone) -> list[Phone]:
    """Join by the link, be given a crew of four with a shift tomorrow."""
    leader.name = "encadrant"
    members = [member(town, name) for name in NAMES[:4]]
    shift(town)
    crew_clock.wind(work(town))
    leader.types(f"/start {people.invite(town.connection, Role.SUPERVISOR, town.now)}")
    leader.types("Dominique Exemple")
    leaders.assign_supervisor(work(town), crew(town).id, person(town, leader))
    town.settle()
    return members


def rains(town: Town) -> None:
    """Let a forecast of rain come back."""
    dry = {"probability": 10.0, "feels": 14.0, "gusts": 25.0, "storm": False}
    hours = [
        {"ends": (FIRST + timedelta(hours=at)).isoformat(), "rain": 1.2 * (at > 6), **dry} for at in range(14)
    ]
    crew_sky.came(work(town), {"shift": as_it_stands(town).id, "version": 1}, {"hours": hours})
    town.settle()


def rain(town: Town, leader: Phone) -> None:
    """Rain in the evening: the crew goes indoors, everybody is told and asked, one is to be phoned."""
    first, second, third, fourth = joins(town, leader)
    town.talk.unreachable(town.connection, person(town, fourth), town.now)
    town.pass_time(hours=8, minutes=31)
    answers(town, first, Answer.COMING)
    rains(town)
    leader.chooses(msg("lead.button.plan"))
    leader.press("🏠")
    leader.chooses(msg("rain.sure"))
    answers(town, second, Answer.COMING)
    answers(town, third, Answer.ABSENT)
    town.pass_time(hours=1)
    only(town, leader)


def roll(town: Town, leader: Phone) -> None:
    """The morning: somebody says late that they cannot come; the roll is called, undone, corrected."""
    first, second, *_ = joins(town, leader)
    town.pass_time(hours=9, minutes=31)
    answers(town, first, Answer.COMING)
    town.pass_time(hours=12, minutes=20)
    answers(town, second, Answer.ABSENT)
    town.pass_time(minutes=40)
    leader.chooses(msg("roll.button.all"))
    leader.chooses(msg("roll.button.undo"))
    leader.chooses(msg("roll.button.all"))
    leader.chooses(msg("roll.button.names"))
    leader.press("Luis D.")
    leader.press("Luis D.")
    leader.chooses(msg("roll.button.done"))
    leader.chooses(msg("roll.button.paper"))
    leader.photo("sheet")
    leader.types("/feuille")
    only(town, leader)


def only(town: Town, leader: Phone) -> None:
    """Leave out what the others read."""
    town.log[:] = [each for each in town.log if each[0] == leader.name]
    town.log[:] = [(name, "👤 /start i-…" if "/start i-" in line else line) for name, line in town.log]


ALONE: dict[str, Callable[[Town, Phone], None]] = {"lead.rain": rain, "lead.roll": roll}
