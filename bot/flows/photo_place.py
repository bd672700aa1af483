"""« La photo indique un lieu. C'est là ? »: where a photo sent as a file was taken; offered, never assumed.

The point is kept only until the person has answered, in words or in deeds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.flows import pictures
from bot.flows.address import YES, YES_OR_NO
from bot.flows.dialogue import NO, Answered, Question
from bot.flows.inbound import Choice, Taken
from bot.flows.messages import msg
from bot.flows.outbound import Keyboard, Prompt
from bot.flows.spots import OF_A_PLACE, at_point, is_point

if TYPE_CHECKING:
    from bot.flows.answers import Answers
    from bot.flows.dialogue import Reading
    from bot.flows.inbound import Event
    from bot.flows.known import Known

_OFFERED = "_photo_point"


def _ask(_: Answers, __: Known) -> Prompt:
    return Prompt((msg("report.photo_place.ask"),), YES_OR_NO, Keyboard.REPLY)


def _read(event: Event, answers: Answers, known: Known) -> Reading | None:
    match event:
        case Taken(photo, latitude, longitude):
            offered = {_OFFERED: at_point(latitude, longitude)} if is_open(answers, photo) else {}
            return Answered(offered, quiet=not offered)
        case Choice(value) if value == YES and _is_offered(answers, known):
            return Answered({"place": answers[_OFFERED]}, drops=(*OF_A_PLACE, _OFFERED))
        case Choice(value) if value == NO and _is_offered(answers, known):
            return Answered({}, drops=(_OFFERED,))
    return None


def is_open(answers: Answers, photo: str) -> bool:
    """Tell whether the place is still to be said and this photo, by its lasting id, among those held."""
    photos: Any = answers.get("photos")
    held = pictures.accepts_all(photos) and any(each["file_unique_id"] == photo for each in photos)
    return held and "place" not in answers and _OFFERED not in answers


def _is_offered(answers: Answers, _: Known) -> bool:
    return "place" not in answers and is_point(answers.get(_OFFERED))


PHOTO_PLACE = Question(
    "photo_place",
    _ask,
    _read,
    when=_is_offered,
    early=True,
    passed=lambda answers: {name: each for name, each in answers.items() if name != _OFFERED},
)
