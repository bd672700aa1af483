"""The last line of defence: every command and every timer on a report in every state, by everybody.

No screen is asked here: what no button offers is refused all the same, and a refusal changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, get_args

import pytest
from sqlalchemy import select

from bot.domain.commands import (
    AddToReport,
    AnswerQuestion,
    AskOfficer,
    BeAway,
    Command,
    CorrectContact,
    CorrectDecision,
    EnterApplication,
    FileApplication,
    FileReport,
    FollowReport,
    Picture,
    ReopenReport,
    Search,
    TellAbsence,
)
from bot.domain.crew_commands import KeepSheet
from bot.domain.decisions import (
    AnswerMatter,
    AskReporter,
    ClearReport,
    CloseMatter,
    CountOutcome,
    Decision,
    DismissReport,
    ForwardReport,
    MergeReport,
    NoteProfile,
    OfferTimes,
    PlanReport,
    RedactText,
    Snooze,
    TellPerson,
    WriteToPerson,
)
from bot.domain.errors import Refusal
from bot.domain.people import Role
from bot.domain.programme_commands import ProgrammeCommand
from bot.domain.report import State
from bot.flows.redact import Written
from bot.services.deadlines import Deadline
from bot.services.verbs import SERVICES
from bot.services.work import Work
from bot.storage.tables import accounts
from tests.services.standing import CLOSED, OPEN, REPORTER, WHO, moved, report, stand
from tests.services.test_application_life import LINES as OF_APPLICATIONS
from tests.undoing import undone

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from tests.town import Phone, Town

PICTURE = Picture("id-new", "u-new")
DECIDERS = {"an officer", "holder", Role.OFFICER}
ANYBODY = set(WHO)


@dataclass(frozen=True)
class Line:
    """A command as it is given, by whom and in which states it is done, and where it leads, if anywhere."""

    command: Callable[[Town, int], Any]
    who: Collection[str]
    states: Collection[State]
    to: Callable[[State], State | None] = lambda _: None


LINES: dict[type[Command], Line] = {
    FollowReport: Line(lambda _, __: FollowReport(1, (PICTURE,), "là"), ANYBODY, OPEN | {State.DUPLICATE}),
    AddToReport: Line(lambda _, __: AddToReport(1, (PICTURE,), "là"), {*REPORTER, "follower"}, OPEN),
    AnswerQuestion: Line(
        lambda _, __: AnswerQuestion(1, "là", PICTURE),
        REPORTER,
        OPEN,
        lambda state: State.RECEIVED if state is State.NEEDS_INFO else None,
    ),
    ReopenReport: Line(
        lambda _, __: ReopenReport(1, PICTURE), REPORTER, CLOSED, lambda _: State.REOPEN_REQUESTED
    ),
    PlanReport: Line(
        lambda town, version: PlanReport(1, version, (town.now + timedelta(days=2)).date()),
        DECIDERS,
        OPEN | {State.FORWARDED},
        lambda _: State.PLANNED,
    ),
    ClearReport: Line(
        lambda _, version: ClearReport(1, version, PICTURE),
        DECIDERS,
        OPEN | {State.FORWARDED},
        lambda _: State.CLEARED,
    ),
    DismissReport: Line(
        lambda town, version: DismissReport(1, version, town.territory.dismissal_reasons[0].id),
        DECIDERS,
        OPEN | {State.FORWARDED},
        lambda _: State.DISMISSED,
    ),
    ForwardReport: Line(
        lambda town, version: ForwardReport(1, version, town.territory.bodies[0].id),
        DECIDERS,
        OPEN | {State.FORWARDED},
        lambda _: State.FORWARDED,
    ),
    MergeReport: Line(
        lambda _, version: MergeReport(1, version, 2), DECIDERS, OPEN, lambda _: State.DUPLICATE
    ),
    RedactText: Line(lambda _, version: RedactText(1, version, Written.NOTE), DECIDERS, set(State)),
    TellPerson: Line(lambda _, version: TellPerson(1, version, "Bonjour"), DECIDERS, set(State)),
    AskReporter: Line(
        lambda _, version: AskReporter(1, version, "Où ?"), DECIDERS, OPEN, lambda _: State.NEEDS_INFO
    ),
}
#: Commands about no report that is there; those of the programme are `test_programme_desk`'s.
FREE = {
    *get_args(ProgrammeCommand),
    FileReport,
    FileApplication,
    EnterApplication,
    CorrectContact,
    CorrectDecision,
    TellAbsence,
    KeepSheet,
    AskOfficer,
    Search,
}
#: Commands about applications and matters, whose lives are `test_application_life` and `test_matter_life`.
ELSEWHERE = {
    *OF_APPLICATIONS,
    AnswerMatter,
    CloseMatter,
    CountOutcome,
    NoteProfile,
    OfferTimes,
    BeAway,  # test_away
    Snooze,  # test_snoozing
    WriteToPerson,
} - {
    AnswerQuestion,
    AskReporter,
}


def test_every_command_has_its_line_here() -> None:
    assert {*LINES, *FREE, *ELSEWHERE} == set(get_args(Command)) == set(SERVICES)


def work(town: Town) -> Work:
    return Work(town.connection, town.now, town.territory, town.words, "test:1")


def number(town: Town, phone: Phone) -> int:
    query = select(accounts.c.person).where(accounts.c.telegram_id == phone.number)
    return int(town.connection.execute(query).scalar_one())


@pytest.mark.parametrize("kind", LINES, ids=lambda kind: str(kind.__name__))
def test_a_command_is_done_where_the_life_allows_it_and_a_refusal_changes_nothing(
    scene: tuple[State, Town], kind: type[Command]
) -> None:
    state, beginning = scene
    line = LINES[kind]
    for who in WHO:
        with undone(beginning) as town:
            allowed = who in line.who and state in line.states
            person = number(town, stand(town, who))
            before, (_, version) = town.dump(), report(town)
            done = does(town, person, line.command(town, version))

            assert done == allowed, f"{who}, {state}"
            to = line.to(state)
            if done and to:
                moved(town, state, to, version)
            else:
                assert report(town)[0] is state
            assert done or town.dump() == before, f"{who}, {state}"


def does(town: Town, person: int, command: Command) -> bool:
    """Tell whether a command is done, and not refused."""
    try:
        SERVICES[type(command)](work(town), person, command)
    except Refusal:
        return False
    return True


@pytest.mark.parametrize("kind", [kind for kind in LINES if issubclass(kind, Decision)], ids=str)
@pytest.mark.parametrize("off", [-1, 1])
def test_a_decision_on_another_version_is_refused_and_changes_nothing(
    scene: tuple[State, Town], kind: type[Command], off: int
) -> None:
    state, beginning = scene
    with undone(beginning) as town:
        person = number(town, stand(town, "holder"))
        before, (_, version) = town.dump(), report(town)
        with pytest.raises(Refusal):
            SERVICES[kind](work(town), person, LINES[kind].command(town, version + off))
        assert town.dump() == before, state


# --- time ------------------------------------------------------------------------------------

#: Where a deadline does something; its tables change, nothing else, and never the state.
RINGS: dict[Deadline, tuple[set[State], set[str]]] = {
    Deadline.PROMISE: ({State.RECEIVED, State.REOPEN_REQUESTED}, {"cards"}),
    Deadline.LATE: ({State.RECEIVED, State.REOPEN_REQUESTED}, set()),
    Deadline.ASK_AGAIN: ({State.NEEDS_INFO}, {"sessions"}),
    Deadline.UNANSWERED: ({State.NEEDS_INFO}, {"events", "requests", "cards"}),
    Deadline.FORWARDED: ({State.FORWARDED}, {"events", "requests", "cards"}),
    Deadline.DANGER: ({State.RECEIVED}, {"cards"}),  # what was reopened is taken already
}


def test_every_deadline_has_its_line_here() -> None:
    assert set(RINGS) == set(Deadline)


@pytest.mark.parametrize("deadline", Deadline)
def test_time_moves_no_report(scene: tuple[State, Town], deadline: Deadline) -> None:
    state, beginning = scene
    states, tables = RINGS[deadline]
    with undone(beginning) as town:
        before, calls = town.dump(), len(town.calls)
        town.handle("timer", {"kind": deadline, "subject": 1})
        town.settle()
        after = town.dump()

        changed = {name for name in before if before[name] != after[name]}
        again = {"timers"} if deadline is Deadline.DANGER else set()  # it looks again later
        assert changed - again <= (tables if state in states else set())
        assert bool(town.calls[calls:]) == (state in states)
        assert report(town)[0] is state
