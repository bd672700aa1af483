"""Plays a dialogue as the services do: every input meets a session that was stored and read back."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from bot.domain.commands import Picture
from bot.flows.dialogue import Session, Turn, advance, begin, reread
from bot.flows.inbound import Choice, Photo, Place
from bot.flows.known import Known
from bot.flows.outbound import Keyboard
from bot.territories import load
from tests.application_cards import crews
from tests.programme_screens import members

if TYPE_CHECKING:
    from typing import Any

    from bot.flows.dialogue import Flow
    from bot.flows.inbound import Event

TOWN = load("ales")
KNOWN = Known(TOWN, date(2026, 4, 7), crews=lambda: crews(TOWN), members=lambda: members(TOWN))  # a Tuesday
PHOTO = Photo(Picture("id-1", "unique-1"))
PLACE = Place(44.1502, 4.0823)
WRITTEN_TO = {"at_language": "fr", "at_speaks": "", "at_phone": "", "at_call_time": ""}
CARD = {
    "at_request": 1,
    "at_version": 3,
    "at_reference": "D-0001",
    "at_kind": "bulky",
    "at_near": [],
    "at_texts": ["note"],
    **WRITTEN_TO,
}
ADDITION = {"at_request": 1, "at_reference": "D-0001", "at_photos": 1, "at_recordings": 0}
APPLICATION = {
    "at_request": 1,
    "at_version": 3,
    "at_reference": "E-0001",
    "at_kind": "application",
    **WRITTEN_TO,
    "at_language": "ar",
    "at_phone": "+33639981234",
    "at_category": "durable",
    "at_seen": [],
    "at_alike": [[7, "E-0007"]],
}
SHIFT = {"at_shift": 1, "at_shift_version": 1, "at_told": 5, "at_expected": 6}
APPOINTMENT = {"at_appointment": 1, "at_appointment_version": 1, "at_told": 2}
CREW = {"at_crew": 10, "at_seats": 8, "at_taken": 8, "at_waiting": 1}
QUESTION = {"at_request": 1, "at_reference": "D-0001", "at_question": "Quel bâtiment ?"}


def stored(session: Session) -> Session:
    """Return the session as the database gives it back."""
    answers = json.loads(json.dumps(dict(session.answers)))
    return Session(answers, session.misses, Keyboard(session.keyboard.value))


def play(flow: Flow, *events: Event, opened: dict[str, Any] | None = None) -> Turn:
    """Return what the last input brings, to a dialogue opened with these answers."""
    turn = begin(flow, reread(flow, Session(opened or {}), KNOWN), KNOWN)
    for event in events:
        turn = go_on(flow, turn, event)
    return turn


def go_on(flow: Flow, turn: Turn, event: Event) -> Turn:
    """Return what one more input brings."""
    return advance(flow, reread(flow, stored(turn.session), KNOWN), event, KNOWN)


def press(question: str, value: str) -> Choice:
    """Press a button of a question."""
    return Choice(value, question)


def part(number: int, album: str | None = "a", caption: str = "") -> Photo:
    """Send one photo, of an album unless told otherwise."""
    return Photo(Picture(f"id-{number}", f"unique-{number}", album), caption)


def said(turn: Turn) -> list[str]:
    """Return the keys of everything a turn says, in order."""
    return [line.key for prompt in turn.prompts for line in prompt.lines]


def asked(turn: Turn) -> str:
    """Return the name of the question a turn asks last, or ""."""
    return turn.prompts[-1].question if turn.prompts else ""


def offered(turn: Turn) -> set[str]:
    """Return the values of all the buttons a turn shows."""
    return {value for prompt in turn.prompts for value in prompt.values()}
