"""What the buttons of an application's card do for an officer; deciding itself is `application_decisions`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.application import State, move
from bot.domain.errors import NotAllowed
from bot.flows.application_card import AGAIN, LEADS_TO, Action
from bot.flows.application_decisions import (
    ENROL_APPLICANT,
    MEET_APPLICANT,
    NOTE_APPLICATION,
    ORIENT_APPLICANT,
    RELEASE_SEAT,
    WAIT_APPLICANT,
)
from bot.flows.application_records import JOIN_APPLICATION, TICK_CRITERIA
from bot.flows.application_refusal import DECLINE_APPLICATION
from bot.flows.profile import NOTE_PROFILE
from bot.flows.report_decisions import ASK_REPORTER
from bot.services import application_decisions, desk, dialogues, history, reaching, talking
from bot.services.desk_presses import Desk, call, play
from bot.storage import applications, criteria, enrolments

if TYPE_CHECKING:
    from bot.domain.decisions import Decision
    from bot.flows.dialogue import Flow
    from bot.services.work import Work
    from bot.storage.applications import Application
    from bot.storage.people import Person
    from bot.storage.requests import Request

ALIKE = 5

#: The short dialogue a button opens.
OPENS: dict[Action, Flow] = {
    Action.ASK: ASK_REPORTER,
    Action.MEET: MEET_APPLICANT,
    Action.ACCEPT: ENROL_APPLICANT,
    Action.WAIT: WAIT_APPLICANT,
    Action.DECLINE: DECLINE_APPLICATION,
    Action.ORIENT: ORIENT_APPLICANT,
    Action.DUPLICATE: JOIN_APPLICATION,
    Action.NOTE: NOTE_APPLICATION,
    Action.PROFILE: NOTE_PROFILE,
    Action.CRITERIA: TICK_CRITERIA,
    Action.RELEASE: RELEASE_SEAT,
}


def _act(work: Work, person: Person, request: Request, action: str, decision: Decision) -> bool:
    """Take the application, or open the dialogue that a decision needs; return whether it is done."""
    desk.current(work, person.id, decision)
    if action == Action.CLAIM:
        application_decisions.claim(work, person.id, decision)
        return True
    if action == Action.TELL:
        dialogues.open_decision(work, person, request, *talking.telling(work, request))
        return False
    _open(work, person, request, Action(action))
    return False


def _open(work: Work, person: Person, request: Request, action: Action) -> None:
    application = applications.by_id(work.connection, request.id)
    _check(work, application, action)
    dialogues.open_decision(work, person, request, OPENS[action], _more(work, application, action))


def _check(work: Work, application: Application, action: Action) -> None:
    """Refuse, before any question is asked, what could not be done afterwards."""
    if action in LEADS_TO:
        move(application.state, LEADS_TO[action])
    if action is Action.PROFILE and application.state is not State.ENROLLED:
        raise NotAllowed("profile")
    if action is Action.RELEASE:
        held = enrolments.of_request(work.connection, application.id)
        if held is None or application.state is not State.ENROLLED:
            raise NotAllowed("release")


def _more(work: Work, application: Application, action: Action) -> dict[str, Any]:
    """Return what one of the dialogues has to know besides."""
    match action:
        case Action.ASK:
            return {"at_kind": "application", **reaching.written_to(work, application.person)}
        case Action.DECLINE:
            return reaching.written_to(work, application.person)
        case Action.DUPLICATE:
            alike = applications.alike(work.connection, application, ALIKE)
            return {"at_alike": [[each.id, each.reference] for each in alike]}
        case Action.CRITERIA:
            return {"at_seen": [*criteria.seen(work.connection, application.id)]}
    return {}


def _decides(request: Request, action: str) -> bool:
    """Tell which buttons decide at once: taking up again what was closed tells the applicant."""
    return action == Action.CLAIM and request.state in AGAIN


APPLICATION_DESK = Desk(
    {Action.LISTEN: play, Action.CALL: call, Action.HISTORY: history.look}, _act, decides=_decides
)
