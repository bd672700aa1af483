"""The officer's queue and what is on officers' screens; no query lives here."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, ForeignKey, Index, Integer, Table, Text, text

from bot.storage.tables.base import Serial, metadata
from bot.storage.types import Json, UtcDatetime

requests = Table(
    "requests",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("kind", Text, nullable=False),  # domain.request.RequestKind
    Column("reference", Text, nullable=False, unique=True),
    Column("state", Text, nullable=False),
    Column("version", Integer, nullable=False, default=1),
    Column("person", ForeignKey("people.id"), nullable=False),
    Column("danger", Boolean, nullable=False, default=False),
    Column("muted", Boolean, nullable=False, default=False),  # filed by somebody muted: in no queue
    Column("district", Text),  # where it is about, an id of the territory's; None: nowhere known
    Column("waiting_since", UtcDatetime),  # None: nothing waits for the officer
    Column("snoozed_until", UtcDatetime),  # put aside until then; None: it is not
    Column("snoozed_firmly", Boolean, nullable=False, default=False),  # even if the person answers
    Column("held", Boolean, nullable=False, default=False),  # a decision on it can still be undone
    Column("answer_by", Date, nullable=False),  # the promised date, local
    Column("claimed_by", ForeignKey("people.id")),
    Column("created_at", UtcDatetime, nullable=False),
    Column("erased_at", UtcDatetime),  # since when it is nobody's any more
)
_IN_VIEWS = (  # what the views ask of a request: reading the index alone is enough
    *(requests.c.danger, requests.c.answer_by, requests.c.claimed_by, requests.c.snoozed_until),
    *(requests.c.held, requests.c.muted, requests.c.district, requests.c.kind),
)
_WAITS = text("waiting_since IS NOT NULL")
Index(
    "ix_requests_waiting",
    *(requests.c.waiting_since, requests.c.id, *_IN_VIEWS),
    sqlite_where=_WAITS,
    postgresql_where=_WAITS,
)
_ASKED = text("waiting_since IS NULL AND state IN ('accepted', 'info_needed', 'interview', 'needs_info')")
Index(  # the person is to answer; domain.queue.ON_PERSON
    "ix_requests_asked",
    *(requests.c.created_at, requests.c.id, requests.c.state, *_IN_VIEWS),
    sqlite_where=_ASKED,
    postgresql_where=_ASKED,
)
_CLAIMED = text("claimed_by IS NOT NULL")
Index(
    "ix_requests_claimed_by",
    requests.c.claimed_by,
    sqlite_where=_CLAIMED,
    postgresql_where=_CLAIMED,
)
Index("ix_requests_person_created_at", requests.c.person, requests.c.created_at)
Index("ix_requests_created_at_id", requests.c.created_at, requests.c.id)  # a period, page by page

events = Table(  # append-only: history and audit
    "events",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("request", ForeignKey("requests.id"), nullable=False, index=True),
    Column("at", UtcDatetime, nullable=False),
    Column("actor", ForeignKey("people.id")),
    Column("kind", Text, nullable=False),  # filed, moved, claimed, asked, answered, photo_added
    Column("state_from", Text),
    Column("state_to", Text),
    Column("detail", Json),
)

matters = Table(  # small things about one person that wait for the officer
    "matters",
    metadata,
    Column("request", ForeignKey("requests.id"), primary_key=True),
    Column("about_kind", Text),  # what it is about: shift, appointment, reminder, ...
    Column("about_id", BigInteger),
    Column("detail", Json, nullable=False),  # storage.matters.Matter says what it holds
)

cards = Table(
    "cards",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("person", ForeignKey("people.id"), nullable=False),
    Column("request", ForeignKey("requests.id"), nullable=False, index=True),
    Column("message_id", BigInteger),  # None until sent
    Column("open", Boolean, nullable=False, default=True),
    Column("back", Boolean, nullable=False, default=False),  # shows its other side
    Column("view", Text),  # which part of the queue it walks: domain.queue.View; None: what waits
    Column("walk", Json),  # the requests of that walk, in order, as it was begun
    Column("created_at", UtcDatetime, nullable=False),
    Column("touched_at", UtcDatetime),  # shown or last pressed; None: comes when its person's dialogue ends
)
Index("ix_cards_person_open", cards.c.person, cards.c.open)

exports = Table(  # append-only: who took which rows out, and when
    "exports",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("person", ForeignKey("people.id")),  # None: from the command line
    Column("at", UtcDatetime, nullable=False),
    Column("what", Text, nullable=False),  # requests, log
    Column("form", Text, nullable=False),
    Column("since", Date),  # local days, both included; None: without end
    Column("until", Date),
    Column("with_texts", Boolean, nullable=False),
    Column("with_people", Boolean, nullable=False),
    Column("lines", Integer, nullable=False),
)

tallies = Table(  # the pinned message that tells an officer how much the queue holds
    "tallies",
    metadata,
    Column("person", ForeignKey("people.id"), primary_key=True, autoincrement=False),
    Column("message_id", BigInteger),  # None until sent
    Column("drawn", Json),  # the counts it was last drawn with
)
