"""By which words requests are found: an index made from their texts; no query lives here."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Table, Text

from bot.storage.tables.base import metadata

search_texts = Table(  # the words of each request as the index has them, so that they can leave it
    "search_texts",
    metadata,
    Column("request", ForeignKey("requests.id"), primary_key=True),
    Column("words", Text, nullable=False),  # sorted, parted by spaces
)

search_words = Table(  # the index: in which requests each word stands, a block of numbers in a row
    "search_words",
    metadata,
    Column("block", Integer, primary_key=True, autoincrement=False),  # request // domain.search.BLOCK
    Column("word", Text(collation="C").with_variant(Text, "sqlite"), primary_key=True),
    Column("requests", LargeBinary, nullable=False),  # domain.search.pack
    sqlite_with_rowid=False,
)
