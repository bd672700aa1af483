"""Hands what an errand found to the dialogue that sent for it, if that dialogue still stands where it did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.geometry import Point, Side
from bot.domain.neighbours import neighbour_at, neighbour_named
from bot.domain.text import fold
from bot.flows import photo_place
from bot.flows.inbound import Located, Taken
from bot.flows.messages import msg
from bot.flows.outbound import Pin, Prompt
from bot.flows.spots import at_neighbour, is_point, sought
from bot.services import dialogues
from bot.storage import people, sessions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flows.messages import Message
    from bot.services.work import Work
    from bot.storage.sessions import StoredSession

SURE = 0.6  # of 1: below, the register has guessed
NEAR = 100  # metres between a point and its address
PRECISE = frozenset({"housenumber", "street", "locality"})  # a whole town is no place of a heap


def address(work: Work, payload: Mapping[str, Any], result: Mapping[str, Any]) -> None:
    """Show an address back: to be confirmed for words, in one silent line for a point."""
    session, wanted = _waiting(work, payload["session"]), payload["sought"]
    if session is None or sought(session.answers) != wanted or not _is_good(work, wanted, result):
        return
    found = Located(wanted, result["latitude"], result["longitude"], result["address"])
    dialogues.play(work, people.by_id(work.connection, session.person), session, found)
    if "text" not in wanted:
        work.send(session.person, Prompt(_lines(work, found, result["city"])), silent=True)


def _lines(work: Work, found: Located, city: str) -> tuple[Message, ...]:
    """Say where a point is and, out of the town, whose it is, unless its outline has told already."""
    near = msg("report.place.near", address=found.address)
    point, around = Point(found.latitude, found.longitude), work.territory.neighbours
    if work.territory.where(point).in_town is not Side.NO or neighbour_at(around, point):
        return (near,)
    neighbour = neighbour_named(around, city)
    return (near, at_neighbour(neighbour)) if neighbour else (near,)


def taken(work: Work, payload: Mapping[str, Any], result: Mapping[str, Any]) -> None:
    """Offer where a photo was taken, on a map, as long as the place is not said; only within the town."""
    session = _waiting(work, payload["session"])
    if session is None or not photo_place.is_open(session.answers, payload["photo"]) or not is_point(result):
        return
    point = Point(result["latitude"], result["longitude"])
    if work.territory.where(point).in_town is Side.NO:
        return
    work.send(session.person, Pin(point.latitude, point.longitude))
    found = Taken(payload["photo"], point.latitude, point.longitude)
    dialogues.play(work, people.by_id(work.connection, session.person), session, found)


def _waiting(work: Work, number: int) -> StoredSession | None:
    """Return the dialogue, if it is still the one this person is in."""
    session = sessions.by_id(work.connection, number)
    if session is None or session.ended:
        return None
    active = sessions.active(work.connection, session.person)
    return session if active and active.id == session.id else None


def _is_good(work: Work, wanted: Mapping[str, Any], result: Mapping[str, Any]) -> bool:
    if not (result.get("address") and is_point(result) and result.get("precision") in PRECISE):
        return False
    if "text" not in wanted:
        return bool(result["metres"] <= NEAR)
    return bool(result["score"] >= SURE) and _is_meant(work, wanted["text"], result)


def _is_meant(work: Work, typed: str, result: Mapping[str, Any]) -> bool:
    """Tell whether it lies in the town, or in another one that was named: streets everywhere are alike."""
    point = Point(result["latitude"], result["longitude"])
    if work.territory.where(point).in_town is not Side.NO:
        return True
    return f" {fold(result['city'])} " in f" {fold(typed)} "
