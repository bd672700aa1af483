"""« C'est propre maintenant ? »: three buttons below the news, and what a « no » asks; it acts on nothing."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.commands import ReopenReport
from bot.flows.dialogue import Flow
from bot.flows.messages import Code, msg
from bot.flows.optional_photo import given, optional_photo
from bot.flows.outbound import Keyboard, Option, Prompt, card_data

if TYPE_CHECKING:
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
        (option(verdict, request, version),) for verdict in (Verdict.YES, Verdict.NO, Verdict.UNSURE)
    )
    return Prompt((*lines, msg("clean.ask")), rows, Keyboard.INLINE)


def offered(request: int, version: int) -> Prompt:
    """Return the word for a « yes », with a button to thank the crew."""
    return Prompt((msg("clean.noted"),), ((option(Verdict.THANK, request, version),),), Keyboard.INLINE)


def option(verdict: Verdict, request: int, version: int) -> Option:
    """Return the button of one answer about a report as it stands at this version."""
    return Option(card_data("clean", request, verdict, version), LABELS[verdict])


REOPEN_REPORT = Flow(
    "reopen_report",
    (optional_photo("left", lambda answers: msg("reopen.ask", reference=Code(answers["at_reference"]))),),
    lambda answers: ReopenReport(answers["at_request"], given(answers["left"])),
    {"at_request": int, "at_reference": str},
)
