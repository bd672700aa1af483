"""Buttons under messages as their data says; what they do is each card's matter.

A button's data is a wish, never a right.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.attendance import Answer as Said
from bot.domain.reminders import Kind
from bot.domain.request import MATTERS, RequestKind
from bot.flows import (
    appointment_screens,
    ask_officer,
    attended,
    attestation,
    away,
    figures,
    held,
    history,
    offered_times,
    outcome_words,
    pausing,
    planning,
    programme_screens,
    queue_screens,
    ready_screens,
    rights,
    search,
    talk,
    team,
    usual,
)
from bot.flows.absence_words import MOVE, NO_REASON, REASONS, Span
from bot.flows.application_card import Action as ApplicationAction
from bot.flows.application_news import Coming, Seat
from bot.flows.appointment_screens import OfAppointment
from bot.flows.clean import Verdict
from bot.flows.crew_board import Lead
from bot.flows.duplicates import STOP
from bot.flows.matter_card import Action as MatterAction
from bot.flows.messages import msg
from bot.flows.outbound import CARD_DATA, Answer
from bot.flows.own_application import Deed as ApplicationDeed
from bot.flows.own_report import Deed
from bot.flows.programme_screens import OfCrew, OfShift, Overall
from bot.flows.rain_plan import NUMBERED
from bot.flows.reminding_words import WEEK
from bot.flows.report_card import Action as ReportAction
from bot.flows.roll_board import NEXT_STATE, Roll
from bot.flows.snooze import Deed as Sleeping
from bot.services import dialogues

if TYPE_CHECKING:
    from bot.flows.inbound import Press
    from bot.services.work import Work
    from bot.storage.people import Person

LONGEST_NUMBER = 18  # digits that fit 64 bits

#: What the buttons of each kind of card may do.
ACTIONS: dict[str, frozenset[str]] = {
    RequestKind.REPORT: frozenset(ReportAction) | frozenset(Sleeping),
    RequestKind.APPLICATION: frozenset(ApplicationAction) | frozenset(Sleeping),
    **dict.fromkeys(MATTERS, frozenset(MatterAction) | frozenset(Sleeping)),
    "clean": frozenset(Verdict),
    "follow": frozenset({STOP}),
    "photo": frozenset({"blur"}),
    "data": frozenset({rights.SEND}),
    "link": frozenset({rights.SHOW}),
    "mine": frozenset(Deed),
    "joining": frozenset(ApplicationDeed),
    "meeting": frozenset(Coming),
    "seat": frozenset(Seat),
    outcome_words.KIND: outcome_words.ACTIONS,
    pausing.KIND: pausing.ACTIONS,
    attended.KIND: frozenset({attended.THERE}),
    attestation.KIND: frozenset({attestation.ASK}),
    planning.SCREENS: frozenset(planning.Screen),
    planning.ONE: frozenset(planning.Deed),
    programme_screens.OVERALL: frozenset(Overall),
    programme_screens.CREW: frozenset(OfCrew),
    programme_screens.SHIFT: frozenset(OfShift),
    appointment_screens.APPOINTMENT: frozenset(OfAppointment),
    Kind.SHIFT: frozenset({*Said, *Span, *REASONS, NO_REASON}),
    Kind.APPOINTMENT: frozenset({*Said, MOVE}),
    WEEK: frozenset({Said.COMING, Said.ABSENT}),
    "lead": frozenset(Lead) | NUMBERED,
    "roll": frozenset(Roll),
    "name": frozenset({NEXT_STATE}),
    team.KIND: frozenset(team.Deed),
    offered_times.KIND: offered_times.ACTIONS,
    ask_officer.KIND: frozenset({ask_officer.OPEN}),
    usual.KIND: frozenset(usual.Deed),
    search.FOUND: frozenset({search.SHOW}),
    history.KIND: frozenset({history.PAGE}),
    search.PAGES: frozenset({search.MORE}),
    figures.FIGURES: frozenset({figures.COUNT}),
    figures.EXPORT: frozenset(figures.Deed),
    away.KIND: frozenset(away.Deed),
    talk.KIND: frozenset(talk.Deed),
    held.KIND: frozenset(held.Deed),
    queue_screens.KIND: frozenset(queue_screens.Deed),
    ready_screens.KIND: frozenset(ready_screens.Deed),
}


@dataclass(frozen=True)
class Button:
    """A card's button as its data says: what it would do to which request as it stood at that version."""

    kind: str
    request: int
    action: str
    version: int


def read_button(data: str) -> Button | None:
    """Read `c1:report:42:accept:3`; None for anything that no card of ours bears."""
    match data.split(":"):
        case [mark, kind, request, action, version] if mark == CARD_DATA and action in ACTIONS.get(kind, ()):
            number, drawn_at = read_number(request), read_number(version)
            if number is not None and drawn_at is not None:
                return Button(kind, number, action, drawn_at)
    return None


def read_number(text: str) -> int | None:
    """Read a number as the bot writes it and a database can hold it."""
    plain = text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER
    return int(text) if plain and str(int(text)) == text else None


def refuse(work: Work, person: Person, pressed: Press) -> tuple[Answer, ...]:
    """Answer what is forged, foreign or another's exactly as an unknown command."""
    unknown_command(work, person)
    return (Answer(pressed.query),)


def unknown_command(work: Work, person: Person) -> None:
    """Say that this is no command."""
    dialogues.interject(work, person, (msg("unknown.command"),))
