"""The index of words as it stands, to be compared with one made from nothing; it changes nothing for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.domain.search import unpack
from bot.storage import search_index
from bot.storage.tables import search_texts, search_words

if TYPE_CHECKING:
    from sqlalchemy import Connection

Index = tuple[dict[int, str], dict[tuple[int, str], int]]


def index(connection: Connection) -> Index:
    """Return the words of each request, and the requests of each word as bits."""
    texts = {row.request: row.words for row in connection.execute(select(search_texts))}
    bits = {(block, word): unpack(held) for block, word, held in connection.execute(select(search_words))}
    return texts, bits


def rebuilt(connection: Connection) -> Index:
    """Return the index that the texts of now give."""
    held = connection.begin_nested()
    search_index.rebuild(connection)
    made = index(connection)
    held.rollback()
    return made
