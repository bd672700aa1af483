"""Applications' tables; no query lives here."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Table, Text

from bot.storage.tables.base import metadata
from bot.storage.types import Json, UtcDatetime

applications = Table(
    "applications",
    metadata,
    Column("request", ForeignKey("requests.id"), primary_key=True),
    Column("of_age", Boolean, nullable=False),
    Column("district", Text),  # None: elsewhere
    Column("in_town", Boolean, nullable=False),
    Column("out_of_work", Text, nullable=False),  # domain.application.OutOfWork
    Column("mornings", Boolean, nullable=False),
    Column("phases", Json, nullable=False),  # the phases wished, by id; none: any
    Column("attractions", Json, nullable=False),  # domain.application.Attraction
    Column("note", Text),
    Column("entered_by", ForeignKey("people.id")),  # the officer who asked the questions, if one did
    Column("reason", Text),  # why it was declined, an id of the territory's
    Column("next_step", Text),  # the door named in the answer, an id of the territory's
    Column("same_as", ForeignKey("requests.id")),  # the application this one is a duplicate of
    Column("hoped_phase", Text),  # of the waiting list: a code of phases
    Column("listed_at", UtcDatetime),  # since when on that list; they are asked in this order
)
