"""Where waste lies, as answers of a dialogue and as what is made of them; the questions are `place`'s.

The answer `place` holds a point (latitude, longitude), what was typed (landmark), the address of the point
(address), and one that was found for what was typed, to be confirmed (found), until it is (checked).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.commands import Spot
from bot.domain.naming import is_personal
from bot.domain.text import fold
from bot.flows.dialogue import Answered
from bot.flows.messages import Code, Message, Term, TermKind, msg

if TYPE_CHECKING:
    from bot.domain.neighbours import Neighbour
    from bot.domain.territory import NamedPlace, Territory
    from bot.flows.answers import Answers
    from bot.flows.known import Known

ELSEWHERE = "elsewhere"
OF_A_PLACE = ("district", "landmark", "same")  # what is said of one place is not said of another
_LIMITS = (("latitude", 90), ("longitude", 180))
_LINKS = ("http", "www.", ".gl/", ".com/")


def at(place: Answers, **more: Any) -> Answered:  # noqa: ANN401 - other answers
    """Answer with another place: what was said of the old one does not belong to it."""
    return Answered({"place": place, **more}, drops=OF_A_PLACE)


def at_point(latitude: float, longitude: float, landmark: str = "") -> Answers:
    """Return a point as the answer `place`."""
    return {"latitude": latitude, "longitude": longitude, "landmark": landmark}


def at_named(place: NamedPlace, territory: Territory) -> Answers:
    """Return the answers of somebody who stands at a place of the gazetteer, so that nothing is asked."""
    name = territory.text(place.name, territory.default_language)
    return {"place": at_point(place.point.latitude, place.point.longitude, name)}


def at_spot(spot: Spot) -> Answered:
    """Answer with a place of an earlier report."""
    if spot.latitude is None or spot.longitude is None:
        held = {"landmark": spot.landmark, "checked": True} if spot.landmark else {}
        return at(held, district=spot.district or ELSEWHERE, landmark=spot.landmark or "")
    point = at_point(spot.latitude, spot.longitude, spot.landmark or "")
    return at({**point, "address": spot.address} if spot.address else point)


def without_point(answers: Answers) -> bool:
    """Tell whether a place was said in words alone."""
    return "place" in answers and "latitude" not in answers["place"]


def accepts_place(answer: Any, _: Known) -> bool:  # noqa: ANN401 - a stored value
    """Tell whether a stored answer is a place."""
    return is_place(answer)


def is_place(answer: Any) -> bool:  # noqa: ANN401 - a stored value
    """Tell whether a stored value is a place."""
    if not isinstance(answer, dict):
        return False
    if not all(isinstance(answer.get(name, ""), str) for name in ("landmark", "address")):
        return False
    if "found" in answer and not (is_point(answer["found"]) and answer["found"].get("address")):
        return False
    return is_point(answer) or not {"latitude", "longitude"} & answer.keys()


def is_point(stored: Any) -> bool:  # noqa: ANN401 - a stored value
    """Tell whether a stored value holds degrees."""
    return isinstance(stored, dict) and all(
        isinstance(stored.get(name), int | float) and abs(stored[name]) <= most for name, most in _LIMITS
    )


# --- what is made of the answers ------------------------------------------------------------------


def district(name: str) -> Message:
    """Return the territory's name of a district as a label."""
    return msg("label.term", term=Term(TermKind.DISTRICT, name))


def at_neighbour(neighbour: Neighbour) -> Message:
    """Say whose place it is, when it is not the town's."""
    name, phone = Term(TermKind.NEIGHBOUR, neighbour.id), Code(neighbour.phone)
    return msg("report.place.neighbour", neighbour=name, phone=phone)


def place_lines(answers: Answers) -> tuple[Message, ...]:
    """Return the summary's lines about the place."""
    place = answers["place"]
    landmark, address = spoken_landmark(answers), place.get("address")
    lines = [msg("report.summary.pin")] if "latitude" in place and not address else []
    if address:
        lines.append(msg("report.summary.place", place=address))
    if answers.get("district", ELSEWHERE) != ELSEWHERE and without_point(answers):
        lines.append(msg("report.summary.place", place=district(answers["district"])))
    if landmark:
        lines.append(msg("report.summary.place", place=landmark))
    return tuple(lines) or (msg("report.summary.place_unknown"),)


def spoken_landmark(answers: Answers) -> str | None:
    """Return what was typed about the place, wherever it was typed."""
    own = answers["place"].get("landmark")
    return own or (answers.get("landmark") if without_point(answers) else None) or None


def spot(answers: Answers) -> Spot:
    """Return the place that these questions were answered with."""
    place = answers["place"]
    named = answers.get("district") if without_point(answers) else None
    district_id = None if named == ELSEWHERE else named
    landmark, address = spoken_landmark(answers), place.get("address") or None
    return Spot(place.get("latitude"), place.get("longitude"), district_id, landmark, address)


def sought(answers: Answers) -> Answers | None:
    """Return what an address may be looked up for: a bare point, or words; None when nothing is.

    Neither a number alone, nor a link, nor words that seem to give a plate, a telephone number or a name.
    """
    place: Any = answers.get("place")
    if not is_place(place) or {"address", "found", "checked"} & place.keys():
        return None
    if "latitude" in place:
        return None if place.get("landmark") else {name: place[name] for name, _ in _LIMITS}
    return _words(answers)


def _words(answers: Answers) -> Answers | None:
    typed = spoken_landmark(answers)
    if not isinstance(typed, str) or is_personal(typed):
        return None
    linked = any(mark in typed.casefold() for mark in _LINKS)
    return {"text": typed} if not linked and any(c.isalpha() for c in fold(typed)) else None
