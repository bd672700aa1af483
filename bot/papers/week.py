"""Draws a crew's sheet of a week, A4 across: a name a row, a shift a column; millimetres throughout.

Names in any script come out right where the shipped font has their letters; others leave a gap.
"""

from __future__ import annotations

import logging
import unicodedata
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from fpdf import FPDF
from fpdf.fonts import TTFFont

from bot.flows.messages import Worded, msg

if TYPE_CHECKING:
    from bot.domain.programme import Shift
    from bot.i18n import Words
    from bot.services.week_sheets import WeekRows

logging.getLogger("fontTools").setLevel(logging.WARNING)  # it tells every letter it keeps
FONT = Path(__file__).parent.parent / "posters" / "fonts" / "regular.ttf"
WIDTH, MARGIN = 297.0, 12.0
NAMES_WIDTH, HEAD_TOP, HEAD_HEIGHT, ROW_HEIGHT = 55.0, 30.0, 20.0, 15.0
ROWS_A_PAGE = 9
UNKNOWN_LETTER = "\u00b7"


class _Page(FPDF):
    """An A4 sheet with one font for every script."""

    def __init__(self, title: str, language: str) -> None:
        super().__init__(format="A4", orientation="landscape")
        self.set_auto_page_break(auto=False)
        self.set_title(title)
        self.set_lang(language)
        self.add_font("sheet", "", FONT)
        self.set_text_shaping(use_shaping_engine=True)

    def box(self, text: str, at: tuple[float, float], size: tuple[float, float], points: float) -> None:
        """Draw a box with a text that shrinks until it fits on one line."""
        self.set_font("sheet", "", points)
        safe = "".join(c if self._has(c) else UNKNOWN_LETTER for c in text)
        wide = self.get_string_width(safe)
        self.set_font_size(points * min(1.0, (size[0] - 3) / wide) if wide else points)
        self.set_xy(*at)
        self.cell(*size, safe, border=1, align="C")

    def line_of(self, text: str, top: float, points: float) -> None:
        """Write a line from the left margin."""
        self.set_font("sheet", "", points)
        self.set_xy(MARGIN, top)
        self.cell(WIDTH - 2 * MARGIN, points * 0.5, text)

    def close_fonts(self) -> None:
        """Close the files of the fonts."""
        for font in self.fonts.values():
            if isinstance(font, TTFFont):
                font.ttfont.close()

    def _has(self, letter: str) -> bool:
        known = self.current_font.cmap  # type: ignore[union-attr] # a font of ours is set
        return ord(letter) in known or unicodedata.category(letter) == "Cf"


class _Closing:
    """Closes the fonts' files of a page."""

    def __init__(self, page: _Page) -> None:
        self._page = page

    def close(self) -> None:
        """Close them."""
        self._page.close_fonts()


def draw(words: Words, rows: WeekRows, language: str) -> bytes:
    """Return the sheet as a PDF: as many pages as there are names for."""
    title = words.plain(msg("sheet.title", crew=Worded(rows.crew), day=rows.monday), language)
    page = _Page(title, language)
    with closing(_Closing(page)):
        people = rows.people or (("", frozenset()),)
        for first in range(0, len(people), ROWS_A_PAGE):
            page.add_page()
            page.line_of(title, 12, 20)
            page.line_of(words.plain(msg("sheet.legend"), language), 21, 11)
            _head(page, words, rows, language)
            _body(page, rows, people[first : first + ROWS_A_PAGE])
        return bytes(page.output())


def _width(rows: WeekRows) -> float:
    return (WIDTH - 2 * MARGIN - NAMES_WIDTH) / max(1, len(rows.shifts))


def _left(rows: WeekRows, column: int) -> float:
    return MARGIN + NAMES_WIDTH + column * _width(rows)


def _head(page: _Page, words: Words, rows: WeekRows, language: str) -> None:
    third = HEAD_HEIGHT / 3
    for column, shift in enumerate(rows.shifts):
        for line, text in enumerate(_named(words, shift, language)):
            at = (_left(rows, column), HEAD_TOP + line * third)
            page.box(text, at, (_width(rows), third), 11)


def _named(words: Words, shift: Shift, language: str) -> tuple[str, ...]:
    slot = shift.slot
    hours = msg("sheet.hours", starts=slot.starts, ends=slot.ends)
    place = msg("sheet.place", place=Worded(slot.place.name))
    lines = (msg("sheet.day", day=slot.day), hours, place)
    return tuple(words.plain(line, language) for line in lines)


def _body(page: _Page, rows: WeekRows, people: tuple[tuple[str, frozenset[int]], ...]) -> None:
    for row, (name, expected) in enumerate(people):
        top = HEAD_TOP + HEAD_HEIGHT + row * ROW_HEIGHT
        page.box(name, (MARGIN, top), (NAMES_WIDTH, ROW_HEIGHT), 14)
        for column, shift in enumerate(rows.shifts):
            mark = "" if shift.id in expected or not name else "-"
            page.box(mark, (_left(rows, column), top), (_width(rows), ROW_HEIGHT), 14)
