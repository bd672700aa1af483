"""Draws one poster, A4: the first language large, the others one line each; millimetres throughout.

The font is shipped, so that French and Arabic come out alike on every machine.
"""

from __future__ import annotations

import logging
import unicodedata
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import segno
from fpdf import FPDF
from fpdf.fonts import TTFFont

from bot.domain.deep_links import deep_link, place_payload
from bot.flows.messages import Code, Term, TermKind, msg
from bot.posters.errors import MissingLetter

if TYPE_CHECKING:
    from bot.domain.territory import NamedPlace, Territory
    from bot.i18n import Words

logging.getLogger("fontTools").setLevel(logging.WARNING)  # it tells every letter it keeps
FONTS = Path(__file__).parent / "fonts"
WIDTH, HEIGHT, MARGIN = 210.0, 297.0, 16.0
TEXT_WIDTH = WIDTH - 2 * MARGIN
GREEN, PALE, INK, WHITE = (24, 95, 58), (231, 242, 235), (25, 25, 25), (255, 255, 255)
CODE_SIZE, CODE_TOP = 98.0, 80.0
CODE_BORDER = 4  # modules of white that readers need around a code
LINES_TOP, LINES_BOTTOM = 230.0, 274.0
POINT = 25.4 / 72  # millimetres


@dataclass(frozen=True, slots=True)
class Type:
    """How a text is set: its size in points, which shrinks where it would not fit; weight; colour."""

    size: float
    bold: bool = False
    colour: tuple[int, int, int] = INK


class Sheet:
    """One page being drawn."""

    def __init__(self, title: str, language: str) -> None:
        self._pdf = FPDF(format="A4")
        self._pdf.set_auto_page_break(auto=False)
        self._pdf.set_title(title)
        self._pdf.set_lang(language)
        for style, name in (("", "regular"), ("B", "bold")):
            self._pdf.add_font("poster", style, FONTS / f"{name}.ttf")
        self._pdf.set_text_shaping(use_shaping_engine=True)
        self._pdf.add_page()

    def band(self, top: float, height: float, colour: tuple[int, int, int]) -> None:
        """Fill the page from side to side."""
        self._pdf.set_fill_color(*colour)
        self._pdf.rect(0, top, WIDTH, height, style="F")

    def text(self, text: str, middle: float, how: Type) -> None:
        """Write one centred line around the height `middle`."""
        self._pdf.set_font("poster", "B" if how.bold else "")
        self._check(text)
        self._pdf.set_text_color(*how.colour)
        self._pdf.set_font_size(how.size)
        wide = self._pdf.get_string_width(text)
        size = how.size * min(1.0, TEXT_WIDTH / wide)
        self._pdf.set_font_size(size)
        height = size * POINT * 1.4
        self._pdf.set_xy(MARGIN, middle - height / 2)
        self._pdf.cell(TEXT_WIDTH, height, text, align="C")

    def code(self, link: str) -> None:
        """Draw the QR code in the middle, dark squares on white, with what it opens as a link."""
        made = segno.make_qr(link, error="q")
        module = CODE_SIZE / (len(made.matrix) + 2 * CODE_BORDER)
        left = (WIDTH - CODE_SIZE) / 2
        self._pdf.set_fill_color(*WHITE)
        self._pdf.rect(left, CODE_TOP, CODE_SIZE, CODE_SIZE, style="F")
        self._pdf.set_fill_color(0, 0, 0)
        for row, modules in enumerate(made.matrix, CODE_BORDER):
            for start, length in _runs(modules):
                column = start + CODE_BORDER
                self._pdf.rect(
                    left + column * module, CODE_TOP + row * module, length * module, module, style="F"
                )
        self._pdf.link(left, CODE_TOP, CODE_SIZE, CODE_SIZE, link)

    def end(self) -> bytes:
        """Return the PDF."""
        return bytes(self._pdf.output())

    def close(self) -> None:
        """Close the files of the fonts."""
        for font in self._pdf.fonts.values():
            if isinstance(font, TTFFont):
                font.ttfont.close()

    def _check(self, text: str) -> None:
        known = self._pdf.current_font.cmap  # type: ignore[union-attr] # a font of ours is set
        missing = {c for c in text if ord(c) not in known and unicodedata.category(c) != "Cf"}
        if missing:
            raise MissingLetter(text, "".join(sorted(missing)))


def draw(territory: Territory, words: Words, place: NamedPlace, username: str) -> bytes:
    """Return the poster of a place as a PDF; raises MissingLetter."""
    first, *others = territory.languages
    name = territory.text(place.name, first)
    with closing(Sheet(name, first)) as sheet:
        _head(sheet, territory, words)
        sheet.code(deep_link(username, place_payload(place.id)))
        sheet.text(name, 187, Type(30, bold=True, colour=GREEN))
        sheet.text(f"@{username}", 197, Type(13))
        sheet.band(204, 20, PALE)
        telephone = msg("poster.telephone", phone=Term(TermKind.PHONE))
        sheet.text(words.plain(telephone, first), 214, Type(23, bold=True))
        _lines(sheet, words, others)
        _foot(sheet, territory, words)
        return sheet.end()


def _head(sheet: Sheet, territory: Territory, words: Words) -> None:
    language = territory.default_language
    sheet.band(0, 22, GREEN)
    sheet.text(_named(territory), 11, Type(21, bold=True, colour=WHITE))
    sheet.text(words.plain(msg("poster.title"), language), 40, Type(60, bold=True))
    sheet.text(words.plain(msg("poster.how"), language), 62, Type(24))
    sheet.text(words.plain(msg("poster.free"), language), 74, Type(15))


def _named(territory: Territory) -> str:
    """Return the programme's name, and the town's unless it is in it already."""
    first = territory.default_language
    programme, town = territory.text(territory.programme, first), territory.text(territory.town, first)
    return programme if town in programme else f"{programme} – {town}"  # noqa: RUF001 - a dash for print


def _lines(sheet: Sheet, words: Words, languages: list[str]) -> None:
    step = min(11.0, (LINES_BOTTOM - LINES_TOP) / max(1, len(languages)))
    for number, language in enumerate(languages):
        line = words.plain(msg("poster.line", phone=Term(TermKind.PHONE)), language)
        sheet.text(line, LINES_TOP + step * (number + 0.5), Type(min(17.0, step * 1.5)))


def _foot(sheet: Sheet, territory: Territory, words: Words) -> None:
    language = territory.default_language
    danger = msg("poster.danger", number=Code(territory.emergency.call))
    sheet.text(words.plain(danger, language), 280, Type(13, bold=True))
    service = f"{territory.text(territory.service, language)}, {territory.address}"
    sheet.text(service, 288, Type(10))


def _runs(modules: bytearray | tuple[int, ...]) -> list[tuple[int, int]]:
    """Return where each run of dark modules of a row starts and how long it is."""
    runs: list[tuple[int, int]] = []
    for column, dark in enumerate(modules):
        if not dark:
            continue
        if runs and sum(runs[-1]) == column:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((column, 1))
    return runs
