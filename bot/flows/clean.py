"""« C'est propre maintenant ? »: three buttons below the news, and what a « no » asks; it acts on nothing."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from bot.domain.commands import ReopenReport
from bot.flows import labels, pictures
from bot.flows.dialogue import NO, Answered, Flow, Known, Question, Reading, Wrong
from bot.flows.inbound import Choice, Event, Photo, Text
from bot.flows.messages import Code, msg
from bot.flows.outbound import Keyboard, Option, Prompt

if TYPE_CHECKING:
    from bot.flows.answers import Answers
    from bot.flows.messages import Message


class Verdict(StrEnum):
    """What somebody answers, or does once they have answered."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"
    THANK = "thank"


LABELS: dict[Verdict, Message] = {
    Verdict.YES: msg("clean.yes"),
    Verdict.NO: msg("clean.no"),
    Verdict.UNSURE: msg("clean.unsure"),
    Verdict.THANK: msg("clean.thank"),
}


def asked(lines: tuple[Message, ...], request: int, version: int) -> Prompt:
    """Return the news of a clean place with the question below it."""
    rows = tuple(
        (_option(verdict, request, version),) for verdict in (Verdict.YES, Verdict.NO, Verdict.UNSURE)
    )
    return Prompt((*lines, msg("clean.ask")), rows, Keyboard.INLINE)


def offered(request: int, version: int) -> Prompt:
    """Return the word for a « yes », with a button to thank the crew."""
    return Prompt((msg("clean.noted"),), ((_option(Verdict.THANK, request, version),),), Keyboard.INLINE)


def _option(verdict: Verdict, request: int, version: int) -> Option:
    return Option(f"c1:clean:{request}:{verdict}:{version}", LABELS[verdict])


def _ask_photo(answers: Answers, _: Known) -> Prompt:
    line = msg("reopen.ask", reference=Code(answers["at_reference"]))
    return Prompt((line,), ((Option(NO, labels.NO_PHOTO),),), Keyboard.INLINE)


def _read_photo(event: Event, _: Answers, __: Known) -> Reading | None:
    match event:
        case Photo(picture):
            return Answered({"left": pictures.keep(picture)})
        case Choice(value) if value == NO:
            return Answered({"left": None})
        case Text():
            return Wrong(msg("report.photos.wrong"))
    return None


def _accepts_photo(answer: Any, _: Known) -> bool:  # noqa: ANN401 - a stored value
    return answer is None or pictures.accepts(answer)


def _finish(answers: Answers) -> ReopenReport:
    left = answers["left"]
    return ReopenReport(answers["at_request"], pictures.kept(left) if left else None)


REOPEN_REPORT = Flow(
    "reopen_report",
    (Question("left", _ask_photo, _read_photo, accepts=_accepts_photo),),
    _finish,
    {"at_request": int, "at_reference": str},
)
