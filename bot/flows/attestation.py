"""The wish for an attestation of presence: which month, and that the officer has it; it counts nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.flows.messages import Code, Message, Term, TermKind, Worded, msg
from bot.flows.outbound import Keyboard, Option, Prompt, card_data

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.domain.programme import Attestation

KIND, ASK = "month", "wish"  # of a button
HOUR = 60
UNNAMED = "…………………………"  # to be written by hand


@dataclass(frozen=True, slots=True)
class Month:
    """A month by its number (202604) and first day: how long somebody was there, on how many mornings."""

    number: int
    first: date
    minutes: int
    times: int


def nothing() -> Message:
    """Say that there is no attestation to be had."""
    return msg("attestation.nothing")


def hours(minutes: int) -> Code:
    """Write a length as hours: « 40 » or « 40h30 »."""
    whole, rest = divmod(minutes, HOUR)
    return Code(f"{whole}h{rest:02}")


def called(month: Month) -> Code:
    """Write a month with digits, as all languages read them."""
    return Code(f"{month.first:%m/%Y}")


def ask(worked: Sequence[Month]) -> Prompt:
    """Ask for which month; without any hour there is nothing to attest."""
    if not worked:
        return Prompt((msg("attestation.no_hours"),))
    rows = tuple(
        (Option(card_data(KIND, each.number, ASK, 0), msg("attestation.month", month=called(each))),)
        for each in worked
    )
    return Prompt((msg("attestation.title"), msg("attestation.which")), rows, Keyboard.INLINE)


def line(month: Month) -> Message:
    """Say to the officer what would be attested."""
    return msg("attestation.line", month=called(month), hours=hours(month.minutes), times=month.times)


def asked(month: Month) -> Prompt:
    """Say that the officer has it."""
    return Prompt((msg("attestation.asked", month=called(month)),), (), Keyboard.INLINE)


def paper(month: Month, name: str, rules: Attestation, day: date) -> list[Message]:
    """Return the lines of the paper, approved on that local day."""
    return [
        msg("attestation.of", programme=Term(TermKind.PROGRAMME), service=Term(TermKind.SERVICE)),
        msg("attestation.who", name=name or UNNAMED),
        msg("attestation.was_there", month=called(month)),
        msg("attestation.hours", hours=hours(month.minutes), times=month.times),
        msg("attestation.status", status=Worded(rules.status)),
        msg("attestation.done_at", place=rules.place, day=day),
        msg("attestation.signed", signatory=rules.signatory),
    ]
