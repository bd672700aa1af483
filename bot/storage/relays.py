"""Messages that are carried between officers and people, as rows; who may carry one is the services'."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from bot.domain.talk import State
from bot.storage.tables import relays

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """A message about a request, and the bot's copy of it on its reader's screen.

    `written`, `asked`, `shown` and `answers` are numbers of messages: the author's own, the bot's that asks
    the author whether it leaves, the bot's copy, and the reader's own that it answers. `said` holds what it
    says until the `event` does.
    """

    id: int
    request: int
    author: int | None
    written: int
    album: str | None
    state: State
    said: Mapping[str, Any]
    event: int | None
    asked: int | None
    reader: int | None
    shown: int | None
    answers: int | None


_NAMES = ("id", "request", "author", "written", "album", "state", "said", "event", "asked", "reader")
_RELAY = select(*(relays.c[name] for name in (*_NAMES, "shown", "answers")))


def _relay(row: Any) -> Relay:  # noqa: ANN401 - a row of `_RELAY`
    values = row._asdict()
    return Relay(**{**values, "state": State(values["state"])})


def add(connection: Connection, values: Mapping[str, Any], now: datetime) -> int:
    """Keep a message; `values` are its columns but for the number and the time. Return its number."""
    row = {"said": {}, **values, "made_at": now}
    made: int = connection.execute(insert(relays).returning(relays.c.id), row).scalar_one()
    return made


def find(connection: Connection, relay: int) -> Relay | None:
    """Return a message, or None when there is none of that number."""
    row = connection.execute(_RELAY.where(relays.c.id == relay)).one_or_none()
    return _relay(row) if row else None


def change(connection: Connection, relay: int, **values: Any) -> None:  # noqa: ANN401 - columns
    """Write changed columns."""
    connection.execute(update(relays).where(relays.c.id == relay).values(**values))


def on_message(connection: Connection, reader: int, message: int) -> Relay | None:
    """Return what this message of the reader's chat is the copy of."""
    return _newest(connection, (relays.c.reader == reader) & (relays.c.shown == message))


def asked_on(connection: Connection, author: int, message: int) -> Relay | None:
    """Return what this message of the author's chat asks about, or has asked."""
    return _newest(connection, (relays.c.author == author) & (relays.c.asked == message))


def written_as(connection: Connection, author: int, message: int) -> list[Relay]:
    """Return what somebody has written in that message of their chat: one for each of its readers."""
    own = (relays.c.author == author) & (relays.c.written == message)
    return [_relay(row) for row in connection.execute(_RELAY.where(own).order_by(relays.c.id))]


def of_album(connection: Connection, author: int, album: str) -> Relay | None:
    """Return the message of an officer's that parts of this album still join."""
    own = (relays.c.author == author) & (relays.c.album == album)
    return _newest(connection, own & (relays.c.state == State.ASKED))


def of_event(connection: Connection, event: int) -> Relay | None:
    """Return the newest message whose words this event holds."""
    return _newest(connection, relays.c.event == event)


def _newest(connection: Connection, condition: Any) -> Relay | None:  # noqa: ANN401 - an SQL condition
    row = connection.execute(_RELAY.where(condition).order_by(relays.c.id.desc()).limit(1)).one_or_none()
    return _relay(row) if row else None
