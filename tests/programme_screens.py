"""Every screen of « Programme », with as much on it as there can be, for the tests of screens."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from typing import TYPE_CHECKING

from bot.domain.programme import Appointment, MeetingPoint, Shift, Slot, Sort
from bot.domain.seats import Member
from bot.flows import appointment_screens
from bot.flows import programme_screens as drawn
from bot.flows.appointment_screens import AppointmentPage
from bot.flows.programme_screens import CrewPage, Heard
from tests.application_cards import crews

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.territory import Territory
    from bot.flows.outbound import Prompt

HIGHEST, VERSION = 2**63 - 1, 2**31 - 1
WEDNESDAY = date(2026, 9, 16)  # the longest names of days and months stand around it
NAME = "Maximilienne-Alexandrine E."
EITHER = (True, False)


def members(territory: Territory) -> tuple[Member, ...]:
    """Return so many members that they stand on two pages."""
    which = crews(territory)[0].id
    return tuple(Member(7_000 + at, f"Camille {at}.", f"E-00{at:02}", which) for at in range(7))


def _shifts(crew: int) -> list[Shift]:
    place = MeetingPoint({"fr": "w" * 60})
    return [
        Shift(
            HIGHEST - at,
            crew,
            Slot(WEDNESDAY + timedelta(days=at), time(8), time(12), place, {"fr": "w" * 60}),
            at % 2 == 0,
            VERSION,
            datetime(2026, 4, 7, tzinfo=UTC),
        )
        for at in range(12)
    ]


def _pages() -> list[AppointmentPage]:
    """Return appointments with everybody and with nobody, cancelled and not."""
    local = datetime(2026, 9, 16, 10, 30, tzinfo=UTC)
    people = tuple((HIGHEST - at, NAME) for at in range(25))
    held = [
        Appointment(HIGHEST - at, Sort.COLLECTIVE, None, local, 120, "w" * 200, at % 2 == 0, VERSION, local)
        for at in range(9)
    ]
    return [AppointmentPage(each, local, people if at % 3 else ()) for at, each in enumerate(held)]


def programme_screens(territory: Territory) -> Iterator[Prompt]:
    """Give every screen, on the first, a middle and the last page."""
    own = crews(territory)
    which = own[0]
    laid, booked = _shifts(which.id), _pages()
    holidays = [WEDNESDAY + timedelta(days=at) for at in range(12)]
    many = [replace(each, id=HIGHEST - at) for at, each in enumerate(own * 4)]
    pages = [CrewPage(each, 38 * (at % 2), NAME if at % 2 else None) for at, each in enumerate(many)]
    for page, decides in product((0, 1, 99), EITHER):
        yield drawn.overview(pages, page, decides=decides)
        yield drawn.overview([], page, decides=decides)
        yield from (drawn.crew(each, decides=decides) for each in pages)
        yield drawn.leaders(which, [(HIGHEST - at, NAME) for at in range(9)], page)
        yield drawn.leaders(which, [], page)
        yield drawn.days(which, laid, page)
        yield drawn.days(which, [], page)
        yield appointment_screens.listed(booked, page)
        yield appointment_screens.listed([], page)
        yield from (appointment_screens.leavers(each, page) for each in booked)
    yield drawn.laying(which, 38, (WEDNESDAY, WEDNESDAY), holidays)
    yield drawn.laying(which, 0, None, [])
    for shift in laid:
        yield drawn.shift(shift, 8, 2)
        yield drawn.cancelling(shift, Heard(8, 5))
    for each in booked:
        yield appointment_screens.appointment(each)
        yield appointment_screens.cancelling(each, 8)
