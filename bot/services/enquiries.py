"""Sends for what a dialogue may use and need not wait for: a place's address, a photo's place.

What comes of it is `findings`' matter. Places of waste alone are looked up, never what else somebody writes.
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
    """Send for what the answers newly call for."""
    if stored.flow != REPORT_DUMP.name:
        return
    if work.has_geocoder:
        _ask_address(work, stored, answers)
    if "place" not in answers:
        _ask_where_taken(work, stored, answers)


def _ask_address(work: Work, stored: StoredSession, answers: Answers) -> None:
    wanted = sought(answers)
    if wanted is None or wanted == sought(stored.answers):
        return
    centre = work.territory.centre
    near = [centre.latitude, centre.longitude] if centre else None
    payload = {"session": stored.id, "sought": wanted, "near": near, "until": _until(work)}
    errands.add(work.connection, "address", f"{work.cause}:address:{stored.id}", payload, work.now)


def _ask_where_taken(work: Work, stored: StoredSession, answers: Answers) -> None:
    """Only the first photo sent as a file is looked at: one that Telegram has shrunk says nothing."""
    file = next((each for each in answers.get("photos", ()) if each.get("as_file")), None)
    if file is None:
        return
    photo = file["file_unique_id"]
    payload = {"session": stored.id, "photo": photo, "file_id": file["file_id"], "until": _until(work)}
    errands.add(work.connection, "taken", f"taken:{stored.id}:{photo}", payload, work.now)


def _until(work: Work) -> str:
    return (work.now + HELPFUL).isoformat()
