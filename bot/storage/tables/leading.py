"""What leading a crew keeps: messages that are drawn anew, paper sheets, forecasts; no query lives here."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Table, Text, UniqueConstraint

from bot.storage.tables.base import Serial, metadata
from bot.storage.types import Json, UtcDatetime

boards = Table(  # a shift on somebody's screen: what it shows is drawn when it is sent
    "boards",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("person", ForeignKey("people.id"), nullable=False),
    Column("shift", ForeignKey("shifts.id"), nullable=False, index=True),
    Column("sort", Text, nullable=False),  # flows.crew_board.Sort
    Column("page", BigInteger),  # of the names of a roll-call, from 0; None shows no names
    Column("message_id", BigInteger),  # None until sent
    Column("before", Json, nullable=False),  # states by attendance, as they were before the last gesture
    Column("made_at", UtcDatetime, nullable=False),
)
Index("ix_boards_person_message_id", boards.c.person, boards.c.message_id)

sheets = Table(  # photos of paper sheets, where the network was bad
    "sheets",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("shift", ForeignKey("shifts.id"), nullable=False),
    Column("person", ForeignKey("people.id")),  # whoever sent it
    Column("file_id", Text, nullable=False),
    Column("file_unique_id", Text, nullable=False),
    Column("as_file", Boolean, nullable=False, default=False),  # sent as a document
    Column("digest", Text),  # of the kept copy; None until fetched
    Column("received_at", UtcDatetime, nullable=False),
    UniqueConstraint("shift", "file_unique_id"),
)

forecasts = Table(  # the last one of a shift that was asked for
    "forecasts",
    metadata,
    Column("shift", ForeignKey("shifts.id"), primary_key=True),
    Column("figures", Json, nullable=False),  # domain.weather.Figures
    Column("cause", Text),  # domain.weather.Cause; None: nothing is proposed
    Column("kept", Text),  # the cause in spite of which the shift was kept as it is
    Column("told_at", UtcDatetime, nullable=False),
)
