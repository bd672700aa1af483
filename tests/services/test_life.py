"""The whole life of a report: every state, every button, everybody; made from the enums.

What is allowed stands here a second time, in full: a new state, button or role fails until it has its line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from bot.domain.people import Role
from bot.domain.report import TRANSITIONS, State
from bot.domain.request import MATTERS, RequestKind
from bot.flows.clean import Verdict
from bot.flows.messages import msg
from bot.flows.own_report import Deed
from bot.flows.report_card import Action
from bot.flows.snooze import Deed as Sleeping
from bot.services.buttons import ACTIONS
from bot.storage import photos
from tests.services.standing import BRINGS, CLOSED, OPEN, REPORTER, WHO, moved, report, stand
from tests.undoing import undone

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.town import Phone, Town


#: What an officer's button leads to, and from where.
DECIDES: dict[str, tuple[State, set[State]]] = {
    Action.ACCEPT: (State.ACCEPTED, (OPEN | {State.FORWARDED}) - {State.ACCEPTED}),
    Action.PLAN: (State.PLANNED, OPEN | {State.FORWARDED}),
    Action.CLEAR: (State.CLEARED, OPEN | {State.FORWARDED}),
    Action.FORWARD: (State.FORWARDED, OPEN | {State.FORWARDED}),
    Action.DISMISS: (State.DISMISSED, OPEN | {State.FORWARDED}),
    Action.ASK: (State.NEEDS_INFO, OPEN),
    Action.DUPLICATE: (State.DUPLICATE, OPEN),
    Action.REOPEN: (State.REOPEN_REQUESTED, {State.CLEARED, State.DISMISSED}),
}
#: How the dialogue that a button opens is ended.
ENDS: dict[str, Callable[[Phone], object]] = {
    Action.PLAN: lambda phone: phone.press(phone.labels()[0]),
    Action.CLEAR: lambda phone: phone.photo("after"),
    Action.FORWARD: lambda phone: phone.press(phone.labels()[0]),
    Action.DISMISS: lambda phone: phone.press(phone.labels()[0]),
    Action.ASK: lambda phone: phone.types("Quel bâtiment ?"),
    Action.DUPLICATE: lambda phone: phone.types("D-0002"),
    Verdict.NO: lambda phone: phone.photo("left"),
}
#: Buttons that show something to an officer and change nothing; nobody has written a word to be erased.
LOOKS = {Action.PHOTOS, Action.LISTEN, Action.PLACE, Action.REDACT, Action.CALL, Action.HISTORY}
#: Buttons that set a mark, whoever has taken the report, and where it is kept.
MARKS = {
    Action.SHOWABLE: {"photos", "events"},
    Action.PRIVATE: set(),
    Action.MUTE: {"people", "events"},
    Action.UNMUTE: set(),
}
#: Buttons that let the card show its back or another report.
TURNS = {Action.NEXT, Action.PREVIOUS, Action.MORE, Action.LESS}


PRESSED = [
    (kind, action)
    for kind in (RequestKind.REPORT, "clean", "follow", "mine", "photo")
    for action in sorted(ACTIONS[kind] - frozenset(Sleeping))  # test_snoozing
]


@dataclass(frozen=True)
class Outcome:
    """What a press comes to: a move to that state, or changes in those tables and no others.

    `unknown` ones are read as an unknown command is. Whatever comes of it, something is said.
    """

    to: State | None = None
    tables: frozenset[str] = frozenset()
    unknown: bool = False


NOTHING, UNKNOWN = Outcome(), Outcome(unknown=True)


def changes(*tables: str) -> Outcome:
    return Outcome(tables=frozenset(tables))


def of_card(action: str, state: State, who: str) -> Outcome:
    """Only officers decide, and none on what a colleague holds."""
    if who not in ("an officer", "holder", "colleague", Role.OFFICER):
        return UNKNOWN
    if action in TURNS:
        return changes("cards")
    if action in MARKS:
        return changes(*MARKS[Action(action)])
    if action in LOOKS or who == "colleague":
        return NOTHING
    return _decided(action, state, who)


def _decided(action: str, state: State, who: str) -> Outcome:
    """Say what comes of a deciding button pressed by somebody who may decide."""
    if action in (Action.NOTE, Action.TELL):
        return changes("sessions")  # the dialogue that asks for it
    if action == Action.CLAIM:
        free = who != "holder" and state in OPEN | {State.FORWARDED}
        return changes("requests", "events") if free else NOTHING
    return Outcome(DECIDES[action][0]) if state in DECIDES[action][1] else NOTHING


def of_verdict(action: str, state: State, who: str) -> Outcome:
    """Whoever filed it says whether a cleared place is clean, or asks to look again at a closed report."""
    if who not in REPORTER:
        return UNKNOWN
    if action == Verdict.NO:
        return Outcome(State.REOPEN_REQUESTED) if state in CLOSED else NOTHING
    kept = action in (Verdict.YES, Verdict.THANK) and state is State.CLEARED
    return changes("events") if kept else NOTHING


def of_following(_: str, __: State, who: str) -> Outcome:
    return changes("followers") if who == "follower" else UNKNOWN


def of_own(action: str, state: State, who: str) -> Outcome:
    """Whoever filed it may add to it and take it back, whoever follows it may add."""
    shared = {Deed.SHOW, Deed.ADD, Deed.ANOTHER}
    if who not in REPORTER and not (who == "follower" and action in shared):
        return UNKNOWN
    match action:
        case Deed.ANOTHER:
            return changes("sessions")
        case Deed.ADD if state in OPEN:
            return changes("sessions")
        case Deed.CONFIRM if state in OPEN and who == "owner alone":
            return Outcome(State.DISMISSED)
        case Deed.CONFIRM if state in OPEN:
            asked = {"sessions"} if state is State.NEEDS_INFO else set()
            return changes("requests", "followers", "events", *asked)  # handed on to the follower
    return NOTHING


def of_photo(_: str, __: State, who: str) -> Outcome:
    officers = ("an officer", "holder", "colleague", Role.OFFICER)
    return changes("photos", "events") if who in officers else UNKNOWN


#: Buttons below applications: their life has tests of its own.
OF_APPLICATIONS = {"joining", "meeting", "seat"}
#: Buttons about people, whom `test_own_data` and `test_links` are about.
OF_PEOPLE = {"data", "away", "link", "afterwards", "team", "planning", "rdv", "pause", "attended", "month"}
#: Buttons of whoever leads a crew, whom `test_boards` is about.
OF_CREWS = {"lead", "roll", "name"}
#: Answers to reminders, which `test_answers` and `test_offered_appointments` are about.
OF_REMINDERS = {"shift", "appointment", "week", "slot"}
#: Buttons of whoever makes the programme, whom `test_programme_desk` is about.
OF_PROGRAMME = {"programme", "crew_plan", "shift_plan", "booking"}
#: The button of « Poser une question », which is about no request: `test_free_questions`.
#: And those of the questions everybody asks: `test_usual_answers`.
#: And those of ready-made answers: `test_ready_desk`.
#: And those of the queue's views, `test_views`, and of what is carried between officer and person, and
#: of figures and exports, `test_figures_desk`.
OF_NOTHING = {"ask", "usual", "view", "relay", "ready", "figures", "export"}
#: What an officer has searched for: `test_searching`, `test_history`.
OF_SEARCHES = {"found", "search", "history"}
#: Buttons of a decision that can still be undone: `test_undo`.
OF_DECISIONS = {"held"}
#: Those below what officers and people write to each other: `test_talking`.
OF_TALK = {"relay"}
EXPECTED = {
    RequestKind.REPORT: of_card,
    "clean": of_verdict,
    "follow": of_following,
    "mine": of_own,
    "photo": of_photo,
}


def test_every_state_button_and_move_has_its_line_here() -> None:
    elsewhere = {
        *OF_CREWS,
        *OF_PROGRAMME,
        *OF_REMINDERS,
        *OF_APPLICATIONS,
        *OF_NOTHING,
        *OF_DECISIONS,
        *OF_SEARCHES,
        *OF_TALK,
        *OF_PEOPLE,
        *MATTERS,
        RequestKind.APPLICATION,
    }
    assert set(ACTIONS) == {*EXPECTED, *elsewhere}
    assert {*DECIDES, *LOOKS, *MARKS, *TURNS, Action.CLAIM, Action.NOTE, Action.TELL} == set(Action)
    assert set(BRINGS) == set(State) == OPEN | CLOSED
    moves = {(state, to) for to, sources in DECIDES.values() for state in sources}
    moves |= {(state, State.REOPEN_REQUESTED) for state in CLOSED}
    moves |= {(state, State.RECEIVED) for state in OPEN - {State.REOPEN_REQUESTED}}  # answered
    assert moves - {(State.RECEIVED, State.RECEIVED)} == {
        (state, to) for state, reached in TRANSITIONS.items() for to in reached
    }


# --- every state, every button, everybody -------------------------------------------------------


@pytest.mark.parametrize(("kind", "action"), PRESSED)
def test_a_press_does_what_the_life_allows_and_nothing_else(
    scene: tuple[State, Town], kind: str, action: str
) -> None:
    state, beginning = scene
    for who in WHO:
        with undone(beginning) as town:
            try:
                press(town, who, state, button(town, kind, action), EXPECTED[kind](action, state, who))
            except AssertionError as error:
                error.add_note(f"{who} presses {kind} {action} on a report that is {state}")
                raise


def button(town: Town, kind: str, action: str) -> str:
    """Return what a button is about and does: the report, or its photo."""
    number = photos.of_request(town.connection, 1, photos.BEFORE)[0].id if kind == "photo" else 1
    return f"{kind}:{number}:{action}"


def press(town: Town, who: str, state: State, button: str, expected: Outcome) -> None:
    """Press a button at the report's present version; see that what is expected comes of it."""
    phone = stand(town, who)
    before, (_, version), calls = town.dump(), report(town), len(town.calls)
    cards = [bubble.message_id for bubble in phone.bubbles if bubble.what == "photo" and bubble.buttons]
    (reply,) = phone.forge(f"c1:{button}:{version}", cards[-1] if cards else 1)
    action = button.rpartition(":")[2]
    if expected.to and action in ENDS:
        ENDS[action](phone)
    told = [call for call in town.calls[calls:] if call.arguments.get("chat_id") == phone.number]

    assert told or reply.text
    assert (phone.last == town.says(msg("unknown.command"))) == expected.unknown
    if expected.to:
        moved(town, state, expected.to, version)
    else:
        after = town.dump()
        changed = {name for name in before if before[name] != after[name]}
        assert changed == expected.tables or (action in TURNS and not changed)
        assert report(town)[0] is state
