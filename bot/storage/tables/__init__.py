"""Every table of the programme, once, for both databases; no query and no rule lives here."""

from __future__ import annotations

from bot.storage.tables.applications import applications
from bot.storage.tables.attending import (
    absence_reasons,
    appointments,
    attendances,
    outcomes,
    pauses,
    profiles,
    shifts,
)
from bot.storage.tables.away import away
from bot.storage.tables.base import metadata
from bot.storage.tables.held import held_decisions
from bot.storage.tables.leading import boards, forecasts, sheets
from bot.storage.tables.loop import errands, facts, inputs, outbox, timers
from bot.storage.tables.people import (
    accounts,
    contacts,
    disclosures,
    invitation_tries,
    invitations,
    links,
    people,
    roles,
    sessions,
)
from bot.storage.tables.programme import crews, criteria_seen, enrolments, interviews, phases
from bot.storage.tables.queue import cards, events, exports, matters, requests, tallies
from bot.storage.tables.reminders import reminders
from bot.storage.tables.reports import addresses, followers, photos, recordings, reports
from bot.storage.tables.search import search_texts, search_words
from bot.storage.tables.talk import relays
from bot.storage.tables.texts import ready_answers, text_changes, texts

__all__ = [
    "absence_reasons",
    "accounts",
    "addresses",
    "applications",
    "appointments",
    "attendances",
    "away",
    "boards",
    "cards",
    "contacts",
    "crews",
    "criteria_seen",
    "disclosures",
    "enrolments",
    "errands",
    "events",
    "exports",
    "facts",
    "followers",
    "forecasts",
    "held_decisions",
    "inputs",
    "interviews",
    "invitation_tries",
    "invitations",
    "links",
    "matters",
    "metadata",
    "outbox",
    "outcomes",
    "pauses",
    "people",
    "phases",
    "photos",
    "profiles",
    "ready_answers",
    "recordings",
    "relays",
    "reminders",
    "reports",
    "requests",
    "roles",
    "search_texts",
    "search_words",
    "sessions",
    "sheets",
    "shifts",
    "tallies",
    "text_changes",
    "texts",
    "timers",
]
