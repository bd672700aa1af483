"""The questions about where the waste lies: a point, or a district with a landmark; for any dialogue.

The place of the problem, not of the phone: whoever is not there any more says so with one button.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.geometry import Point, Side
from bot.domain.neighbours import neighbour_at
from bot.domain.places import read_point
from bot.domain.text import fold, shorten
from bot.flows import labels, recordings
from bot.flows.address import ADDRESS
from bot.flows.dialogue import NO, Answered, Question, Reading, Said, Wrong
from bot.flows.inbound import Choice, Event, Place, Text, Voice
from bot.flows.messages import Term, TermKind, msg, msgn
from bot.flows.outbound import Keyboard, Option, Prompt, Share, pairs
from bot.flows.photo_place import PHOTO_PLACE
from bot.flows.spots import (
    ELSEWHERE,
    accepts_place,
    at,
    at_named,
    at_neighbour,
    at_point,
    at_spot,
    district,
    without_point,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.flows.answers import Answers
    from bot.flows.known import Known

SHARE, LAST = "share", "last"


def _ask_place(_: Answers, known: Known) -> Prompt:
    rows = (
        (Option(SHARE, msg("report.place.share"), Share.LOCATION),),
        *(((Option(LAST, msg("report.place.last")),),) if known.last_spot() else ()),
        (Option(ELSEWHERE, msg("report.place.elsewhere")),),
    )
    return Prompt((msg("report.place.ask"), msg("report.place.hint")), rows, Keyboard.REPLY)


def _read_place(event: Event, answers: Answers, known: Known) -> Reading | None:
    match event:
        case Place(latitude, longitude, name):
            landmark = shorten(name, known.territory.limits.landmark_characters)
            return at(at_point(latitude, longitude, landmark))
        case Choice(value) if value == ELSEWHERE:
            return at({})
        case Choice(value) if value == LAST and (spot := known.last_spot()):
            return at_spot(spot)
        case Choice(value) if value == SHARE:
            return Wrong(msg("report.place.share_help"))
        case Text(text) if "place" not in answers:
            return _typed(text, known)
    return None


def _typed(text: str, known: Known) -> Reading:
    """Take words for the point or the district they stand for, any others as a landmark."""
    if point := typed_point(text, known):
        return point
    if chosen := district_called(text, known):
        return at({}, district=chosen)
    return _landmark(text, known, lambda landmark: at({"landmark": landmark}))


def typed_point(text: str, known: Known) -> Answered | None:
    """Read coordinates, a map's link or the name of a known place; None for other words."""
    if point := read_point(text):
        return at(at_point(point.latitude, point.longitude))
    typed, places = fold(text), known.territory.places
    named = next((each for each in places if typed in map(fold, each.name.values())), None)
    return at(at_named(named, known.territory)["place"]) if named else None


def _landmark(text: str, known: Known, answer: Callable[[str], Answered]) -> Reading:
    most = known.territory.limits.landmark_characters
    if len(text) > most:
        return Wrong(msgn("report.landmark.too_long", most))
    if not fold(text):
        return Wrong(msg("report.landmark.wrong"))
    return answer(shorten(text, most))


def _note_place(answers: Answers, known: Known) -> Said:
    place = answers["place"]
    if "latitude" not in place:
        return None
    point = Point(place["latitude"], place["longitude"])
    if known.territory.where(point).in_town is Side.NO:
        neighbour = neighbour_at(known.territory.neighbours, point)
        who = at_neighbour(neighbour) if neighbour else msg("report.place.outside_who")
        return (msg("report.place.outside", town=Term(TermKind.TOWN)), who)
    return msg("report.place.noted")


# --- district and landmark, for a place without a point -------------------------------------------


def _ask_district(_: Answers, known: Known) -> Prompt:
    options = [Option(each.id, district(each.id)) for each in known.territory.districts]
    options.append(Option(ELSEWHERE, msg("report.district.elsewhere")))
    return Prompt((msg("report.district.ask"),), pairs(options), Keyboard.REPLY)


def _read_district(event: Event, answers: Answers, known: Known) -> Reading | None:
    match event:
        case Choice(value) if value in {ELSEWHERE, *(each.id for each in known.territory.districts)}:
            return Answered({"district": value})
        case Text(text) if "district" not in answers and (found := typed_point(text, known)):
            return found
        case Text(text) if "district" not in answers:
            chosen = district_called(text, known)
            return Answered({"district": chosen}) if chosen else Wrong(msg("report.district.wrong"))
    return None


def district_called(text: str, known: Known) -> str | None:
    """Return the id of the district of that name in any language, or of that other spelling."""
    typed = fold(text)
    names = ((each.id, (*each.name.values(), *each.aliases)) for each in known.territory.districts)
    return next((number for number, called in names if typed in map(fold, called)), None)


def _accepts_district(answer: Any, known: Known) -> bool:  # noqa: ANN401 - a stored value
    return answer in [ELSEWHERE, *(each.id for each in known.territory.districts)]


def _without_landmark(answers: Answers) -> bool:
    return without_point(answers) and not answers["place"].get("landmark")


def _ask_landmark(_: Answers, __: Known) -> Prompt:
    rows = ((Option(NO, labels.NO_ANSWER),),)
    return Prompt((msg("report.landmark.ask"), msg("report.landmark.hint")), rows, Keyboard.REPLY)


def _read_landmark(event: Event, answers: Answers, known: Known) -> Reading | None:
    match event:
        case Text(text) if "landmark" not in answers:
            return typed_point(text, known) or _landmark(
                text, known, lambda said: Answered({"landmark": said})
            )
        case Voice(recording) if "landmark" not in answers:  # the way there, described aloud
            return recordings.joined(recording, answers, {"landmark": ""})
        case Choice(value) if value == NO:
            return Answered({"landmark": ""})
    return None


def _accepts_landmark(answer: Any, _: Known) -> bool:  # noqa: ANN401 - a stored value
    return isinstance(answer, str)


PLACE_QUESTIONS = (
    PHOTO_PLACE,
    Question("place", _ask_place, _read_place, acknowledge=_note_place, accepts=accepts_place, early=True),
    ADDRESS,
    Question(
        "district",
        _ask_district,
        _read_district,
        when=lambda answers, _: without_point(answers),
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
