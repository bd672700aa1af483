"""What the buttons of a matter's card do for an officer; deciding itself is `matter_decisions`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.matter import CLOSED
from bot.domain.request import RequestKind
from bot.flows.application_decisions import NOTE_APPLICATION
from bot.flows.matter_card import CORRECTS, LEADS_TO, Action
from bot.flows.matter_decisions import ANSWER_MATTER, CLOSE_MATTER
from bot.flows.offering import OFFER_TIMES
from bot.flows.outcome_counting import COUNT_OUTCOME
from bot.flows.report_decisions import ASK_REPORTER
from bot.services import desk, dialogues, history, matter_decisions, reaching, talking
from bot.services.desk_presses import Desk, call, play
from bot.storage import matters

if TYPE_CHECKING:
    from bot.domain.decisions import Decision
    from bot.flows.dialogue import Flow
    from bot.services.work import Work
    from bot.storage.matters import Matter
    from bot.storage.people import Person
    from bot.storage.requests import Request

#: The short dialogue a button opens.
OPENS: dict[Action, Flow] = {
    Action.ANSWER: ANSWER_MATTER,
    Action.OFFER: OFFER_TIMES,
    Action.ASK: ASK_REPORTER,
    Action.DONE: CLOSE_MATTER,
    Action.NOTE: NOTE_APPLICATION,
}

#: What a button opens instead, for some kinds.
INSTEAD: dict[tuple[RequestKind, Action], Flow] = {(RequestKind.OUTCOME, Action.DONE): COUNT_OUTCOME}


def _act(work: Work, person: Person, request: Request, action: str, decision: Decision) -> bool:
    """Decide at once, or open the dialogue that a decision needs; return whether it is done."""
    desk.current(work, person.id, decision)
    match Action(action):
        case Action.CLAIM:
            matter_decisions.claim(work, person.id, decision)
        case Action.DISMISS:
            matter_decisions.dismiss(work, person.id, decision)
        case Action.APPROVE:
            matter_decisions.approve(work, person.id, decision)
        case correcting if correcting in CORRECTS:
            matter_decisions.correct(work, person.id, decision, correcting)
        case Action.TELL:
            dialogues.open_decision(work, person, request, *talking.telling(work, request))
            return False
        case opening:
            _open(work, person, request, opening)
            return False
    return True


def _open(work: Work, person: Person, request: Request, action: Action) -> None:
    matter = matters.by_id(work.connection, request.id)
    if action in LEADS_TO:
        matter_decisions.check(work, matter, action)
    flow = INSTEAD.get((matter.kind, action), OPENS[action])
    dialogues.open_decision(work, person, request, flow, _more(work, matter, action))


def _more(work: Work, matter: Matter, action: Action) -> dict[str, Any]:
    """Return what one of the dialogues has to know besides."""
    if (matter.kind, action) in INSTEAD:
        return {"at_category": matter.detail.get("category", "")}
    if action is Action.ASK:
        return {"at_kind": matter.kind.value, **reaching.written_to(work, matter.person)}
    return reaching.written_to(work, matter.person) if action is Action.ANSWER else {}


def _decides(request: Request, action: str) -> bool:
    """Tell which buttons decide at once; taking up again what was closed tells the person."""
    if action == Action.CLAIM:
        return request.state in CLOSED
    return action in {Action.DISMISS, Action.APPROVE, *CORRECTS}


MATTER_DESK = Desk(
    {Action.LISTEN: play, Action.CALL: call, Action.HISTORY: history.look}, _act, decides=_decides
)
