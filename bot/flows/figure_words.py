"""What kinds of requests, states and columns are called where they are listed; it counts nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.figures import Span
from bot.domain.request import RequestKind
from bot.flows import labels, matter_lines
from bot.flows.application_labels import STATES as APPLICATION_STATES
from bot.flows.messages import Message, msg

if TYPE_CHECKING:
    from collections.abc import Mapping

KINDS: dict[RequestKind, Message] = {
    RequestKind.REPORT: msg("sort.report"),
    RequestKind.APPLICATION: msg("sort.application"),
    RequestKind.QUESTION: msg("sort.question"),
    RequestKind.RESCHEDULE: msg("sort.reschedule"),
    RequestKind.CONTESTED: msg("sort.contested"),
    RequestKind.ATTESTATION: msg("sort.attestation"),
    RequestKind.CHECK_IN: msg("sort.check_in"),
    RequestKind.UNREACHABLE: msg("sort.unreachable"),
    RequestKind.DELIVERY: msg("sort.delivery"),
    RequestKind.MISSED_REMINDER: msg("sort.missed_reminder"),
    RequestKind.OUTCOME: msg("sort.outcome"),
}

SPANS: dict[Span, Message] = {
    Span.MONTH: msg("span.month"),
    Span.LAST_MONTH: msg("span.last_month"),
    Span.SEASON: msg("span.season"),
    Span.ALL: msg("span.all"),
}

COLUMNS: dict[str, Message] = {
    "reference": msg("column.reference"),
    "kind": msg("column.kind"),
    "state": msg("column.state"),
    "received_on": msg("column.received_on"),
    "answered_on": msg("column.answered_on"),
    "decided_on": msg("column.decided_on"),
    "answer_by": msg("column.answer_by"),
    "late": msg("column.late"),
    "district": msg("column.district"),
    "danger": msg("column.danger"),
    "reopened": msg("column.reopened"),
    "working_days": msg("column.working_days"),
}
TEXT_COLUMN, PEOPLE_COLUMNS = msg("column.text"), (msg("column.name"), msg("column.phone"))

LOG_COLUMNS: dict[str, Message] = {
    "number": msg("column.number"),
    "at": msg("column.at"),
    "reference": msg("column.reference"),
    "event": msg("column.event"),
    "state_from": msg("column.state_from"),
    "state_to": msg("column.state_to"),
    "role": msg("column.role"),
    "person": msg("column.person"),
}
DETAIL_COLUMN, ACTOR_COLUMN = msg("column.detail"), msg("column.name")

YES, NO = msg("column.yes"), msg("column.no")

_STATES: dict[RequestKind, Mapping[Any, Message]] = {
    RequestKind.REPORT: labels.STATES,
    RequestKind.APPLICATION: APPLICATION_STATES,
}


def states() -> dict[tuple[str, str], Message]:
    """Return what the officer reads of every state, by the kind of request and the state."""
    return {
        (kind.value, state.value): label
        for kind in RequestKind
        for state, label in _STATES.get(kind, matter_lines.STATES).items()
    }
