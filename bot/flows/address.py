"""« C'est bien : … ? »: the address that was found for a place, shown back; it is looked up elsewhere.

The dialogue never waits for it: it comes as an input, or not at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows.dialogue import NO, Answered, Question, Reading
from bot.flows.inbound import Choice, Event, Located
from bot.flows.messages import msg
from bot.flows.outbound import Keyboard, Option, Prompt, pairs
from bot.flows.spots import at, at_point, sought, spoken_landmark

if TYPE_CHECKING:
    from bot.flows.answers import Answers
    from bot.flows.known import Known

YES = "yes"
YES_OR_NO = pairs([Option(YES, msg("report.address.yes")), Option(NO, msg("report.address.no"))])


def _ask(answers: Answers, _: Known) -> Prompt:
    address = answers["place"]["found"]["address"]
    return Prompt((msg("report.address.ask", address=address),), YES_OR_NO, Keyboard.REPLY)


def _read(event: Event, answers: Answers, _: Known) -> Reading | None:
    match event:
        case Located():
            return _take(event, answers)
        case Choice(value) if value == YES and _is_found(answers, _):
            return _confirmed(answers)
        case Choice(value) if value == NO and _is_found(answers, _):
            return Answered({"place": _checked(answers)})
    return None


def _take(located: Located, answers: Answers) -> Answered:
    """Keep an address beside its point; for words, offer both. Another place was said meanwhile: nothing."""
    if sought(answers) != located.sought:
        return Answered({}, quiet=True)
    place = answers["place"]
    if "latitude" in place:
        return Answered({"place": {**place, "address": located.address}}, quiet=True)
    found = {"latitude": located.latitude, "longitude": located.longitude, "address": located.address}
    return Answered({"place": {**place, "found": found}})


def _confirmed(answers: Answers) -> Answered:
    found = answers["place"]["found"]
    point = at_point(found["latitude"], found["longitude"], spoken_landmark(answers) or "")
    return at({**point, "address": found["address"]})


def _checked(answers: Answers) -> Answers:
    """Return the place as it was typed, so that it is not looked up again."""
    kept = {name: each for name, each in answers["place"].items() if name != "found"}
    return {**kept, "checked": True}


def _is_found(answers: Answers, _: Known) -> bool:
    return "found" in answers.get("place", {})


ADDRESS = Question(
    "address",
    _ask,
    _read,
    when=_is_found,
    early=True,
    passed=lambda answers: {**answers, "place": _checked(answers)},
)
