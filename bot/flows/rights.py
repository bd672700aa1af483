"""The screens of what is held of somebody: shown, corrected, sent, erased; nothing is looked up here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.flows import labels
from bot.flows.messages import Code, Message, Term, TermKind, msg, msgn
from bot.flows.outbound import Keyboard, Option, Prompt, card_data, pairs

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.report import State
    from bot.domain.territory import WasteKind

MARK = "r1"  # how the data of these screens' buttons begins
SHOW = "show"  # of an officer's button: a link to somebody
SEND = "send"  # of an officer's button: the whole file to whoever asked for it


class Wish(StrEnum):
    """What a button of these screens asks for."""

    CORRECT = "correct"
    RECEIVE = "receive"
    ERASE = "erase"
    SURE = "sure"
    KEEP = "keep"
    LANGUAGE = "language"
    NAME = "name"
    PHONE = "phone"


@dataclass(frozen=True)
class HeldReport:
    """A report as whoever made it reads it among their data."""

    reference: str
    kind: WasteKind
    filed_on: date
    state: State


@dataclass(frozen=True)
class Holdings:
    """What is held of somebody; `answers` are the lines of their application."""

    language: str
    name: str
    phone: str
    reports: tuple[HeldReport, ...]
    more_reports: int
    photos: int
    recordings: int
    following: int
    messages: int
    answers: tuple[Message, ...]
    is_staff: bool


def option(wish: Wish, label: Message, extra: str = "") -> Option:
    """Return a button of these screens."""
    return Option(f"{MARK}:{wish}:{extra}", label)


def holdings(held: Holdings) -> Prompt:
    """Show what is held, and what can be done about it."""
    lines = (msg("data.title"), *_contact(held), *_reports(held), *_rest(held), *held.answers)
    rows = (
        (option(Wish.CORRECT, msg("data.correct")),),
        (option(Wish.RECEIVE, msg("data.receive")),),
        (option(Wish.ERASE, msg("data.erase")),),
    )
    return Prompt(lines, rows, Keyboard.INLINE)


def _contact(held: Holdings) -> tuple[Message, ...]:
    language = msg("data.language", language=Term(TermKind.LANGUAGE, held.language))
    name = msg("data.name", name=held.name) if held.name else msg("data.no_name")
    phone = msg("data.phone", phone=Code(held.phone)) if held.phone else msg("data.no_phone")
    return (language, name, phone)


def _reports(held: Holdings) -> tuple[Message, ...]:
    lines = [_report(each) for each in held.reports]
    if held.more_reports:
        lines.append(msgn("data.more_reports", held.more_reports))
    return tuple(lines) or (msg("data.no_report"),)


def _report(report: HeldReport) -> Message:
    return msg(
        "data.report",
        reference=Code(report.reference),
        kind=labels.kind(report.kind),
        day=report.filed_on,
        state=labels.STATES[report.state],
    )


def _rest(held: Holdings) -> tuple[Message, ...]:
    lines = []
    if held.photos:
        lines.append(msgn("data.photos", held.photos))
    if held.recordings:
        lines.append(msgn("data.recordings", held.recordings))
    if held.following:
        lines.append(msgn("data.following", held.following))
    if held.is_staff:
        lines.append(msg("data.staff"))
    if held.messages:
        lines.append(msgn("data.messages", held.messages))
    return tuple(lines)


def corrections() -> Prompt:
    """Ask what is wrong; what no button changes is changed with the officer."""
    lines = (msg("correct.ask"), msg("correct.rest", phone=Term(TermKind.PHONE)))
    options = [
        option(Wish.LANGUAGE, msg("menu.language")),
        option(Wish.NAME, msg("correct.name")),
        option(Wish.PHONE, msg("correct.phone")),
    ]
    return Prompt(lines, pairs(options), Keyboard.INLINE)


def entered(request: int, reference: Code, answer_by: date) -> Prompt:
    """Tell the officer what somebody's application is called, and offer a link to them."""
    lines = (
        msg("enter.done", reference=reference),
        msg("receipt.answer_by", day=answer_by),
        msg("enter.link"),
    )
    button = Option(card_data("link", request, SHOW, 0), msg("enter.show_link"))
    return Prompt(lines, ((button,),), Keyboard.INLINE)


# --- erasing -------------------------------------------------------------------------------------------


def sure(day: date, *, applying: bool, enrolled: bool) -> Prompt:
    """Say what goes and what stays, and ask once; the button counts for a day."""
    lines = [msg("erase.title"), msg("erase.goes"), msg("erase.goes_contact"), msg("erase.goes_words")]
    if applying:
        lines.append(msg("erase.goes_application"))
    if enrolled:
        lines.append(msg("erase.goes_place"))
    lines += [
        msg("erase.stays"),
        msg("erase.stays_place"),
        msg("erase.stays_decision"),
        msg("erase.stays_law"),
    ]
    lines += [msg("erase.telegram"), msg("erase.ask")]
    rows = (
        (option(Wish.SURE, msg("erase.yes"), str(day.toordinal())),),
        (option(Wish.KEEP, msg("erase.no")),),
    )
    return Prompt(tuple(lines), rows, Keyboard.INLINE)


def erased(reference: str) -> tuple[Message, ...]:
    """Return what is left of an application on an officer's card."""
    return (msg("erase.card", reference=Code(reference)),)


# --- the whole file --------------------------------------------------------------------------------------


def asked(disclosure: int, version: int, references: tuple[str, ...]) -> Prompt:
    """Ask an officer to make sure who wants their whole file; the button sends it."""
    lines = [msg("disclose.asked")]
    lines += [msg("disclose.reference", reference=Code(each)) for each in references]
    lines += [msg("disclose.check"), msg("disclose.how")]
    button = Option(card_data("data", disclosure, SEND, version), msg("disclose.send"))
    return Prompt(tuple(lines), ((button,),), Keyboard.INLINE)
