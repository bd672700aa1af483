"""Every dialogue there is, by the name that is stored with its sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.people import Act
from bot.flows.add_to_report import ADD_TO_REPORT
from bot.flows.answer_question import ANSWER_APPLICATION, ANSWER_QUESTION
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
from bot.flows.apply import APPLY
from bot.flows.appointment_decisions import BOOK_APPOINTMENT, INVITE_PEOPLE, MOVE_APPOINTMENT
from bot.flows.ask_officer import ASK_OFFICER
from bot.flows.away import BE_AWAY
from bot.flows.clean import REOPEN_REPORT
from bot.flows.correct import CORRECT_NAME, CORRECT_PHONE
from bot.flows.correction import CORRECT_DECISION
from bot.flows.enter import ENTER
from bot.flows.keep_sheet import KEEP_SHEET
from bot.flows.matter_decisions import ANSWER_MATTER, CLOSE_MATTER
from bot.flows.offering import OFFER_TIMES
from bot.flows.outcome_counting import COUNT_OUTCOME
from bot.flows.phase_decisions import ADD_PHASE, RESIZE_CREW
from bot.flows.profile import NOTE_PROFILE
from bot.flows.ready_wording import MAKE_READY, WORD_READY
from bot.flows.redact import REDACT_TEXT
from bot.flows.report_decisions import (
    ASK_REPORTER,
    CLEAR_REPORT,
    DISMISS_REPORT,
    FORWARD_REPORT,
    MERGE_REPORT,
    PLAN_REPORT,
)
from bot.flows.report_dump import REPORT_DUMP
from bot.flows.search import SEARCH
from bot.flows.shift_changes import SHIFT_DAY, SHIFT_HOUR, SHIFT_PLACE
from bot.flows.snooze import SNOOZE
from bot.flows.telling import TELL_PERSON
from bot.flows.usual_answer import CHANGE_ANSWER

if TYPE_CHECKING:
    from bot.flows.dialogue import Flow

FLOWS: dict[str, Flow] = {
    flow.name: flow
    for flow in (
        REPORT_DUMP,
        APPLY,
        ASK_OFFICER,
        ANSWER_QUESTION,
        ANSWER_APPLICATION,
        ADD_TO_REPORT,
        REOPEN_REPORT,
        CORRECT_NAME,
        CORRECT_PHONE,
        ENTER,
        PLAN_REPORT,
        CLEAR_REPORT,
        DISMISS_REPORT,
        FORWARD_REPORT,
        MERGE_REPORT,
        REDACT_TEXT,
        ASK_REPORTER,
        MEET_APPLICANT,
        ENROL_APPLICANT,
        WAIT_APPLICANT,
        DECLINE_APPLICATION,
        ORIENT_APPLICANT,
        JOIN_APPLICATION,
        NOTE_APPLICATION,
        TICK_CRITERIA,
        RELEASE_SEAT,
        SNOOZE,
        BE_AWAY,
        ANSWER_MATTER,
        TELL_PERSON,
        OFFER_TIMES,
        CLOSE_MATTER,
        COUNT_OUTCOME,
        NOTE_PROFILE,
        SHIFT_PLACE,
        SHIFT_HOUR,
        SHIFT_DAY,
        BOOK_APPOINTMENT,
        MOVE_APPOINTMENT,
        INVITE_PEOPLE,
        ADD_PHASE,
        RESIZE_CREW,
        KEEP_SHEET,
        CHANGE_ANSWER,
        SEARCH,
        CORRECT_DECISION,
        WORD_READY,
        MAKE_READY,
    )
}

#: Dialogues that are anybody's; whatever is not here is the staff's.
EVERYBODYS = frozenset(
    flow.name
    for flow in (
        REPORT_DUMP,
        APPLY,
        ASK_OFFICER,
        ANSWER_QUESTION,
        ANSWER_APPLICATION,
        ADD_TO_REPORT,
        REOPEN_REPORT,
        CORRECT_NAME,
        CORRECT_PHONE,
    )
)
_LEADERS = frozenset(flow.name for flow in (KEEP_SHEET, SHIFT_PLACE, SHIFT_HOUR, SHIFT_DAY))


def acts_for(flow: str) -> frozenset[Act]:
    """Return the acts one of which a dialogue is for; nothing when it is anybody's."""
    if flow in EVERYBODYS:
        return frozenset()
    return frozenset({Act.DECIDE, Act.LEAD_CREW}) if flow in _LEADERS else frozenset({Act.DECIDE})
