"""Finds requests by the words of their texts, the newest first; keeping the index is `search_index`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from bot.domain.request import RequestKind
from bot.domain.search import BLOCK, members, unpack
from bot.storage.tables import contacts, requests, search_texts, search_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import ColumnElement, Connection

    from bot.domain.search import Term

#: How many blocks are looked at in one statement: what is found is mostly new.
_FIRST, _GROWTH, _MOST = 2, 8, 128
_LAST = "\U0010ffff"  # after every letter


def find(connection: Connection, terms: Sequence[Term], limit: int, before: int | None = None) -> list[int]:
    """Return requests that hold every term, the newest first; only those under number `before`, if given."""
    newest: int = connection.execute(select(func.coalesce(func.max(search_texts.c.request), 0))).scalar_one()
    last = newest if before is None else min(newest, before - 1)
    if not terms:
        return []
    found: list[int] = []
    for blocks in _batches(last // BLOCK):
        held = _holding(connection, terms, blocks)
        for block in sorted(held, reverse=True):
            numbers = (block * BLOCK + number for number in members(held[block]))
            found += (number for number in numbers if number <= last)
            if len(found) >= limit:
                return found[:limit]
    return found


def by_phone(connection: Connection, phone: str, limit: int, before: int | None = None) -> list[int]:
    """Return what whoever has this number (E.164) asks for, the newest first; never their reports."""
    theirs = select(requests.c.id).join_from(requests, contacts, contacts.c.person == requests.c.person)
    named = theirs.where(contacts.c.phone == phone, requests.c.kind != RequestKind.REPORT)
    older = named if before is None else named.where(requests.c.id < before)
    return [*connection.execute(older.order_by(requests.c.id.desc()).limit(limit)).scalars()]


def _batches(newest: int) -> Iterator[list[int]]:
    """Give the numbers of blocks from the newest to the oldest, few at first."""
    size = _FIRST
    while newest >= 0:
        yield list(range(newest, max(newest - size, -1), -1))
        newest, size = newest - size, min(size * _GROWTH, _MOST)


def _holding(connection: Connection, terms: Sequence[Term], blocks: Sequence[int]) -> dict[int, int]:
    """Return, for each of these blocks where there are any, the requests that hold every term, as bits."""
    held: dict[int, int] | None = None
    for term in sorted(terms, key=lambda each: each.beginning is not None):  # the widest one last
        bits = _bits(connection, term, blocks)
        held = bits if held is None else {block: held[block] & bits[block] for block in held.keys() & bits}
        held = {block: each for block, each in held.items() if each}
        blocks = sorted(held)
        if not blocks:
            break
    return held or {}


def _bits(connection: Connection, term: Term, blocks: Sequence[int]) -> dict[int, int]:
    bits: dict[int, int] = {}
    for condition in _conditions(term):
        query = select(search_words.c.block, search_words.c.requests)
        for block, packed in connection.execute(query.where(search_words.c.block.in_(blocks), condition)):
            bits[block] = bits.get(block, 0) | unpack(packed)
    return bits


def _conditions(term: Term) -> Iterator[ColumnElement[bool]]:
    """Give the conditions of which one is to hold; each is one walk of the key."""
    word, begins = search_words.c.word, term.beginning
    if begins is not None:
        yield (word >= begins) & (word < begins + _LAST)
    if words := term.words - {begins}:
        yield word.in_(sorted(words))
