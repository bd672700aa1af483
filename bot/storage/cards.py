"""Which message in whose chat shows which request; what a card looks like is the flows' matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from bot.storage.tables import cards

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class StoredCard:
    """A card on somebody's screen; `message_id` is None until it has been sent.

    It walks the requests `walk` of a `view` of the queue, `domain.queue.View` as text; None: not begun.
    `touched_at` is when it was shown or last pressed; None: it is to come when a dialogue of theirs ends.
    """

    id: int
    person: int
    request: int
    message_id: int | None
    open: bool
    back: bool
    view: str | None
    walk: list[int] | None
    touched_at: datetime | None


_FIELDS = ("id", "person", "request", "message_id", "open", "back", "view", "walk", "touched_at")
_CARD = select(*(cards.c[name] for name in _FIELDS))


def add(
    connection: Connection,
    person: int,
    request: int,
    now: datetime,
    view: str | None = None,
    walk: Sequence[int] | None = None,
) -> int:
    """Keep a new open card; the person's earlier ones are closed: one is open at a time."""
    close(connection, person)
    values = {"person": person, "request": request, "open": True, "created_at": now, "touched_at": now}
    walked = {"view": view, "walk": None if walk is None else list(walk)}
    made: int = connection.execute(insert(cards).returning(cards.c.id), values | walked).scalar_one()
    return made


def put_off(connection: Connection, person: int, request: int, now: datetime) -> None:
    """Keep a card that is to come when this person's dialogue ends; one for a request is enough."""
    if not any(each.request == request for each in put_off_for(connection, person)):
        values = {"person": person, "request": request, "open": False, "created_at": now}
        connection.execute(insert(cards), values)


def put_off_for(connection: Connection, person: int) -> list[StoredCard]:
    """Return the cards that are to come when this person's dialogue ends, the earliest first."""
    own = (cards.c.person == person) & cards.c.touched_at.is_(None)
    return [StoredCard(*row) for row in connection.execute(_CARD.where(own).order_by(cards.c.id))]


def drop(connection: Connection, card: int) -> None:
    """Forget a card that never came."""
    connection.execute(delete(cards).where(cards.c.id == card))


def touch(connection: Connection, card: int, now: datetime) -> None:
    """Remember that a card was pressed."""
    connection.execute(update(cards).where(cards.c.id == card).values(touched_at=now))


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


def newest(connection: Connection, person: int) -> StoredCard | None:
    """Return the card that came last to this person, open or not."""
    own = (cards.c.person == person) & cards.c.touched_at.is_not(None)
    row = connection.execute(_CARD.where(own).order_by(cards.c.id.desc()).limit(1)).one_or_none()
    return StoredCard(*row) if row else None


def showing(connection: Connection, request: int) -> list[StoredCard]:
    """Return the newest card that shows this request in each chat."""
    shown = (cards.c.request == request) & cards.c.touched_at.is_not(None)
    query = _CARD.where(shown).order_by(cards.c.id)
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


def keep_walk(connection: Connection, card: int, view: str, walk: Sequence[int]) -> None:
    """Remember which requests a card walks, in order."""
    connection.execute(update(cards).where(cards.c.id == card).values(view=view, walk=list(walk)))


def turn_over(connection: Connection, card: int, *, back: bool) -> None:
    """Let a card show its other side, or its first again."""
    connection.execute(update(cards).where(cards.c.id == card).values(back=back))


def shut(connection: Connection, card: int) -> None:
    """Close one card: its request waits no longer."""
    connection.execute(update(cards).where(cards.c.id == card).values(open=False))


def sent(connection: Connection, card: int, message_id: int) -> None:
    """Remember the message that shows the card."""
    connection.execute(update(cards).where(cards.c.id == card).values(message_id=message_id))
