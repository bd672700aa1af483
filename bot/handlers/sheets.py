"""Sheets of crews as Telegram takes them: photos of paper ones, and the week's one to be printed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from bot.flows.messages import Code, msg
from bot.services import week_sheets
from bot.storage import sheets
from bot.storage.files import kept_photo

if TYPE_CHECKING:
    from pathlib import Path

    from bot.flows.outbound import WeekSheet
    from bot.services.work import Work


def photographed(work: Work, number: int, photos: Path, language: str) -> tuple[str, dict[str, Any]] | None:
    """Return the method and what it sends of a photo of a paper sheet: our own copy where it is kept."""
    sheet = sheets.find(work.connection, number)
    if sheet is None:
        return None
    caption = work.words.plain(msg("roll.paper_kept"), language)
    kept = kept_photo(photos, sheet.digest) if sheet.digest else None
    if kept is not None and kept.exists():
        return "send_photo", {"photo": kept.read_bytes(), "caption": caption}
    what = "document" if sheet.as_file else "photo"
    return f"send_{what}", {what: sheet.file_id, "caption": caption}


def printed(work: Work, wanted: WeekSheet, language: str) -> dict[str, Any]:
    """Return a week's sheet as a document, in the territory's own language: it hangs on a wall.

    Its name is in the language of whoever asks for it.
    """
    from bot.papers import week  # noqa: PLC0415 - half a second that a bot which starts need not spend

    rows = week_sheets.rows(work, wanted.crew, date.fromisoformat(wanted.monday))
    content = week.draw(work.words, rows, work.territory.default_language)
    name = work.words.plain(msg("sheet.file", day=Code(wanted.monday)), language)
    return {"document": content, "filename": f"{name}.pdf"}
