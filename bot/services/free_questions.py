"""Questions of people's own: filed as a matter and acknowledged, a handful an hour; officers answer them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.request import RequestKind
from bot.flows import ask_officer
from bot.flows.outbound import Keyboard, Prompt
from bot.services import matters, presence, talking
from bot.storage import events, recordings, requests
from bot.storage import matters as stored_matters

if TYPE_CHECKING:
    from bot.domain.commands import AskOfficer
    from bot.services.work import Work


def file(work: Work, person: int, command: AskOfficer) -> int | None:
    """File a question, or add it to the one that waits; None beyond the territory's limit, said kindly."""
    if asked_enough(work, person):
        work.send(person, Prompt(ask_officer.enough(presence.answers_again(work)), keyboard=Keyboard.MENU))
        return None
    again = matters.find_open(work, RequestKind.QUESTION, person) is not None
    detail = {"text": command.text} if command.text else {}
    number = matters.open_matter(work, RequestKind.QUESTION, person, detail=detail)
    told = events.last(work.connection, number, "filed", "told_more")
    if told is not None and command.text:
        talking.remember(work, person, number, told[0])
    if command.recording:
        recordings.add(work.connection, number, recordings.REPORTER, command.recording, work.now)
    if command.danger:
        requests.mark_dangerous(work.connection, number)
    filed = requests.by_id(work.connection, number)
    from_when = presence.answers_again(work)
    lines = ask_officer.acknowledged(filed.reference, filed.answer_by, from_when, again=again)
    work.send(person, Prompt(lines, keyboard=Keyboard.MENU))
    return number


def asked_enough(work: Work, person: int) -> bool:
    """Tell whether somebody has asked as much as one may in an hour."""
    since = work.now - timedelta(hours=1)
    asked = stored_matters.count_told(work.connection, RequestKind.QUESTION, person, since)
    return asked >= work.territory.limits.reports_an_hour
