"""Looks up which open reports lie near a place: one somebody is about to report, or that of a card."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.geometry import Point
from bot.domain.report import CLOSED, Near
from bot.domain.territory import OTHER_KIND, UNKNOWN_KIND
from bot.flows.report_card import Beside
from bot.storage import nearby, photos

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from bot.flows.answers import Answers
    from bot.services.work import Work
    from bot.storage.reports import Report


def finder(work: Work) -> Callable[[Answers], tuple[Near, ...]]:
    """Return a look-up for a dialogue, which asks it several times of the same place and kind."""

    @cache
    def find(point: Point, kind: str) -> tuple[Near, ...]:
        return _find(work, point, kind)

    def near(answers: Answers) -> tuple[Near, ...]:
        place = answers["place"]
        return find(Point(place["latitude"], place["longitude"]), answers["kind"])

    return near


def beside(work: Work, report: Report) -> tuple[Beside, ...]:
    """Return the open reports of any kind that may be the same as an open one; nearest first."""
    if report.latitude is None or report.longitude is None or report.state in CLOSED:
        return ()
    limits = work.territory.limits
    found = nearby.find(
        work.connection,
        Point(report.latitude, report.longitude),
        limits.same_within_metres,
        work.now - timedelta(weeks=limits.same_within_weeks),
        besides=report.id,
    )
    kind = work.territory.kind
    return tuple(Beside(each.request, each.reference, kind(each.kind), each.metres) for each in found)


def _find(work: Work, point: Point, kind: str) -> tuple[Near, ...]:
    """Return the open reports, three at most, that may be the one to be reported; nearest first."""
    limits = work.territory.limits
    own = work.territory.kind(kind).same_within_metres
    found = nearby.find(
        work.connection,
        point,
        limits.same_within_metres if own is None else own,
        work.now - timedelta(weeks=limits.same_within_weeks),
        _alike(kind),
    )
    zone = ZoneInfo(work.territory.timezone)
    shown = photos.with_showable(work.connection, [each.request for each in found]) if found else set()
    return tuple(
        Near(
            each.request,
            each.kind,
            each.landmark,
            each.metres,
            each.created_at.astimezone(zone).date(),
            each.request in shown,
        )
        for each in found
    )


def _alike(kind: str) -> Collection[str] | None:
    """Return the kinds that may be the same heap: people who do not know what it is may mean any."""
    vague = {UNKNOWN_KIND, OTHER_KIND}
    return None if kind in vague else {kind, *vague}
