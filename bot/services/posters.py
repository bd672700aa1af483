"""Somebody has scanned a poster: a report opens where it hangs; making posters is bot/posters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.deep_links import place_of
from bot.flows import menu
from bot.flows.messages import Term, TermKind, msg
from bot.flows.report_dump import REPORT_DUMP
from bot.flows.spots import at_named
from bot.services import dialogues
from bot.storage import sessions

if TYPE_CHECKING:
    from bot.domain.territory import NamedPlace
    from bot.services.work import Work
    from bot.storage.people import Person


def is_poster(payload: str) -> bool:
    """Tell whether a link's payload has the form of a poster's."""
    return place_of(payload) is not None


def open_report(work: Work, person: Person, payload: str) -> None:
    """Open a report at the poster's place; one whose place the town has given up asks where, as any does."""
    if person.language is None:
        work.send(person.id, menu.greeting(work.territory))
    place = next((each for each in work.territory.places if each.id == place_of(payload)), None)
    if place is None:
        dialogues.open_or_resume(work, person, REPORT_DUMP)
        return
    _open_at(work, person, place)


def _open_at(work: Work, person: Person, place: NamedPlace) -> None:
    """Go on with a report begun elsewhere only if it has no other place: what it holds is of that place."""
    here = at_named(place, work.territory)
    line = msg("start.place", place=Term(TermKind.PLACE, place.id))
    begun = sessions.open_one(work.connection, person.id, REPORT_DUMP.name)
    if begun is None or begun.answers.get("place", here["place"]) != here["place"]:
        dialogues.open_new(work, person, REPORT_DUMP, here, (line,))
    else:
        dialogues.go_on_with(work, person, begun, here, (line,))
