"""The sender's work on the database's thread: mark what became of calls, claim and prepare the next."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.handlers.calls import Call, Later
from bot.handlers.errors import Meaning, Verdict
from bot.jobs.faults import MachineFault, place
from bot.jobs.seams import Conversation, Refusable, Undelivering
from bot.storage import outbox, statements
from bot.storage.database import machine_fault

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from sqlalchemy.engine import Connection

    from bot.storage.outbox import OutboxRow

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outcome:
    """What became of one call: `sent` is what it returned."""

    row: OutboxRow
    verdict: Verdict
    sent: object = None


@dataclass(frozen=True)
class Claims:
    """What to send next, and how many of the claimed had nothing to say, or not yet."""

    calls: list[tuple[OutboxRow, Call]] = field(default_factory=list)
    dropped: int = 0


def exchange(
    connection: Connection,
    conversation: Conversation,
    outcomes: Sequence[Outcome],
    limit: int,
    now: datetime,
) -> Claims:
    """Mark every outcome and claim up to `limit` messages, in one transaction."""
    arrived = [outcome for outcome in outcomes if outcome.verdict.meaning is Meaning.SENT]
    for outcome in arrived:
        _settle(connection, conversation, outcome, now)
    outbox.sent(connection, [outcome.row.id for outcome in arrived], now)
    for outcome in outcomes:
        if outcome.verdict.meaning is not Meaning.SENT:
            _mark(connection, conversation, outcome, now)
    return _claim(connection, conversation, limit, now) if limit > 0 else Claims()


def _mark(connection: Connection, conversation: Conversation, outcome: Outcome, now: datetime) -> None:
    row, verdict = outcome.row, outcome.verdict
    match verdict.meaning:
        case Meaning.WAIT | Meaning.NOT_SENT:
            outbox.release(connection, row.id)
        case Meaning.AMBIGUOUS:
            if outbox.doubt(connection, row.id):
                _refuse(connection, conversation, row, verdict.detail, now)
        case Meaning.UNREACHABLE:
            outbox.fail(connection, row.id, verdict.detail)
            _aside(connection, lambda: conversation.unreachable(connection, row.person, now))
            if isinstance(conversation, Undelivering):
                undelivered = conversation.undelivered
                _aside(connection, lambda: undelivered(connection, row, now))
        case _:
            outbox.fail(connection, row.id, verdict.detail)
            _refuse(connection, conversation, row, verdict.detail, now)


def _refuse(
    connection: Connection, conversation: Conversation, row: OutboxRow, error: str, now: datetime
) -> None:
    """Tell a conversation that listens that a message will never be sent."""
    if isinstance(conversation, Refusable):
        _aside(connection, lambda: conversation.refused(connection, row, error, now))


def _settle(connection: Connection, conversation: Conversation, outcome: Outcome, now: datetime) -> None:
    _aside(connection, lambda: conversation.settle(connection, outcome.row, outcome.sent, now))


def _claim(connection: Connection, conversation: Conversation, limit: int, now: datetime) -> Claims:
    claimed = outbox.claim(connection, now, limit)
    calls = [
        (row, call) for row in claimed if (call := _prepare(connection, conversation, row, now)) is not None
    ]
    return Claims(calls, len(claimed) - len(calls))


def _prepare(
    connection: Connection, conversation: Conversation, row: OutboxRow, now: datetime
) -> Call | None:
    """Return the call, or close the row: expired with nothing to say, failed when it cannot be made.

    What disturbs at this hour is put back.
    """
    made: list[Call | Later | None] = []
    fault = _aside(connection, lambda: made.append(conversation.prepare(connection, row, now)))
    if fault:
        outbox.fail(connection, row.id, fault)
        _refuse(connection, conversation, row, fault, now)
        return None
    match made[0]:
        case Later(until):
            outbox.put_off(connection, row.id, until)
        case Call() as call:
            return call
        case None:
            outbox.expire(connection, row.id)
    return None


def _aside(connection: Connection, act: Callable[[], None]) -> str:
    """Do something of the conversation's whose failure must not undo the marks; return what failed, or ""."""
    statements.savepoint(connection)
    try:
        act()
    except Exception as error:
        if machine_fault(error, connection):
            raise MachineFault from error
        statements.undo(connection)
        _log.error("a message met a fault of our own: %s", place(error))
        return place(error)
    statements.keep(connection)
    return ""
