"""The questions about where the waste lies: a point, or a district with a landmark; for any dialogue.

The place of the problem, not of the phone: whoever is not there any more says so with one button.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.commands import Spot
from bot.domain.geometry import Point, Side
from bot.domain.places import read_point
from bot.domain.text import fold, shorten
from bot.flows import labels, recordings
from bot.flows.dialogue import NO, Answered, Question, Reading, Wrong
from bot.flows.inbound import Choice, Event, Place, Text, Voice
from bot.flows.messages import Message, Term, TermKind, msg, msgn
from bot.flows.outbound import Keyboard, Option, Prompt, Share, pairs

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.domain.territory import NamedPlace, Territory
    from bot.flows.answers import Answers
    from bot.flows.known import Known

SHARE, ELSEWHERE = "share", "elsewhere"


def _ask_place(_: Answers, __: Known) -> Prompt:
    rows = (
        (Option(SHARE, msg("report.place.share"), Share.LOCATION),),
        (Option(ELSEWHERE, msg("report.place.elsewhere")),),
    )
    return Prompt((msg("report.place.ask"), msg("report.place.hint")), rows, Keyboard.REPLY)


def _read_place(event: Event, answers: Answers, known: Known) -> Reading | None:
    match event:
        case Place(latitude, longitude, name):
            landmark = shorten(name, known.territory.limits.landmark_characters)
            return _at({"latitude": latitude, "longitude": longitude, "landmark": landmark})
        case Choice(value) if value == ELSEWHERE:
            return _at({})
        case Choice(value) if value == SHARE:
            return Wrong(msg("report.place.share_help"))
        case Text(text) if "place" not in answers:
            return _typed(text, known)
    return None


def _typed(text: str, known: Known) -> Reading:
    """Take coordinates or a map's link as the point they are, anything else as a landmark."""
    return _typed_point(text) or _landmark(text, known, lambda landmark: _at({"landmark": landmark}))


def _typed_point(text: str) -> Answered | None:
    point = read_point(text)
    if point is None:
        return None
    return _at({"latitude": point.latitude, "longitude": point.longitude, "landmark": ""})


def _at(place: Answers) -> Answered:
    """Answer with another place: what was said of the old one does not belong to it."""
    return Answered({"place": place}, drops=("district", "landmark", "same"))


def _landmark(text: str, known: Known, answer: Callable[[str], Answered]) -> Reading:
    most = known.territory.limits.landmark_characters
    if len(text) > most:
        return Wrong(msgn("report.landmark.too_long", most))
    if not fold(text):
        return Wrong(msg("report.landmark.wrong"))
    return answer(shorten(text, most))


def _note_place(answers: Answers, known: Known) -> Message | Prompt | None:
    place = answers["place"]
    if "latitude" not in place:
        return None
    point = Point(place["latitude"], place["longitude"])
    if known.territory.where(point).in_town is Side.NO:
        return msg("report.place.outside", town=Term(TermKind.TOWN))
    return msg("report.place.noted")


def _without_point(answers: Answers) -> bool:
    return "place" in answers and "latitude" not in answers["place"]


def _accepts_place(answer: Any, _: Known) -> bool:  # noqa: ANN401 - a stored value
    if not isinstance(answer, dict) or not isinstance(answer.get("landmark", ""), str):
        return False
    if "latitude" not in answer and "longitude" not in answer:
        return True
    degrees = answer.get("latitude"), answer.get("longitude")
    limits = zip(degrees, (90, 180), strict=True)
    return all(isinstance(each, int | float) and -most <= each <= most for each, most in limits)


# --- district and landmark, for a place without a point -------------------------------------------


def _ask_district(_: Answers, known: Known) -> Prompt:
    options = [Option(each.id, district(each.id)) for each in known.territory.districts]
    options.append(Option(ELSEWHERE, msg("report.district.elsewhere")))
    return Prompt((msg("report.district.ask"),), pairs(options), Keyboard.REPLY)


def district(name: str) -> Message:
    """Return the territory's name of a district as a label."""
    return msg("label.term", term=Term(TermKind.DISTRICT, name))


def _read_district(event: Event, answers: Answers, known: Known) -> Reading | None:
    match event:
        case Choice(value) if value in {ELSEWHERE, *(each.id for each in known.territory.districts)}:
            return Answered({"district": value})
        case Text(text) if "district" not in answers and (found := _typed_point(text)):
            return found
        case Text(text) if "district" not in answers:
            typed = fold(text)
            named = (each.id for each in known.territory.districts if typed in map(fold, each.aliases))
            chosen = next(named, None)
            return Answered({"district": chosen}) if chosen else Wrong(msg("report.district.wrong"))
    return None


def _accepts_district(answer: Any, known: Known) -> bool:  # noqa: ANN401 - a stored value
    return answer in [ELSEWHERE, *(each.id for each in known.territory.districts)]


def _without_landmark(answers: Answers) -> bool:
    return _without_point(answers) and not answers["place"].get("landmark")


def _ask_landmark(_: Answers, __: Known) -> Prompt:
    rows = ((Option(NO, labels.NO_ANSWER),),)
    return Prompt((msg("report.landmark.ask"), msg("report.landmark.hint")), rows, Keyboard.REPLY)


def _read_landmark(event: Event, answers: Answers, known: Known) -> Reading | None:
    match event:
        case Text(text) if "landmark" not in answers:
            return _typed_point(text) or _landmark(text, known, lambda said: Answered({"landmark": said}))
        case Voice(recording) if "landmark" not in answers:  # the way there, described aloud
            return recordings.joined(recording, answers, {"landmark": ""})
        case Choice(value) if value == NO:
            return Answered({"landmark": ""})
    return None


def _accepts_landmark(answer: Any, _: Known) -> bool:  # noqa: ANN401 - a stored value
    return isinstance(answer, str)


# --- what is made of the answers ------------------------------------------------------------------


def place_lines(answers: Answers) -> tuple[Message, ...]:
    """Return the summary's lines about the place."""
    place = answers["place"]
    landmark = _spoken_landmark(answers)
    lines = [msg("report.summary.pin")] if "latitude" in place else []
    if answers.get("district", ELSEWHERE) != ELSEWHERE and _without_point(answers):
        lines.append(msg("report.summary.place", place=district(answers["district"])))
    if landmark:
        lines.append(msg("report.summary.place", place=landmark))
    return tuple(lines) or (msg("report.summary.place_unknown"),)


def _spoken_landmark(answers: Answers) -> str | None:
    own = answers["place"].get("landmark")
    return own or (answers.get("landmark") if _without_point(answers) else None) or None


def spot(answers: Answers) -> Spot:
    """Return the place that these questions were answered with."""
    place = answers["place"]
    named = answers.get("district") if _without_point(answers) else None
    district_id = None if named == ELSEWHERE else named
    return Spot(place.get("latitude"), place.get("longitude"), district_id, _spoken_landmark(answers))


def at_named(place: NamedPlace, territory: Territory) -> Answers:
    """Return the answers of somebody who stands at a place of the gazetteer, so that nothing is asked."""
    name = territory.text(place.name, territory.default_language)
    point = place.point
    return {"place": {"latitude": point.latitude, "longitude": point.longitude, "landmark": name}}


PLACE_QUESTIONS = (
    Question("place", _ask_place, _read_place, acknowledge=_note_place, accepts=_accepts_place, early=True),
    Question(
        "district",
        _ask_district,
        _read_district,
        when=lambda answers, _: _without_point(answers),
        accepts=_accepts_district,
    ),
    Question(
        "landmark",
        _ask_landmark,
        _read_landmark,
        when=lambda answers, _: _without_landmark(answers),
        accepts=_accepts_landmark,
    ),
)
