"""Erases what people wrote when it names somebody; history keeps that it was erased, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.text import ERASED
from bot.flows.messages import Code, msg
from bot.flows.redact import Written
from bot.services import cards, desk
from bot.services.written import COLUMNS, TOLD
from bot.storage import events, reports, sessions

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.domain.decisions import RedactText
    from bot.services.work import Work
    from bot.storage.reports import Report


def redact(work: Work, officer: int, command: RedactText) -> int:
    """Erase a text wherever it is kept: on the report, in its history, in dialogues about it."""
    report = reports.by_id(work.connection, desk.current(work, officer, command).id)
    text = Written(command.text)
    gone: list[str] = []
    if text in COLUMNS:
        gone.append(reports.redact(work.connection, report.id, COLUMNS[text], ERASED) or "")
    if text in TOLD:
        gone += events.redact(work.connection, report.id, *TOLD[text], ERASED)
    _redact_dialogues(work, report, officer, {each for each in gone if each})
    events.append(work.connection, report.id, "redacted", officer, work.now, detail={"text": text.value})
    cards.refresh(work, report.id)
    desk.confirm(work, officer, msg("redact.done", reference=Code(report.reference)))
    return report.id


def _redact_dialogues(work: Work, report: Report, officer: int, gone: Collection[str]) -> None:
    for person in (report.person, officer):
        for held in sessions.open_ones(work.connection, person):
            if held.answers.get("at_request") == report.id:
                answers = _without(dict(held.answers), gone)
                sessions.save(work.connection, held.id, answers, held.misses, held.keyboard, work.now)


def _without(value: Any, gone: Collection[str]) -> Any:  # noqa: ANN401 - JSON values
    """Return stored answers with each of these texts erased."""
    match value:
        case dict():
            return {name: _without(each, gone) for name, each in value.items()}
        case list():
            return [_without(each, gone) for each in value]
        case str() if value in gone:
            return ERASED
    return value
