"""« Historique »: what has happened to a request, line by line, for officers; it looks nothing up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.text import shorten
from bot.flows import labels
from bot.flows.held import STATES
from bot.flows.messages import Code, Message, msg
from bot.flows.outbound import Keyboard, Option, Prompt, card_data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.request import RequestKind

KIND, PAGE = "history", "page"  # the button of a page; its version is the event before the page
A_PAGE = 10
LONGEST_WHY = 120


class Doer(StrEnum):
    """Who does things of a kind, where nothing else tells it."""

    PERSON = "person"
    OTHER = "other"  # somebody else who has seen the same heap
    TEAM = "team"
    BOT = "bot"


DOERS: dict[Doer, Message] = {
    Doer.PERSON: msg("history.person"),
    Doer.OTHER: msg("history.other"),
    Doer.TEAM: msg("history.team"),
    Doer.BOT: msg("history.bot"),
}
YOU = msg("history.you")

#: What an officer reads of each kind of event, and whose deed it is unless the event tells.
WORDS: dict[str, tuple[Doer, Message]] = {
    "filed": (Doer.PERSON, msg("history.filed")),
    "told_more": (Doer.PERSON, msg("history.told_more")),
    "answered": (Doer.PERSON, msg("history.answered")),
    "added": (Doer.OTHER, msg("history.added")),
    "followed": (Doer.OTHER, msg("history.followed")),
    "edited": (Doer.OTHER, msg("history.edited")),
    "withdrawn": (Doer.PERSON, msg("history.withdrawn")),
    "confirmed": (Doer.PERSON, msg("history.confirmed")),
    "found_clean": (Doer.PERSON, msg("history.found_clean")),
    "thanked": (Doer.PERSON, msg("history.thanked")),
    "claimed": (Doer.TEAM, msg("history.claimed")),
    "noted": (Doer.TEAM, msg("history.noted")),
    "asked": (Doer.TEAM, msg("history.asked")),
    "written": (Doer.TEAM, msg("history.written")),
    "corrected": (Doer.TEAM, msg("history.corrected")),
    "moved": (Doer.BOT, msg("history.moved")),
    "decided": (Doer.TEAM, msg("history.decided")),
    "undone": (Doer.TEAM, msg("history.undone")),
    "overtaken": (Doer.BOT, msg("history.overtaken")),
    "approved": (Doer.TEAM, msg("history.approved")),
    "released": (Doer.TEAM, msg("history.released")),
    "criteria": (Doer.TEAM, msg("history.criteria")),
    "profiled": (Doer.TEAM, msg("history.profiled")),
    "joined": (Doer.TEAM, msg("history.joined")),
    "redacted": (Doer.TEAM, msg("history.redacted")),
    "snoozed": (Doer.TEAM, msg("history.snoozed")),
    "woken": (Doer.BOT, msg("history.woken")),
    "muted": (Doer.TEAM, msg("history.muted")),
    "unmuted": (Doer.TEAM, msg("history.unmuted")),
    "cut": (Doer.TEAM, msg("history.cut")),
    "photo_showable": (Doer.TEAM, msg("history.photo_showable")),
    "photo_private": (Doer.TEAM, msg("history.photo_private")),
    "blur_asked": (Doer.TEAM, msg("history.blur_asked")),
    "blurred": (Doer.BOT, msg("history.blurred")),
    "unanswered": (Doer.BOT, msg("history.unanswered")),
    "returned": (Doer.BOT, msg("history.returned")),
    "undelivered": (Doer.BOT, msg("history.undelivered")),
}
#: Of what a newer or an older release has written.
UNKNOWN = (Doer.BOT, msg("history.unknown"))


@dataclass(frozen=True)
class Line:
    """One event as it is read: `at` is a local day and hour; `why` are words, "" for none."""

    event: int
    at: str
    who: Message | str
    what: Message
    before: str | None
    after: str | None
    why: str


def words(kind: str) -> tuple[Doer, Message]:
    """Return whose deed events of a kind are by default, and what they are called."""
    return WORDS.get(kind, UNKNOWN)


def data(request: int, after: int) -> str:
    """Return what the button of a page carries; 0 is the first page."""
    return card_data(KIND, request, PAGE, after)


def page(
    request: tuple[int, RequestKind, str], lines: Sequence[Line], *, first: bool, more: bool, over: int = 0
) -> Prompt:
    """Show a page, the newest last; `request` is its number, kind and reference."""
    number, kind, reference = request
    said = (msg("history.title", reference=Code(reference)), *(_line(each, kind) for each in lines))
    row = [Option(data(number, lines[-1].event), msg("history.more"))] if more else []
    row += [] if first else [Option(data(number, 0), labels.BACK)]
    return Prompt(said, (tuple(row),) if row else (), Keyboard.INLINE if row else Keyboard.NONE, over=over)


def not_found(typed: str) -> Prompt:
    """Say how to ask for a history, and that nothing is called what was typed."""
    hint = msg("history.how")
    return Prompt((msg("history.none", words=shorten(typed, LONGEST_WHY)), hint) if typed else (hint,))


def _line(line: Line, kind: RequestKind) -> Message:
    what = line.what
    if line.after is not None and line.before not in (None, line.after):
        before, after = _state(kind, line.before or ""), _state(kind, line.after)
        what = msg("history.from_to", what=what, before=before, after=after)
    if line.why:
        what = msg("history.why", what=what, why=shorten(line.why, LONGEST_WHY))
    return msg("history.line", at=Code(line.at), who=line.who, what=what)


def _state(kind: RequestKind, state: str) -> Message | Code:
    return STATES[kind].get(state) or Code(state)
