"""The whole life of an application: every state, every button and command, everybody; made from the enums.

What is allowed stands here a second time, in full: a new state, button or command fails until it has a line.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from bot.domain.application import CLOSED, TRANSITIONS, State
from bot.domain.commands import AnswerQuestion, Command
from bot.domain.decisions import (
    AskReporter,
    DeclineApplication,
    EndEnrolment,
    Enrol,
    JoinApplication,
    OrientApplicant,
    ProposeMeeting,
    PutOnWaitingList,
    TickCriteria,
    WriteNote,
)
from bot.domain.errors import Refusal
from bot.domain.request import RequestKind
from bot.flows.application_card import Action
from bot.flows.application_news import Coming, Seat
from bot.flows.messages import msg
from bot.flows.snooze import Deed as Sleeping
from bot.services.buttons import ACTIONS
from bot.services.verbs import SERVICES
from bot.storage import enrolments, interviews
from bot.storage.tables import events
from tests.applying import application, crew, work
from tests.conftest import _in_memory
from tests.services.application_standing import BRINGS, DECIDERS, WHO, number, stand, town_in
from tests.undoing import undone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.town import Town

WAITS = {State.RECEIVED, State.IN_REVIEW, State.INFO_NEEDED, State.INTERVIEW, State.WAITING_LIST}
ANSWERED = {State.DECLINED, State.ORIENTED, State.WITHDRAWN}

#: What an officer's button leads to, and from where.
DECIDES: dict[str, tuple[State, set[State]]] = {
    Action.ASK: (State.INFO_NEEDED, WAITS),
    Action.MEET: (State.INTERVIEW, WAITS),
    Action.ACCEPT: (State.ENROLLED, WAITS | {State.ACCEPTED}),
    Action.WAIT: (State.WAITING_LIST, WAITS - {State.WAITING_LIST} | {State.ACCEPTED}),
    Action.DECLINE: (State.DECLINED, WAITS | {State.ACCEPTED}),
    Action.ORIENT: (State.ORIENTED, WAITS | {State.ACCEPTED, State.DECLINED}),
    Action.DUPLICATE: (State.DUPLICATE, WAITS),
}
TURNS = {Action.NEXT, Action.PREVIOUS, Action.MORE, Action.LESS}
LOOKS = {Action.LISTEN, Action.CALL, Action.HISTORY}
#: Buttons that only open a short dialogue.
OPENS = {*DECIDES, Action.TELL, Action.NOTE, Action.CRITERIA, Action.RELEASE, Action.PROFILE}

PRESSED = [
    (kind, action)
    for kind in (RequestKind.APPLICATION, "meeting", "seat")
    for action in sorted(ACTIONS[kind] - frozenset(Sleeping))  # test_snoozing
]


@pytest.fixture(name="scene", scope="module", params=sorted(State))
def _scene(request: pytest.FixtureRequest) -> Iterator[tuple[State, Town]]:
    """A state and a town whose first application stands in it; whoever changes something must undo it."""
    state = State(request.param)
    for connection in _in_memory():
        yield state, town_in(state, connection)


@dataclass(frozen=True)
class Outcome:
    """What a press comes to: a move to that state, or changes in those tables and no others."""

    to: State | None = None
    tables: frozenset[str] = frozenset()
    unknown: bool = False


NOTHING, UNKNOWN = Outcome(), Outcome(unknown=True)


def changes(*tables: str) -> Outcome:
    return Outcome(tables=frozenset(tables))


def of_card(action: str, state: State, who: str) -> Outcome:
    """Only officers decide, and none on what a colleague holds."""
    if who not in DECIDERS | {"colleague"}:
        return UNKNOWN
    if action in TURNS:
        return changes("cards")
    if action in LOOKS or who == "colleague":
        return NOTHING
    if action == Action.CLAIM:
        return of_claim(state, who)
    if action in (Action.RELEASE, Action.PROFILE):
        return changes("sessions") if state is State.ENROLLED else NOTHING
    legal = action not in DECIDES or state in DECIDES[action][1]
    return changes("sessions") if legal else NOTHING


def of_claim(state: State, who: str) -> Outcome:
    """Whoever takes a new one reads it; an answered one can be taken up again, even by who answered."""
    if state in ANSWERED or (state is State.RECEIVED and who != "holder"):
        return Outcome(State.IN_REVIEW)
    free = who != "holder" and state not in CLOSED
    return changes("requests", "events") if free else NOTHING


def of_meeting(action: str, state: State, who: str) -> Outcome:
    if who != "owner" or state is not State.INTERVIEW:
        return UNKNOWN
    moved = {"interviews", "events"}
    return changes(*moved) if action == Coming.COME else changes(*moved, "requests", "cards")


def of_seat(action: str, state: State, who: str) -> Outcome:
    if who != "owner":
        return UNKNOWN
    if state is State.ACCEPTED and action in (Seat.YES, Seat.NO):
        return Outcome(State.ENROLLED if action == Seat.YES else State.WAITING_LIST)
    leaves = state is State.WAITING_LIST and action == Seat.LEAVE
    return Outcome(State.WITHDRAWN) if leaves else NOTHING


EXPECTED = {RequestKind.APPLICATION: of_card, "meeting": of_meeting, "seat": of_seat}


def test_every_state_button_and_move_has_its_line_here() -> None:
    assert {*OPENS, *TURNS, *LOOKS, Action.CLAIM} == set(Action)
    assert set(BRINGS) == set(State) == WAITS | ANSWERED | {State.ACCEPTED, State.ENROLLED, State.DUPLICATE}
    moves = {(state, to) for to, sources in DECIDES.values() for state in sources}
    moves |= {(state, State.IN_REVIEW) for state in ANSWERED | {State.RECEIVED, State.INFO_NEEDED}}
    moves |= {(state, State.WITHDRAWN) for state in WAITS | {State.ACCEPTED}}
    moves |= {(State.WAITING_LIST, State.ACCEPTED), (State.ACCEPTED, State.WAITING_LIST)}
    assert moves <= {(state, to) for state, reached in TRANSITIONS.items() for to in reached}


# --- every state, every button, everybody ------------------------------------------------------


@pytest.mark.parametrize(("kind", "action"), PRESSED)
def test_a_press_does_what_the_life_allows_and_nothing_else(
    scene: tuple[State, Town], kind: str, action: str
) -> None:
    state, beginning = scene
    for who in WHO:
        with undone(beginning) as town:
            expected = EXPECTED[kind](action, state, who)
            try:
                press(town, who, f"{kind}:1:{action}:{version_of(town, kind, action)}", expected)
            except AssertionError as error:
                error.add_note(f"{who} presses {kind} {action} on an application that is {state}")
                raise


def version_of(town: Town, kind: str, action: str) -> int:
    """Return what a button of that kind bears as things stand."""
    if kind == "meeting":
        held = interviews.of_request(town.connection, 1)
        return held.version if held else 1
    if kind == "seat" and action in (Seat.YES, Seat.NO):
        kept = enrolments.of_request(town.connection, 1)
        return kept.id if kept else 1
    return application(town).version


def press(town: Town, who: str, button: str, expected: Outcome) -> None:
    """Press a button; see that what is expected comes of it, and that something is said."""
    phone = stand(town, who)
    before, state, calls = town.dump(), application(town).state, len(town.calls)
    cards = [bubble.message_id for bubble in phone.bubbles if bubble.what == "photo" and bubble.buttons]
    (reply,) = phone.forge(f"c1:{button}", cards[-1] if cards else 1)
    told = [call for call in town.calls[calls:] if call.arguments.get("chat_id") == phone.number]

    assert told or reply.text
    assert (phone.last == town.says(msg("unknown.command"))) == expected.unknown
    after = town.dump()
    changed = {name for name in before if before[name] != after[name]}
    if expected.to:
        moved(town, state, expected.to)
    else:
        action = button.split(":")[2]
        assert changed == expected.tables or (action in TURNS and not changed)
        assert application(town).state is state


def moved(town: Town, state: State, to: State) -> None:
    """See that the application stands where it should and that its history says how it came there."""
    assert application(town).state is to
    query = select(events.c.state_from, events.c.state_to)
    last = query.where(events.c.request == 1, events.c.state_to.is_not(None)).order_by(events.c.id.desc())
    assert town.connection.execute(last.limit(1)).one() == (state, to)


# --- every command -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """A command as it is given, in which states an officer may give it, and where it leads, if anywhere."""

    command: Callable[[Town, int], Any]
    states: set[State]
    to: State | None = None


def of(action: Action, command: Callable[[Town, int], Any]) -> Line:
    to, states = DECIDES[action]
    return Line(command, states, to)


LINES: dict[type[Command], Line] = {
    AskReporter: of(Action.ASK, lambda _, version: AskReporter(1, version, "Où ?")),
    ProposeMeeting: of(
        Action.MEET, lambda _, version: ProposeMeeting(1, version, date(2026, 4, 14), time(10), None)
    ),
    Enrol: of(Action.ACCEPT, lambda town, version: Enrol(1, version, crew(town, "2026-early-summer").id)),
    PutOnWaitingList: of(Action.WAIT, lambda _, version: PutOnWaitingList(1, version, "2026-early-summer")),
    DeclineApplication: of(
        Action.DECLINE, lambda _, version: DeclineApplication(1, version, "full", "plie", None)
    ),
    OrientApplicant: of(Action.ORIENT, lambda _, version: OrientApplicant(1, version, "plie")),
    JoinApplication: of(Action.DUPLICATE, lambda _, version: JoinApplication(1, version, 2)),
    WriteNote: Line(lambda _, version: WriteNote(1, version, "vu"), set(State)),
    TickCriteria: Line(lambda _, version: TickCriteria(1, version, ("rsa",)), set(State)),
    EndEnrolment: Line(lambda _, version: EndEnrolment(1, version), {State.ENROLLED}),
}


@pytest.mark.parametrize("kind", LINES, ids=lambda kind: str(kind.__name__))
@pytest.mark.parametrize("off", [0, -1, 1])
def test_a_command_is_done_where_the_life_allows_it_and_a_refusal_changes_nothing(
    scene: tuple[State, Town], kind: type[Command], off: int
) -> None:
    state, beginning = scene
    line = LINES[kind]
    for who in WHO if not off else ("holder",):
        with undone(beginning) as town:
            allowed = who in DECIDERS and state in line.states and not off
            person = number(town, stand(town, who))
            command = line.command(town, application(town).version + off)
            before = town.dump()
            done = does(town, person, command)

            assert done == allowed, f"{who}, {state}"
            if done and line.to:
                moved(town, state, line.to)
            assert done or town.dump() == before, f"{who}, {state}"


@pytest.mark.parametrize("who", WHO)
def test_only_the_applicant_answers_and_only_an_open_application_moves(
    scene: tuple[State, Town], who: str
) -> None:
    state, beginning = scene
    with undone(beginning) as town:
        person, before = number(town, stand(town, who)), town.dump()
        done = does(town, person, AnswerQuestion(1, "lundi", None))
        assert done == (who == "owner" and state not in CLOSED)
        assert done or town.dump() == before
        after = State.IN_REVIEW if done and state is State.INFO_NEEDED else state
        assert application(town).state is after


def does(town: Town, person: int, command: Command) -> bool:
    """Tell whether a command is done, and not refused."""
    try:
        SERVICES[type(command)](work(town), person, command)
    except Refusal:
        return False
    return True


@pytest.mark.parametrize("kind", ["seat", "ask_again", "unanswered", "application_late"])
def test_time_closes_and_refuses_nothing(scene: tuple[State, Town], kind: str) -> None:
    state, beginning = scene
    with undone(beginning) as town:
        town.handle("timer", {"kind": kind, "subject": 1})
        town.settle()
        given_on = kind == "seat" and state is State.ACCEPTED
        assert application(town).state is (State.WAITING_LIST if given_on else state)
