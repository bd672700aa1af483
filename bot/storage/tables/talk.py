"""What officers and people write to each other through the bot; no query lives here."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table, Text

from bot.storage.tables.base import Serial, metadata
from bot.storage.types import Json, UtcDatetime

relays = Table(  # a message about a request, and the bot's copy of it on somebody else's screen
    "relays",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("request", ForeignKey("requests.id"), nullable=False, index=True),
    Column("author", ForeignKey("people.id")),
    Column("written", BigInteger, nullable=False),  # the author's message, by its number in their chat
    Column("album", Text),
    Column("state", Text, nullable=False),  # domain.talk.State
    Column("said", Json, nullable=False),  # what it says, until an event holds it: flows.talk.Said
    Column("event", ForeignKey("events.id")),  # which holds what it says
    Column("asked", BigInteger),  # the bot's message that asks the author whether it leaves
    Column("reader", ForeignKey("people.id")),  # None: it goes to nobody
    Column("shown", BigInteger),  # the bot's copy in the reader's chat; None until it was sent
    Column("answers", BigInteger),  # the reader's own message that it answers
    Column("made_at", UtcDatetime, nullable=False),
)
Index("ix_relays_author_written", relays.c.author, relays.c.written)
Index("ix_relays_reader_shown", relays.c.reader, relays.c.shown)
