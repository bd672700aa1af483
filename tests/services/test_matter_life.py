"""The whole life of a matter: every kind, state, button and command, everybody; made from the enums.

What is allowed stands here a second time, in full: a new state, button or command fails until it has a line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select, update

from bot.domain.commands import AnswerQuestion
from bot.domain.decisions import AnswerMatter, AskReporter, CloseMatter, Decision, WriteNote
from bot.domain.errors import Refusal
from bot.domain.matter import CLOSED, TRANSITIONS, State
from bot.domain.people import Role
from bot.domain.request import MATTERS, WISHES, RequestKind
from bot.flows.matter_card import Action
from bot.flows.messages import msg
from bot.services import matter_decisions, matters, people
from bot.services.verbs import SERVICES
from bot.storage import matters as stored
from bot.storage.tables import events, requests
from tests.applying import person, work
from tests.conftest import _in_memory
from tests.services.application_standing import DECIDERS, NUMBERS, WHO, number
from tests.town import Phone, Town
from tests.undoing import undone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.domain.commands import Command

OPEN = {State.OPEN, State.NEEDS_INFO}

#: What an officer's button leads to; each may be pressed as long as the matter is open.
DECIDES: dict[Action, State] = {
    Action.ANSWER: State.DONE,
    Action.ASK: State.NEEDS_INFO,
    Action.DONE: State.DONE,
    Action.DISMISS: State.DISMISSED,
    Action.THERE: State.DONE,
    Action.CAME_LATE: State.DONE,
    Action.OFFER: State.NEEDS_INFO,
}
#: What is corrected stands in `test_own_attendances`: here the matter is about no attendance.
CORRECTS = {Action.THERE, Action.CAME_LATE, Action.OFFER}
ONLY_WISHES = {Action.ANSWER, Action.DISMISS}
TURNS = {Action.NEXT, Action.PREVIOUS, Action.MORE, Action.LESS}
LOOKS = {Action.CALL, Action.LISTEN, Action.HISTORY}

QUESTION = AskReporter(1, 1, "Où ?")
#: How a matter is brought into each state by its officer.
BRINGS: dict[State, Callable[[Town, int], object]] = {
    State.OPEN: lambda _, __: None,
    State.NEEDS_INFO: lambda town, officer: matter_decisions.ask(work(town), officer, QUESTION),
    State.DONE: lambda town, officer: matter_decisions.close(work(town), officer, CloseMatter(1, 1, None)),
    State.DISMISSED: lambda town, officer: matter_decisions.dismiss(work(town), officer, Decision(1, 1)),
}
SCENES = [
    (kind, state)
    for kind in sorted(MATTERS)
    for state in State
    if state is not State.DISMISSED or kind in WISHES
]


def town_in(kind: RequestKind, state: State, town: Town) -> Town:
    """Return a town with a matter in that state about the third phone's holder, and one about another."""
    officer, former, owner, stranger = town.officer(), town.officer(), town.phone(), town.phone()
    for phone in (owner, stranger):
        phone.types("/start")
        matters.open_matter(work(town), kind, person(town, phone), detail={"text": "bonjour"})
    town.settle()
    BRINGS[state](town, person(town, officer))
    town.revoke(former)
    for role in sorted(Role):
        town.phone(name=role).types(f"/start {people.invite(town.connection, role, town.now)}")
    for phone in town.phones.values():
        phone.types("/annuler")
    return town


@pytest.fixture(name="scene", scope="module", params=SCENES, ids="-".join)
def _scene(request: pytest.FixtureRequest) -> Iterator[tuple[RequestKind, State, Town]]:
    """A kind, a state and a town whose first matter stands in it; what is changed there must be undone."""
    kind, state = request.param
    for connection in _in_memory():
        yield kind, state, town_in(kind, state, Town(connection))


def stand(town: Town, who: str) -> Phone:
    """Give whoever presses their phone, in a town where they are who they are said to be."""
    held = person(town, town.phones[1000]) if who in ("holder", "colleague") else None
    town.connection.execute(update(requests).where(requests.c.id == 1).values(claimed_by=held))
    return town.phones[1000 + NUMBERS[who]]


@dataclass(frozen=True)
class Outcome:
    """What a press comes to: a move to that state, or changes in those tables and no others."""

    to: State | None = None
    tables: frozenset[str] = frozenset()
    unknown: bool = False


NOTHING, UNKNOWN = Outcome(), Outcome(unknown=True)


def changes(*tables: str) -> Outcome:
    return Outcome(tables=frozenset(tables))


def expected(action: Action, kind: RequestKind, state: State, who: str) -> Outcome:
    """Only officers decide, and none on what a colleague holds."""
    if who not in DECIDERS | {"colleague"}:
        return UNKNOWN
    if action in TURNS:
        return changes("cards")
    if action in LOOKS or who == "colleague":
        return NOTHING
    return decided(action, kind, state, who)


def decided(action: Action, kind: RequestKind, state: State, who: str) -> Outcome:
    """Say what comes of a deciding button pressed by somebody who may decide."""
    if action is Action.CLAIM and state in OPEN:
        return NOTHING if who == "holder" else changes("requests", "events")
    if action is Action.CLAIM:
        return Outcome(State.OPEN)
    if action in (Action.NOTE, Action.TELL):
        return changes("sessions")
    if action is Action.APPROVE:
        sends = kind is RequestKind.ATTESTATION and state in OPEN
        return Outcome(State.DONE) if sends else NOTHING
    if state in CLOSED or action in CORRECTS or (action in ONLY_WISHES and kind not in WISHES):
        return NOTHING
    return Outcome(State.DISMISSED) if action is Action.DISMISS else changes("sessions")


def test_every_state_button_and_move_has_its_line_here() -> None:
    assert {*DECIDES, *TURNS, *LOOKS, Action.APPROVE, Action.CLAIM, Action.NOTE, Action.TELL} == set(Action)
    assert set(BRINGS) == set(State) == OPEN | CLOSED
    moves = {(state, to) for to in DECIDES.values() for state in OPEN}
    moves |= {(state, State.OPEN) for state in CLOSED}  # taken up again
    moves |= {(State.NEEDS_INFO, State.OPEN)}  # answered
    assert moves == {(state, to) for state, reached in TRANSITIONS.items() for to in reached}


@pytest.mark.parametrize("action", Action)
def test_a_press_does_what_the_life_allows_and_nothing_else(
    scene: tuple[RequestKind, State, Town], action: Action
) -> None:
    kind, state, beginning = scene
    for who in WHO:
        with undone(beginning) as town:
            try:
                press(town, who, kind, action, expected(action, kind, state, who))
            except AssertionError as error:
                error.add_note(f"{who} presses {action} on a matter ({kind}) that is {state}")
                raise


def press(town: Town, who: str, kind: RequestKind, action: Action, outcome: Outcome) -> None:
    """Press a button; see that what is expected comes of it, and that something is said."""
    phone = stand(town, who)
    before, matter, calls = town.dump(), stored.by_id(town.connection, 1), len(town.calls)
    cards = [bubble.message_id for bubble in phone.bubbles if bubble.what == "photo" and bubble.buttons]
    (reply,) = phone.forge(f"c1:{kind}:1:{action}:{matter.version}", cards[-1] if cards else 1)
    told = [call for call in town.calls[calls:] if call.arguments.get("chat_id") == phone.number]

    assert told or reply.text
    assert (phone.last == town.says(msg("unknown.command"))) == outcome.unknown
    if outcome.to:
        moved(town, matter.state, outcome.to)
        return
    after = town.dump()
    changed = {name for name in before if before[name] != after[name]}
    assert changed == outcome.tables or (action in TURNS and not changed)
    assert stored.by_id(town.connection, 1).state is matter.state


def moved(town: Town, state: State, to: State) -> None:
    """See that the matter stands where it should and that its history says how it came there."""
    assert stored.by_id(town.connection, 1).state is to
    query = select(events.c.state_from, events.c.state_to)
    last = query.where(events.c.request == 1, events.c.state_to.is_not(None)).order_by(events.c.id.desc())
    assert town.connection.execute(last.limit(1)).one() == (state, to)


# --- every command -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """A command as it is given, for which kinds, in which states, and where it leads, if anywhere."""

    command: Callable[[int], Any]
    kinds: frozenset[RequestKind]
    states: set[State]
    to: State | None = None


LINES: dict[type[Command], Line] = {
    AnswerMatter: Line(lambda version: AnswerMatter(1, version, "oui"), WISHES, OPEN, State.DONE),
    CloseMatter: Line(lambda version: CloseMatter(1, version, "vu"), MATTERS, OPEN, State.DONE),
    AskReporter: Line(lambda version: AskReporter(1, version, "Où ?"), MATTERS, OPEN, State.NEEDS_INFO),
    WriteNote: Line(lambda version: WriteNote(1, version, "vu"), MATTERS, set(State)),
}


@pytest.mark.parametrize("command", LINES, ids=lambda kind: str(kind.__name__))
@pytest.mark.parametrize("off", [0, -1, 1])
def test_a_command_is_done_where_the_life_allows_it_and_a_refusal_changes_nothing(
    scene: tuple[RequestKind, State, Town], command: type[Command], off: int
) -> None:
    kind, state, beginning = scene
    line = LINES[command]
    for who in WHO if not off else ("holder",):
        with undone(beginning) as town:
            allowed = who in DECIDERS and state in line.states and kind in line.kinds and not off
            giver, version = number(town, stand(town, who)), stored.by_id(town.connection, 1).version
            before = town.dump()
            done = does(town, giver, line.command(version + off))

            assert done == allowed, f"{who}, {state}"
            if done and line.to:
                moved(town, state, line.to)
            assert done or town.dump() == before, f"{who}, {state}"


@pytest.mark.parametrize("who", WHO)
def test_only_whom_it_is_about_answers_and_only_an_open_matter_moves(
    scene: tuple[RequestKind, State, Town], who: str
) -> None:
    _, state, beginning = scene
    with undone(beginning) as town:
        giver, before = number(town, stand(town, who)), town.dump()
        done = does(town, giver, AnswerQuestion(1, "lundi", None))

        assert done == (who == "owner" and state in OPEN)
        assert done or town.dump() == before
        assert stored.by_id(town.connection, 1).state is (State.OPEN if done else state)


def does(town: Town, giver: int, command: Command) -> bool:
    """Tell whether a command is done, and not refused."""
    try:
        SERVICES[type(command)](work(town), giver, command)
    except Refusal:
        return False
    return True


@pytest.mark.parametrize("timer", ["promise", "late", "ask_again", "unanswered", "forwarded"])
def test_time_closes_nothing(scene: tuple[RequestKind, State, Town], timer: str) -> None:
    _, state, beginning = scene
    with undone(beginning) as town:
        town.handle("timer", {"kind": timer, "subject": 1})
        town.settle()

        assert stored.by_id(town.connection, 1).state is state


@pytest.mark.parametrize("data", ["c1:{}:9:done:1", "c1:{}:1:done:99", "c1:{}:01:done:1", "c1:{}:1:undo:1"])
def test_forged_data_changes_nothing(scene: tuple[RequestKind, State, Town], data: str) -> None:
    kind, _, beginning = scene
    for who in ("owner", "stranger", "holder"):
        with undone(beginning) as town:
            phone = stand(town, who)
            before = town.dump()
            phone.forge(data.format(kind))

            assert town.dump() == before


def test_a_button_of_another_kind_changes_nothing(scene: tuple[RequestKind, State, Town]) -> None:
    kind, _, beginning = scene
    with undone(beginning) as town:
        phone = stand(town, "holder")
        before, version = town.dump(), stored.by_id(town.connection, 1).version
        for other in (each for each in RequestKind if each is not kind):
            phone.forge(f"c1:{other}:1:claim:{version}")

        assert town.dump() == before
