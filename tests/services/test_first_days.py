"""What whoever joins is told of their first day is what the crew's mornings say."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.flows.messages import Worded, msg
from bot.services import shifts
from tests.applying import accept, crew, filed, work
from tests.town import MORNING

if TYPE_CHECKING:
    from tests.town import Town


def test_a_phase_begins_where_whoever_joined_was_told(town: Town) -> None:
    town.now -= timedelta(days=20)
    officer, early = town.officer(), filed(town)
    accept(officer)
    which = crew(town)
    laid = shifts.lay_out(work(town), which.id)
    late = filed(town)
    accept(officer)
    told = town.says(msg("crew.place", place=Worded(which.place)))
    assert told in early.last
    assert told in late.last
    assert laid[0].slot.place.name == which.place
    assert laid[1].slot.place.name != which.place


def test_whoever_joins_later_is_told_of_the_next_morning_that_is_laid_out(town: Town) -> None:
    laid = shifts.lay_out(work(town), crew(town).id)
    officer, late = town.officer(), filed(town)
    accept(officer)
    first = next(each for each in laid if each.slot.day > MORNING.date())
    assert town.says(msg("crew.place", place=Worded(first.slot.place.name))) in late.last
