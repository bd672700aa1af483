"""Officers' notes on a request as its card shows them: the newest first, with who wrote them and when."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.text import shorten
from bot.flows.messages import Code, Message, msg
from bot.storage import contacts, events

if TYPE_CHECKING:
    from bot.services.work import Work
    from bot.storage.events import Entry

SHOWN, LENGTH, NAME = 2, 60, 10  # so that the whole fits a caption of 1,024 characters


def of(work: Work, request: int) -> tuple[Message, ...]:
    """Return the newest notes as lines."""
    return tuple(_line(work, each) for each in events.latest(work.connection, request, "noted", SHOWN))


def _line(work: Work, noted: Entry) -> Message:
    day = noted.at.astimezone(ZoneInfo(work.territory.timezone)).date()
    name = contacts.of_person(work.connection, noted.actor).first_name if noted.actor else None
    shown = "📷" * len(noted.detail.get("photos", ())) + "🎤" * len(noted.detail.get("recordings", ()))
    text = " ".join(part for part in (shown, str(noted.detail.get("text", ""))) if part)
    who = shorten(name, NAME) if name else msg("card.an_officer")
    return msg("card.noted_by", day=Code(f"{day:%d/%m}"), who=who, note=shorten(text, LENGTH))
