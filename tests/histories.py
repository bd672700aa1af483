"""Random histories of requests, laid into a database as rows, and what a slow reader makes of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert

from bot.domain import application, matter, report
from bot.domain.request import RequestKind, reference
from bot.storage.tables import events, matters, people, requests

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from sqlalchemy import Connection

BEGAN = datetime(2026, 3, 1, tzinfo=UTC)
SPAN = timedelta(days=120)
DISTRICTS = ("tamaris", "rochebelle", "old-town", None)
LIVES: Mapping[RequestKind, Any] = {
    **dict.fromkeys(RequestKind, matter.TRANSITIONS),
    RequestKind.REPORT: report.TRANSITIONS,
    RequestKind.APPLICATION: application.TRANSITIONS,
}
FIRST = {RequestKind.REPORT: "received", RequestKind.APPLICATION: "received"}
#: Written out once more, so that a slip in the rules shows.
SILENT = {"received", "reopen_requested", "in_review", "open"}
NO_WORD_YET = {"needs_info", "info_needed", "interview", "withdrawn"}
ENDED = {"cleared", "forwarded", "duplicate", "dismissed", "declined", "oriented", "withdrawn", "done"}


@dataclass
class Told:
    """One request and everything that happened to it, oldest first."""

    id: int
    kind: RequestKind
    district: str | None
    created_at: datetime
    muted: bool
    moves: list[tuple[datetime, str, str, str]] = field(default_factory=list)  # when, event, from, to

    @property
    def state(self) -> str:
        return self.moves[-1][3] if self.moves else FIRST.get(self.kind, "open")

    def answered_at(self) -> datetime | None:
        said = [at for at, event, _, to in self.moves if event != "withdrawn" and to not in SILENT]
        return said[0] if said else None

    def decided_at(self) -> datetime | None:
        settled = [
            at
            for at, event, _, to in self.moves
            if event != "withdrawn" and to not in SILENT and to not in NO_WORD_YET
        ]
        return settled[0] if settled else None

    def reopened(self) -> int:
        return sum(before in ENDED and to in SILENT for _, _, before, to in self.moves)


def tell(dice: Random, number: int, created_at: datetime | None = None) -> Told:
    """Make up one request."""
    kind = dice.choice(list(RequestKind))
    at = created_at or BEGAN + SPAN * dice.random()
    told = Told(number, kind, dice.choice(DISTRICTS), at, dice.random() < 0.1)
    for _ in range(dice.randrange(6)):
        options = sorted(LIVES[kind][told.state])
        if not options:
            break
        at += timedelta(hours=dice.expovariate(1 / 40))
        to = dice.choice(options)
        event = "withdrawn" if to in {"withdrawn", "dismissed"} and dice.random() < 0.5 else "moved"
        told.moves.append((at, event, told.state, to))
    return told


def lay(connection: Connection, stories: list[Told], person: int = 1, first: int = 1) -> None:
    """Write stories as rows; the person must be there."""
    connection.execute(insert(requests), [_request(each, person) for each in stories])
    lines = [line for each in stories for line in _events(each, person)]
    for number, line in enumerate(sorted(lines, key=_moment), first):
        line["id"] = number
    connection.execute(insert(events), lines)


def lay_person(connection: Connection, number: int = 1) -> None:
    """Write somebody."""
    row = {"id": number, "guessed_language": "fr", "created_at": BEGAN}
    connection.execute(insert(people), row)


def lay_words(connection: Connection, number: int, text: str) -> None:
    """Let a matter hold what somebody wrote."""
    connection.execute(insert(matters), {"request": number, "detail": {"text": text}})


def _request(told: Told, person: int) -> dict[str, object]:
    return {
        "id": told.id,
        "kind": told.kind,
        "reference": reference(told.kind, told.id),
        "state": told.state,
        "version": 1,
        "person": person,
        "danger": told.id % 7 == 0,
        "muted": told.muted,
        "district": told.district,
        "waiting_since": told.created_at if told.state in SILENT else None,
        "answer_by": (told.created_at + timedelta(days=7)).date(),
        "created_at": told.created_at,
    }


def _moment(line: dict[str, object]) -> datetime:
    at = line["at"]
    assert isinstance(at, datetime)
    return at


def _events(told: Told, person: int) -> list[dict[str, object]]:
    filed: dict[str, object] = {"request": told.id, "at": told.created_at, "kind": "filed", "actor": person}
    begun = FIRST.get(told.kind, "open")
    lines = [{**filed, "state_from": None, "state_to": begun, "detail": None}]
    for at, event, before, to in told.moves:
        moved = {"request": told.id, "at": at, "kind": event, "actor": person}
        lines.append({**moved, "state_from": before, "state_to": to, "detail": {"text": "mot"}})
        noted = {"request": told.id, "at": at, "kind": "noted", "actor": None}
        lines.append({**noted, "state_from": None, "state_to": None, "detail": None})
    return lines
