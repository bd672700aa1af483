"""What the buttons of a report's card do for an officer; deciding itself is `decisions`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.errors import NotAllowed
from bot.domain.report import can
from bot.flows.application_decisions import NOTE_APPLICATION
from bot.flows.duplicates import roughly
from bot.flows.messages import Code, msg
from bot.flows.outbound import Pin
from bot.flows.redact import REDACT_TEXT
from bot.flows.report_card import LEADS_TO, Action
from bot.flows.report_decisions import (
    ASK_REPORTER,
    CLEAR_REPORT,
    DISMISS_REPORT,
    FORWARD_REPORT,
    MERGE_REPORT,
    PLAN_REPORT,
)
from bot.services import (
    decisions,
    desk,
    dialogues,
    history,
    muting,
    nearness,
    photo_desk,
    reaching,
    talk_lines,
    talking,
    written,
)
from bot.services.desk_presses import Desk, call, play
from bot.storage import reports

if TYPE_CHECKING:
    from bot.domain.decisions import Decision
    from bot.flows.dialogue import Flow
    from bot.flows.messages import Message
    from bot.services.work import Work
    from bot.storage.people import Person
    from bot.storage.requests import Request

#: The short dialogue a deciding button opens; accepting needs no more words.
OPENS: dict[Action, Flow] = {
    Action.PLAN: PLAN_REPORT,
    Action.CLEAR: CLEAR_REPORT,
    Action.FORWARD: FORWARD_REPORT,
    Action.DISMISS: DISMISS_REPORT,
    Action.ASK: ASK_REPORTER,
    Action.DUPLICATE: MERGE_REPORT,
}


def _act(work: Work, person: Person, request: Request, action: str, decision: Decision) -> bool:
    """Decide at once, or open the dialogue that a decision needs; return whether it is done."""
    desk.current(work, person.id, decision)
    match Action(action):
        case Action.CLAIM:
            _check_open(work, request)
            desk.claim(work, person.id, decision)
        case Action.ACCEPT:
            decisions.accept(work, person.id, decision)
        case Action.NOTE:
            dialogues.open_decision(work, person, request, NOTE_APPLICATION, {})
            return False
        case Action.TELL:
            dialogues.open_decision(work, person, request, *talking.telling(work, request))
            return False
        case Action.REOPEN:
            decisions.reopen(work, person.id, decision)
        case Action.REDACT:
            _open_redacting(work, person, request)
            return False
        case opening:
            _open(work, person, request, opening)
            return False
    return True


def _check_open(work: Work, request: Request) -> None:
    """Raise NotAllowed when there is nothing left to decide."""
    state = reports.by_id(work.connection, request.id).state
    if not any(can(state, to) for to in LEADS_TO.values()):
        raise NotAllowed("claim")


def _open_redacting(work: Work, person: Person, request: Request) -> None:
    report = reports.by_id(work.connection, request.id)
    held = written.on(work, report)
    if not held:
        raise NotAllowed("redact")
    more = {"at_kind": report.kind, "at_texts": [each.value for each in held]}
    dialogues.open_decision(work, person, request, REDACT_TEXT, more)


def _open(work: Work, person: Person, request: Request, action: Action) -> None:
    report = reports.by_id(work.connection, request.id)
    decisions.check(work, report, LEADS_TO[action])
    more: dict[str, Any] = {"at_kind": report.kind}
    if action is Action.DUPLICATE:
        near = nearness.beside(work, report)
        more["at_near"] = [[each.request, each.reference, roughly(each.metres)] for each in near]
    if action is Action.ASK:
        more |= reaching.written_to(work, report.person)
    dialogues.open_decision(work, person, request, OPENS[action], more)


def _show_place(work: Work, person: Person, request: Request) -> Message | None:
    report = reports.by_id(work.connection, request.id)
    told = talk_lines.place_told(work, report.id)
    if report.latitude is not None and report.longitude is not None:
        work.send(person.id, Pin(report.latitude, report.longitude))
    if told is not None:
        work.say(person.id, msg("card.place_told", reference=Code(report.reference)))
        work.send(person.id, Pin(*told))
    return None if told or report.latitude is not None else msg("card.nowhere")


REPORT_DESK = Desk(
    {
        Action.PHOTOS: photo_desk.show,
        Action.LISTEN: play,
        Action.PLACE: _show_place,
        Action.CALL: call,
        Action.HISTORY: history.look,
    },
    _act,
    {
        Action.SHOWABLE: photo_desk.make_showable,
        Action.PRIVATE: photo_desk.make_private,
        Action.MUTE: muting.mute,
        Action.UNMUTE: muting.unmute,
    },
    decides=lambda _, action: action in {Action.ACCEPT, Action.REOPEN},
)
