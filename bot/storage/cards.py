"""Which message in whose chat shows which request; what a card looks like is the flows' matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from bot.storage.tables import cards

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class StoredCard:
    """A card on somebody's screen; `message_id` is None until it has been sent."""

    id: int
    person: int
    request: int
    message_id: int | None
    open: bool
    back: bool


_CARD = select(cards.c.id, cards.c.person, cards.c.request, cards.c.message_id, cards.c.open, cards.c.back)


def add(connection: Connection, person: int, request: int, now: datetime) -> int:
    """Keep a new open card; the person's earlier ones are closed: one is open at a time."""
    close(connection, person)
    values = {"person": person, "request": request, "open": True, "created_at": now}
    made: int = connection.execute(insert(cards).returning(cards.c.id), values).scalar_one()
    return made


def close(connection: Connection, person: int) -> None:
    """Close whatever card this person has open."""
    connection.execute(update(cards).where(cards.c.person == person, cards.c.open).values(open=False))


def by_id(connection: Connection, card: int) -> StoredCard:
    """Return a card; raises NoResultFound."""
    return StoredCard(*connection.execute(_CARD.where(cards.c.id == card)).one())


def open_card(connection: Connection, person: int) -> StoredCard | None:
    """Return the card this person has open."""
    query = _CARD.where(cards.c.person == person, cards.c.open).order_by(cards.c.id.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return StoredCard(*row) if row else None


def on_message(connection: Connection, person: int, message_id: int) -> StoredCard | None:
    """Return the card that this message of the person's chat is."""
    query = _CARD.where(cards.c.person == person, cards.c.message_id == message_id)
    row = connection.execute(query).one_or_none()
    return StoredCard(*row) if row else None


def showing(connection: Connection, request: int) -> list[StoredCard]:
    """Return the newest card that shows this request in each chat."""
    query = _CARD.where(cards.c.request == request).order_by(cards.c.id)
    return list({row.person: StoredCard(*row) for row in connection.execute(query)}.values())


def of_request(connection: Connection, request: int) -> list[StoredCard]:
    """Return every card that has shown this request, on whichever screen."""
    query = _CARD.where(cards.c.request == request).order_by(cards.c.id)
    return [StoredCard(*row) for row in connection.execute(query)]


def turn_to(connection: Connection, card: int, request: int) -> None:
    """Let the same message show another request; it is the one open card of its chat now."""
    person = by_id(connection, card).person
    close(connection, person)
    connection.execute(update(cards).where(cards.c.id == card).values(request=request, open=True, back=False))


def turn_over(connection: Connection, card: int, *, back: bool) -> None:
    """Let a card show its other side, or its first again."""
    connection.execute(update(cards).where(cards.c.id == card).values(back=back))


def shut(connection: Connection, card: int) -> None:
    """Close one card: its request waits no longer."""
    connection.execute(update(cards).where(cards.c.id == card).values(open=False))


def sent(connection: Connection, card: int, message_id: int) -> None:
    """Remember the message that shows the card."""
    connection.execute(update(cards).where(cards.c.id == card).values(message_id=message_id))
