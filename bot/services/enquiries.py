"""Sends for what a dialogue may use and need not wait for: the address of a place; what comes is `findings`'.

Places of waste alone are looked up, never what else somebody writes, nor who they are.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.flows.report_dump import REPORT_DUMP
from bot.flows.spots import sought
from bot.storage import errands

if TYPE_CHECKING:
    from bot.flows.answers import Answers
    from bot.services.work import Work
    from bot.storage.sessions import StoredSession

HELPFUL = timedelta(minutes=1)  # an answer that comes later helps nobody


def ask(work: Work, stored: StoredSession, answers: Answers) -> None:
    """Send for what the answers newly call for, if there is anybody to ask."""
    if stored.flow != REPORT_DUMP.name or not work.has_geocoder:
        return
    wanted = sought(answers)
    if wanted is None or wanted == sought(stored.answers):
        return
    centre = work.territory.centre
    payload = {
        "session": stored.id,
        "sought": wanted,
        "near": [centre.latitude, centre.longitude] if centre else None,
        "until": (work.now + HELPFUL).isoformat(),
    }
    errands.add(work.connection, "address", f"{work.cause}:address:{stored.id}", payload, work.now)
