"""Questions and answers about a request of any kind: each kind knows what becomes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.request import MATTERS, RequestKind
from bot.services import (
    application_answers,
    application_decisions,
    decisions,
    matter_decisions,
    matters,
    reports,
    talking,
)
from bot.storage import events, requests

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.domain.commands import AnswerQuestion
    from bot.domain.decisions import AskReporter
    from bot.services.work import Work

ASK: dict[RequestKind, Callable[[Work, int, Any], int]] = {
    RequestKind.REPORT: decisions.ask,
    RequestKind.APPLICATION: application_decisions.ask,
    **dict.fromkeys(MATTERS, matter_decisions.ask),
}
ANSWER: dict[RequestKind, Callable[[Work, int, Any], int]] = {
    RequestKind.REPORT: reports.answer,
    RequestKind.APPLICATION: application_answers.answer,
    **dict.fromkeys(MATTERS, matters.answer),
}


def ask(work: Work, officer: int, command: AskReporter) -> int:
    """Relay an officer's question."""
    number = ASK[requests.by_id(work.connection, command.request).kind](work, officer, command)
    asked = events.last(work.connection, number, "asked")
    if asked is not None:
        talking.remember(work, officer, number, asked[0])
    return number


def answer(work: Work, person: int, command: AnswerQuestion) -> int:
    """Bring an answer back to the officers, also one that comes when all is decided."""
    request = requests.by_id(work.connection, command.request)
    late = talking.is_late(work, person, request)
    number = (talking.take_late if late else ANSWER[request.kind])(work, person, command)
    talking.bring(work, person, number, everybody=late)
    return number
