"""What the edge asks of the conversation, and nothing of how it answers; `bot.handlers` implements it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.engine import Connection

    from bot.handlers.calls import Call, Later, Reply
    from bot.storage.inputs import StoredInput
    from bot.storage.outbox import OutboxRow


class Conversation(Protocol):
    """Plain synchronous methods that run on the database's thread, inside the core's transaction."""

    def handle(self, connection: Connection, entry: StoredInput, now: datetime) -> tuple[Reply, ...]:
        """Act on one stored input; raise when it is broken, which counts as an attempt."""
        ...

    def prepare(self, connection: Connection, row: OutboxRow, now: datetime) -> Call | Later | None:
        """Make the call for a claimed message; None when there is nothing to say any more."""
        ...

    def settle(self, connection: Connection, row: OutboxRow, sent: object, now: datetime) -> None:
        """Remember what the successful call returned, in the transaction that marks the message."""
        ...

    def unreachable(self, connection: Connection, person_id: int, now: datetime) -> None:
        """Remember that this person's account cannot be reached."""
        ...


@runtime_checkable
class Operator(Protocol):
    """What a conversation may also do: tell whoever runs the bot that something was set aside."""

    def set_aside(self, connection: Connection, entry: StoredInput, error: str, now: datetime) -> None:
        """Tell that an input failed for the last time; `error` names a class and a place."""
        ...


@runtime_checkable
class Refusable(Protocol):
    """What a conversation may also do: hear that Telegram refused a message for good."""

    def refused(self, connection: Connection, row: OutboxRow, error: str, now: datetime) -> None:
        """Act on a message that will never be sent; `error` is Telegram's description."""
        ...


@runtime_checkable
class Undelivering(Protocol):
    """What a conversation may also do: hear what the message was that could not reach somebody."""

    def undelivered(self, connection: Connection, row: OutboxRow, now: datetime) -> None:
        """Act on a message whose reader Telegram reaches no more."""
        ...


@runtime_checkable
class Reminder(Protocol):
    """What a conversation may also do: remind people, and watch over its being asked to."""

    def remind(self, connection: Connection, now: datetime) -> bool:
        """Hand some of the reminders that are due to the outbox; return whether there may be more."""
        ...

    def stand_still(self, connection: Connection, now: datetime) -> None:
        """Tell, once, whoever mends the bot that reminders stand still."""
        ...
