"""« C'est le même ? »: open reports near the place, shown before one more is sent; it finds none itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.text import shorten
from bot.flows import labels
from bot.flows.dialogue import Answered, Aside, Question, Reading, Wrong
from bot.flows.inbound import Choice, Event, Text
from bot.flows.messages import Message, msg
from bot.flows.outbound import Keyboard, Option, Prompt, card_data, pairs

if TYPE_CHECKING:
    from bot.domain.report import Near
    from bot.flows.answers import Answers
    from bot.flows.known import Known

OTHER = "other"
SEE = "see:"  # and the number of a report whose photo may be shown
SHOWABLE = "showable"  # the stage of such photos
STOP, ANY_VERSION = "stop", 0  # following ends whatever has become of the report
A_WEEK, A_MONTH = 7, 31  # days: how roughly the age of somebody else's report is told
LANDMARK_LENGTH = 60
NEAREST = 10  # metres


def _ask(answers: Answers, known: Known) -> Prompt:
    found = _near(answers, known)
    lines = tuple(_line(number, near, known) for number, near in enumerate(found, 1))
    rows = tuple((Option(str(near.request), _label(number, found)),) for number, near in enumerate(found, 1))
    seen = pairs([_sees(number, near) for number, near in enumerate(found, 1) if near.photo])
    other = ((Option(OTHER, msg("same.other")),),)
    return Prompt((msg("same.ask"), *lines), (*rows, *seen, *other), Keyboard.INLINE)


def _label(number: int, found: tuple[Near, ...]) -> Message:
    return msg("same.this") if len(found) == 1 else msg("same.numbered", number=number)


def _sees(number: int, near: Near) -> Option:
    return Option(f"{SEE}{near.request}", msg("same.see", number=number))


def _line(number: int, near: Near, known: Known) -> Message:
    kind = labels.kind(known.territory.kind(near.kind))
    metres = roughly(near.metres)
    age = _age((known.today - near.filed_on).days)
    if near.landmark:
        where = shorten(near.landmark, LANDMARK_LENGTH)
        return msg("same.line_at", number=number, kind=kind, metres=metres, age=age, landmark=where)
    return msg("same.line", number=number, kind=kind, metres=metres, age=age)


def roughly(metres: float) -> int:
    """Return a distance as it is told: to ten metres, since a phone knows no better."""
    return max(NEAREST, round(metres / NEAREST) * NEAREST)


def _age(days: int) -> Message:
    if days < A_WEEK:
        return msg("same.week")
    return msg("same.month") if days < A_MONTH else msg("same.older")


def _read(event: Event, answers: Answers, known: Known) -> Reading | None:
    match event:
        case Choice(value) if value == OTHER:
            return Answered({"same": OTHER})
        case Choice(value) if value in {str(near.request) for near in _near(answers, known)}:
            return Answered({"same": int(value)})
        case Choice(value) if value.startswith(SEE):
            return _show(value.removeprefix(SEE), _near(answers, known))
        case Text():
            return Wrong(msg("report.kind.wrong"))
    return None


def _show(shown: str, found: tuple[Near, ...]) -> Reading | None:
    """Show the photo of a report near by, if it may be shown."""
    for number, near in enumerate(found, 1):
        if near.photo and str(near.request) == shown:
            caption = msg("same.photo", number=number)
            return Aside(Prompt((caption,), photo_of=(near.request, SHOWABLE)))
    return None


def _near(answers: Answers, known: Known) -> tuple[Near, ...]:
    """Return what lies near; nothing where an old button is pressed while place or kind are asked again."""
    return known.near(answers) if _is_placed(answers) else ()


def _is_placed(answers: Answers) -> bool:
    return "kind" in answers and "latitude" in answers.get("place", {})


def _any_near(answers: Answers, known: Known) -> bool:
    """Ask only where there is a point, a kind, and something open near it."""
    return _is_placed(answers) and ("same" in answers or bool(known.near(answers)))


def _accepts(answer: Any, _: Known) -> bool:  # noqa: ANN401 - a stored value
    return answer == OTHER or (isinstance(answer, int) and not isinstance(answer, bool))


def is_same(answers: Answers) -> bool:
    """Tell whether the person has said that it is a report that is there already."""
    return isinstance(answers.get("same"), int)


def stoppable(lines: tuple[Message, ...], request: int) -> Prompt:
    """Return news for a follower, with a button to follow no longer."""
    return Prompt(lines, ((stop_option(request),),), Keyboard.INLINE)


def stop_option(request: int) -> Option:
    """Return the button to follow a report no longer."""
    return Option(card_data("follow", request, STOP, ANY_VERSION), msg("follow.stop"))


SAME = Question("same", _ask, _read, when=_any_near, accepts=_accepts)
