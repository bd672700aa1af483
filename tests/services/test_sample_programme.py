"""The demonstration's programme is laid whatever the day, and goes on while somebody looks at it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.services import members, sample_programme
from bot.services.sample_programme import Phone
from bot.storage import appointments, programme, shifts
from tests.applying import person, work

if TYPE_CHECKING:
    from tests.town import Town


@pytest.mark.parametrize("day", [date(2026, 4, 7), date(2026, 12, 26), date(2027, 1, 3), date(2026, 5, 1)])
def test_a_crew_works_this_week_and_the_next_with_two_appointments(town: Town, day: date) -> None:
    town.now = datetime(day.year, day.month, day.day, 21, tzinfo=UTC)
    phones = [town.phone(), town.phone("ar")]
    phones[0].types("/start")
    sample_programme.lay(
        work(town), [Phone(each.number, "Participant", each.language) for each in phones], 999
    )
    town.settle()
    doing = work(town)
    assert [each.person for each in members.listed(doing)] == [person(town, each) for each in phones]
    crew = members.listed(doing)[0].crew
    dates = programme.crew(town.connection, crew).phase
    assert dates.starts <= doing.today <= dates.ends
    laid = [each.slot.day for each in shifts.of_crew(town.connection, crew, date.min, date.max)]
    assert all(doing.today <= each <= doing.today + timedelta(days=13) for each in laid)
    assert len(laid) >= 4
    assert len(appointments.between(town.connection, town.now, town.now + timedelta(days=30))) == 2
    assert all("Essai" in phone.screen for phone in phones)
