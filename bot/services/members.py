"""Who is in the crews, named as those who lead them name people; it lets nobody in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.seats import Member
from bot.services import crew_names
from bot.storage import contacts, enrolments, programme, requests

if TYPE_CHECKING:
    from bot.domain.seats import Crew
    from bot.services.work import Work


def listed(work: Work) -> tuple[Member, ...]:
    """Return the members of every crew whose phase is not over, the earliest phase first, each once."""
    crews = programme.crews_from(work.connection, work.today)
    found: dict[int, Member] = {}
    for each in (member for crew in crews for member in of_crew(work, crew)):
        found.setdefault(each.person, each)
    return tuple(found.values())


def of_crew(work: Work, crew: Crew) -> list[Member]:
    """Return who is in a crew now, or has a seat in one that is to begin."""
    day = max(work.today, crew.phase.starts)
    return [_member(work, person, crew) for person in enrolments.in_crew(work.connection, crew.id, day)]


def _member(work: Work, person: int, crew: Crew) -> Member:
    held = enrolments.of_person(work.connection, person)
    reference = requests.by_id(work.connection, held.request).reference if held else ""
    name = crew_names.named(contacts.of_person(work.connection, person))
    return Member(person, name or reference, reference, crew.id)
