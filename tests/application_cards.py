"""Cards of applications in every standing, with all there can be on them, for the tests of screens."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING

from bot.domain.application import Attraction, CallTime, OutOfWork, State
from bot.domain.meeting import Meeting
from bot.domain.profile import Age, Profile, Sex
from bot.domain.request import Holder, Standing
from bot.domain.seats import Crew, PhaseDates
from bot.flows.application_lines import ApplicationCard, Earlier, Interview, Reach, Said
from bot.flows.messages import Code, msg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.territory import Territory

REFERENCE = "E-999999"
WEDNESDAY = date(2026, 9, 16)  # the longest names of days and months stand around it
NOTE = msg("card.noted_by", day=Code("31/12"), who="w" * 10, note="w" * 60)


def crews(territory: Territory, *, taken: int = 0) -> tuple[Crew, ...]:
    """Return the crews of a year to come, each with so many seats taken."""
    return tuple(
        Crew(
            number * 10 + at,
            PhaseDates(f"2027-{phase.id}", phase.id, date(2027, 4, 1), date(2027, 5, 31)),
            crew.name,
            crew.seats,
            taken,
            crew.first_day_place,
            "08:00",
        )
        for number, phase in enumerate(territory.joining.phases, 1)
        for at, crew in enumerate(phase.crews)
    )


def _said(territory: Territory, *, full: bool) -> Said:
    return Said(
        of_age=full,
        district=territory.districts[0].id if full else None,
        in_town=full,
        out_of_work=OutOfWork.ONE_TO_TWO_YEARS,
        mornings=full,
        phases=tuple(phase.id for phase in territory.joining.phases) if full else (),
        attractions=tuple(Attraction) if full else (),
        note="w" * 600 if full else None,
        recordings=3 * full,
    )


def _card(territory: Territory, state: State, standing: Standing, *, full: bool) -> ApplicationCard:
    crew = replace(crews(territory)[0], name={territory.default_language: "w" * 40})
    joining = territory.joining
    return ApplicationCard(
        request=2**63 - 1,
        version=2**31 - 1,
        reference=REFERENCE,
        state=state,
        standing=standing,
        answer_by=WEDNESDAY,
        joining=joining,
        languages=territory.languages,
        said=_said(territory, full=full),
        reach=Reach("w" * 80, "+33639981234", CallTime.WRITE, "w" * 40, territory.languages[0])
        if full
        else Reach(None, None, None, None, territory.languages[0]),
        seen={each.id: WEDNESDAY for each in joining.criteria} if full else {},
        notes=(NOTE,) * 2 * full,
        reachable=full,
        callable=full,
        earlier=(Earlier(REFERENCE, State.ORIENTED),) * 5 * full,
        interview=Interview(WEDNESDAY, time(10, 30), "w" * 200, Meeting.MOVE_ASKED) if full else None,
        crew=crew if full else None,
        kept_until=WEDNESDAY if full else None,
        ended_on=WEDNESDAY if full else None,
        hoped_phase=crew.phase.code,
        reason=joining.refusals[0].id,
        next_step=joining.doors[0].id,
        kept=REFERENCE,
        profile=Profile(Sex.UNSAID, Age.OVER_60, priority_district=True) if full else None,
        question="w" * 600 if full else None,
        answer="w" * 600 if full else None,
        unanswered=full,
    )


def application_cards(territory: Territory) -> Iterator[ApplicationCard]:
    """Give a card of every standing, with everything on it that can be, as long as it can be."""
    either = (True, False)
    for state, holder, full, back in itertools.product(State, Holder, either, either):
        standing = Standing(holder, late=full, behind=100 * full, back=back)
        yield _card(territory, state, standing, full=full)
