"""Finds what does not agree between the parts of a territory: ids given twice, or that lead nowhere.

Each part alone has been checked before, by `records`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.geometry import Side
from bot.domain.report import WITHDRAWN
from bot.domain.territory import KIND_IDS, OTHER_KIND, UNKNOWN_KIND
from bot.territories.checks import check_leads, check_twice
from bot.territories.joining import check_joining
from bot.territories.programme import check_programme
from bot.territories.ready import check_ready
from bot.territories.reminders import check_reminders

if TYPE_CHECKING:
    from bot.domain.territory import Territory
    from bot.territories.reading import Source

# Six and « Autre… » on the first screen; what is behind it and a way back: eight buttons at most.
FIRST_KINDS_AT_MOST = 6
OTHER_KINDS_AT_MOST = 7


def check_agreement(territory: Territory, source: Source) -> None:
    """Report every disagreement between the parts of the territory."""
    for name in ("districts", "bodies", "kinds", "dismissal_reasons", "places", "neighbours"):
        check_twice(getattr(territory, name), (name,), source)
    if territory.kinds:
        _check_screens(territory, source)
    _check_references(territory, source)
    _check_places(territory, source)
    check_joining(territory.joining, source)
    check_programme(territory, source)
    check_reminders(territory, source)
    check_ready(territory, source)


def _check_places(territory: Territory, source: Source) -> None:
    """A place out of the town is a mistake in its degrees, most often that they were exchanged."""
    districts = [district.id for district in territory.districts]
    for position, place in enumerate(territory.places):
        check_leads(place.district, districts, ("places", position, "district"), source)
        if territory.where(place.point).in_town is Side.NO:
            mend = "Look whether latitude and longitude were exchanged"
            source.report(("places", position, "latitude"), "is not in the town", mend)


def _check_references(territory: Territory, source: Source) -> None:
    kinds = [kind.id for kind in territory.kinds]
    bodies = [body.id for body in territory.bodies]
    for position, body in enumerate(territory.bodies):
        for kind_id in body.handles:
            check_leads(kind_id, kinds, ("bodies", position, "handles"), source)
    for position, kind in enumerate(territory.kinds):
        check_leads(kind.id, KIND_IDS, ("kinds", position, "id"), source)
        check_leads(kind.collector, bodies, ("kinds", position, "collector"), source)
    for position, reason in enumerate(territory.dismissal_reasons):
        check_leads(reason.body, bodies, ("dismissal_reasons", position, "body"), source)
        if reason.id == WITHDRAWN:
            path, problem = ("dismissal_reasons", position, "id"), f"“{WITHDRAWN}” is the programme's own"
            source.report(path, problem, "Choose another id")


def _check_screens(territory: Territory, source: Source) -> None:
    first, others = len(territory.first_kinds), len(territory.other_kinds)
    if not 1 <= first <= FIRST_KINDS_AT_MOST or others > OTHER_KINDS_AT_MOST:
        problem = f"{first} are shown first and {others} behind « Autre… »"
        mend = f"Show 1 to {FIRST_KINDS_AT_MOST} first and {OTHER_KINDS_AT_MOST} behind at most"
        source.report(("kinds", 0), problem, mend)
    for needed in (UNKNOWN_KIND, OTHER_KIND):
        if needed not in {kind.id for kind in territory.kinds}:
            mend = f'Add [[kinds]] with id = "{needed}": nobody must know what it is'
            source.report(("kinds", 0), f"“{needed}” is missing", mend)
