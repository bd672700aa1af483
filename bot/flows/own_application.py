"""What somebody who has asked to join is told of it: the acknowledgement, where it stands, taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.application import CLOSED, UNANSWERED, State
from bot.flows import programme
from bot.flows.application_labels import STATES
from bot.flows.duplicates import ANY_VERSION
from bot.flows.messages import Code, Message, Term, TermKind, msg
from bot.flows.outbound import Keyboard, Option, Prompt, Rows, card_data

if TYPE_CHECKING:
    from datetime import date


class Deed(StrEnum):
    """What a button below one's own application does."""

    WITHDRAW = "withdraw"  # asks first
    CONFIRM = "confirm"
    KEEP = "keep"


@dataclass(frozen=True, kw_only=True)
class OwnApplication:
    """An application as whoever filed it reads it; `since` is the day it came into its state."""

    request: int
    reference: str
    state: State
    since: date
    answer_by: date
    hoped_phase: str | None = None  # of the waiting list, as in 2027-spring


def acknowledged(
    reference: str, received: date, answer_by: date, returns_on: date | None = None
) -> tuple[Message, ...]:
    """Return what an administration owes to whoever asks it something, and what happens next."""
    return (
        msg("receipt.thanks", reference=Code(reference)),
        *((msg("receipt.from", day=returns_on),) if returns_on else ()),
        msg("receipt.answer_by", day=answer_by),
        msg("receipt.application_next"),
        msg("receipt.application_follow", command=Code("/suivi")),
        msg("receipt.received", day=received),
        msg("receipt.service", service=Term(TermKind.SERVICE)),
        msg("receipt.address", address=Term(TermKind.ADDRESS), phone=Term(TermKind.PHONE)),
    )


def lines(own: OwnApplication) -> tuple[Message, ...]:
    """Return where an application stands, since when, and until when an answer is owed."""
    standing = msg("mine.application", reference=Code(own.reference), state=STATES[own.state])
    owed = (msg("receipt.answer_by", day=own.answer_by),) if own.state in UNANSWERED else ()
    hopes = own.hoped_phase if own.state is State.WAITING_LIST else None
    hoped = (msg("waiting.listed", phase=programme.phase(hopes)),) if hopes else ()
    return (standing, *hoped, msg("mine.since", day=own.since), *owed)


def rows(own: OwnApplication) -> Rows:
    """Return what may be done with it now."""
    return () if own.state in CLOSED else ((_option(own, Deed.WITHDRAW, msg("mine.withdraw_application")),),)


def already(own: OwnApplication) -> Prompt:
    """Tell whoever asks to join again where they stand."""
    return Prompt((msg("apply.already"), *lines(own)), rows(own), Keyboard.INLINE)


def asked_to_withdraw(own: OwnApplication) -> Prompt:
    """Ask once before an application is taken back; no reason is needed."""
    go = _option(own, Deed.CONFIRM, msg("withdraw.confirm"))
    keep = _option(own, Deed.KEEP, msg("withdraw.keep"))
    asked = (msg("withdraw.ask", reference=Code(own.reference)), msg("withdraw.no_reason"))
    return Prompt(asked, ((go,), (keep,)), Keyboard.INLINE)


def still_reading(reference: str, answer_by: date) -> tuple[Message, ...]:
    """Tell honestly that nobody has decided yet, and until when they will."""
    return (
        msg("news.title", reference=Code(reference)),
        msg("application.still_reading"),
        msg("receipt.answer_by", day=answer_by),
    )


def late(reference: str) -> tuple[Message, ...]:
    """Tell honestly that the promised day has passed."""
    return (msg("late.sorry", reference=Code(reference)), msg("late.application_kept"))


def _option(own: OwnApplication, deed: Deed, label: Message) -> Option:
    return Option(card_data("joining", own.request, deed, ANY_VERSION), label)
