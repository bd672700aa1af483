"""« Mes demandes »: somebody's own reports as a list and as cards with what may be done; it acts on nothing.

A follower's card shows neither photo nor landmark: they tell from which window somebody looked.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.report import CLOSED, WITHDRAWN, State
from bot.domain.text import shorten
from bot.flows import clean, labels, notices
from bot.flows.clean import Verdict
from bot.flows.duplicates import ANY_VERSION, LANDMARK_LENGTH, stop_option
from bot.flows.messages import Code, Message, msg
from bot.flows.outbound import Keyboard, Option, Prompt, Rows, card_data, pairs
from bot.flows.report_words import UNANSWERED

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.territory import Territory, WasteKind

LIST_LENGTH = 7


class Deed(StrEnum):
    """What a button of the list or of a card does."""

    SHOW = "show"
    ADD = "add"
    WITHDRAW = "withdraw"  # asks first
    CONFIRM = "confirm"
    KEEP = "keep"
    ANOTHER = "another"  # a new report, since this one is closed


@dataclass(frozen=True, kw_only=True)
class OwnReport:
    """A report as whoever filed it reads it, or whoever follows it (`filed` tells which).

    `kept` is the one that it has joined.
    """

    request: int
    version: int
    reference: str
    waste: WasteKind
    state: State
    filed: bool
    landmark: str | None
    answer_by: date
    changed_on: date
    planned_on: date | None
    forwarded_to: str | None
    dismissal: str | None
    kept: OwnReport | None = None


def listed(held: tuple[OwnReport, ...], above: tuple[Message, ...] = (), below: Rows = ()) -> Prompt:
    """Return the list, one line and one button a report; `above` and `below` are of other requests."""
    how = (msg("mine.how"),) if held else ()
    lines = (msg("mine.title"), *above, *map(_line, held), *how)
    return Prompt(lines, (*pairs([_opens(own) for own in held]), *below), Keyboard.INLINE)


def _line(own: OwnReport) -> Message:
    reference = Code(own.reference)
    if own.filed:
        return msg("mine.line", reference=reference, kind=labels.kind(own.waste), state=_state(own))
    return msg("mine.line_followed", reference=reference, state=labels.seen_by_others(own.state))


def _state(own: OwnReport) -> Message:
    if own.kept is not None:
        return msg("state.joined", kept=Code(own.kept.reference))
    return msg("state.withdrawn") if own.dismissal == WITHDRAWN else labels.STATES[own.state]


def _opens(own: OwnReport) -> Option:
    label = msg(
        "button.pictured",
        pictogram=own.waste.pictogram,
        label=msg("mine.open", reference=Code(own.reference)),
    )
    return _option(own, Deed.SHOW, label)


def _option(own: OwnReport, deed: Deed, label: Message) -> Option:
    return Option(card_data("mine", own.request, deed, ANY_VERSION), label)


def card(own: OwnReport, territory: Territory) -> Prompt:
    """Return the text and the buttons of one report's card."""
    news = _news(own, territory)
    place = shorten(own.landmark, LANDMARK_LENGTH) if own.landmark and own.filed else ""
    lines = (
        msg("card.title", reference=Code(own.reference), kind=labels.kind(own.waste)),
        *((msg("report.summary.place", place=place),) if place else ()),
        *news[1:],
        *((msg("receipt.answer_by", day=own.answer_by),) if own.state in UNANSWERED else ()),
        msg("mine.changed", day=own.changed_on),
    )
    return Prompt(lines, rows(own), Keyboard.INLINE)


def _news(own: OwnReport, territory: Territory) -> tuple[Message, ...]:
    if own.kept is not None:
        stands = notices.standing(own.kept.state, own.kept.planned_on)
        return notices.joined(own.reference, own.kept.reference, stands, own=True)
    return notices.changed(
        own.reference,
        own.state,
        territory,
        day=own.planned_on,
        body=own.forwarded_to,
        reason=own.dismissal,
    )


def rows(own: OwnReport) -> Rows:
    """Return what may be done now."""
    if own.state in CLOSED:
        disagrees = own.filed and own.state is State.CLEARED
        return ((clean.option(Verdict.NO, own.request, own.version),),) if disagrees else ()
    asked = own.filed and own.state is State.NEEDS_INFO
    adds = _option(own, Deed.ADD, msg("answer.button") if asked else msg("mine.add"))
    ends = _option(own, Deed.WITHDRAW, msg("mine.withdraw")) if own.filed else stop_option(own.request)
    return ((adds,), (ends,))


def asked_to_withdraw(own: OwnReport) -> Prompt:
    """Ask once before a report is taken back."""
    keep, go = (
        _option(own, Deed.KEEP, msg("withdraw.keep")),
        _option(own, Deed.CONFIRM, msg("withdraw.confirm")),
    )
    return Prompt((msg("withdraw.ask", reference=Code(own.reference)),), ((go,), (keep,)), Keyboard.INLINE)


def closed(own: OwnReport) -> Prompt:
    """Say that nothing more can be done with a report, and offer a new one."""
    another = _option(own, Deed.ANOTHER, msg("menu.report"))
    return Prompt((msg("mine.closed", reference=Code(own.reference)),), ((another,),), Keyboard.INLINE)
