"""One group of inputs in one transaction, on the database's thread; it neither waits nor talks to anybody."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.clock import monotonic
from bot.jobs.exchange import Claims, exchange
from bot.jobs.faults import MachineFault, place
from bot.jobs.seams import Conversation, Operator
from bot.storage import inputs, statements
from bot.storage.database import machine_fault

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.engine import Connection

    from bot.handlers.calls import Reply
    from bot.storage.inputs import StoredInput

_log = logging.getLogger(__name__)

#: A group ends after so many inputs, or so many seconds: nothing else can use the thread meanwhile.
MOST_INPUTS, MOST_SECONDS = 100, 0.025


@dataclass
class Group:
    """What came of a group: how many were handled or set aside, what to answer, whether more wait."""

    done: list[int] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    set_aside: int = 0
    more: bool = False
    seconds: float = 0.0


def handle_group(
    connection: Connection, conversation: Conversation, now: datetime, seconds: float = MOST_SECONDS
) -> Group:
    """Handle the oldest inputs; a rule's error undoes that input alone, the database's the whole group."""
    began, group = monotonic(), Group()
    entries = inputs.pending(connection, MOST_INPUTS)
    for entry in entries:
        _handle(connection, conversation, entry, now, group)
        if monotonic() - began > seconds:
            break
    group.more = len(entries) == MOST_INPUTS or len(group.done) < len(entries)
    inputs.finish(connection, group.done)
    group.seconds = monotonic() - began
    return group


def handle_and_claim(
    connection: Connection, conversation: Conversation, room: int, now: datetime
) -> tuple[Group, Claims]:
    """Do the same and claim what is to be sent, in the same commit: the answer leaves one sync sooner."""
    group = handle_group(connection, conversation, now)
    return group, exchange(connection, conversation, (), room if group.done else 0, now)


def begin_alone(
    connection: Connection, conversation: Conversation, now: datetime
) -> tuple[StoredInput | None, bool]:
    """Count an attempt at the oldest input before it is made; return it and whether it was set aside instead.

    An input that took the process with it three times is not given a fourth.
    """
    entries = inputs.pending(connection, 1)
    if not entries:
        return None, False
    (entry,) = entries
    if entry.attempts < inputs.MOST_ATTEMPTS:
        inputs.attempt(connection, entry.seq)
        return entry, False
    _note(connection, conversation, entry, "the process ended while it was handled", now)
    return entry, True


def finish_alone(
    connection: Connection, conversation: Conversation, entry: StoredInput, now: datetime
) -> Group:
    """Handle one input whose attempt is already counted."""
    group = Group(more=True)
    _handle(connection, conversation, entry, now, group, counted=True)
    inputs.finish(connection, group.done)
    return group


def _handle(
    connection: Connection,
    conversation: Conversation,
    entry: StoredInput,
    now: datetime,
    group: Group,
    *,
    counted: bool = False,
) -> None:
    statements.savepoint(connection)
    try:
        replies = conversation.handle(connection, entry, now)
    except Exception as error:
        if machine_fault(error, connection):
            raise MachineFault from error
        statements.undo(connection)
        if not counted:
            inputs.attempt(connection, entry.seq)
        group.set_aside += _note(connection, conversation, entry, place(error), now)
    else:
        statements.keep(connection)
        group.done.append(entry.seq)
        group.replies += replies


def _note(
    connection: Connection, conversation: Conversation, entry: StoredInput, error: str, now: datetime
) -> bool:
    """Remember why an attempt failed; the last time, tell the operator. Return whether it was the last."""
    last = inputs.fail(connection, entry.seq, error)
    _log.error(
        "input %d (%s) failed%s: %s", entry.seq, entry.source, " and is set aside" if last else "", error
    )
    if last and isinstance(conversation, Operator):
        _tell(connection, conversation, entry, error, now)
    return last


def _tell(connection: Connection, operator: Operator, entry: StoredInput, error: str, now: datetime) -> None:
    statements.savepoint(connection)
    try:
        operator.set_aside(connection, entry, error, now)
    except Exception as failure:
        if machine_fault(failure, connection):
            raise MachineFault from failure
        statements.undo(connection)
        _log.exception("the operator could not be told")
    else:
        statements.keep(connection)
