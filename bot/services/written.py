"""Which texts people wrote on a report, and where each is kept; erasing them is `redacting`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.text import ERASED
from bot.flows.redact import Written
from bot.storage import events

if TYPE_CHECKING:
    from bot.services.work import Work
    from bot.storage.reports import Report

#: Where each text stands in the history: the kinds of events, and its name there.
TOLD: dict[Written, tuple[tuple[str, ...], str]] = {
    Written.NOTE: (("added", "followed"), "note"),
    Written.ANSWER: (("answered",), "text"),
}
COLUMNS = {Written.NOTE: "note", Written.LANDMARK: "landmark"}


def on(work: Work, report: Report) -> tuple[Written, ...]:
    """Return which texts of a report could be erased."""
    held = {each for each, column in COLUMNS.items() if getattr(report, column) not in (None, "", ERASED)}
    for each, (kinds, name) in TOLD.items():
        if any(text != ERASED for text in events.texts(work.connection, report.id, kinds, name)):
            held.add(each)
    return tuple(each for each in Written if each in held)
