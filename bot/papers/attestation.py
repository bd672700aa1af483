"""Draws an attestation of presence, A4; what it says is told, in the territory's own language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fpdf import FPDF
from fpdf.fonts import TTFFont

from bot.papers.week import FONT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

MARGIN, LINE, TITLE, TEXT = 25.0, 8.0, 20, 12


def draw(title: str, language: str, lines: Sequence[str], made_at: datetime) -> bytes:
    """Return the PDF; the same words of the same moment give the same bytes."""
    pdf = FPDF(format="A4")
    pdf.set_creation_date(made_at)
    pdf.set_title(title)
    pdf.set_lang(language)
    pdf.add_font("paper", "", FONT)
    pdf.set_text_shaping(use_shaping_engine=True)
    pdf.set_margin(MARGIN)
    pdf.add_page()
    pdf.set_font("paper", "", TITLE)
    pdf.multi_cell(0, LINE * 2, title, align="C", new_x="LMARGIN", new_y="NEXT")
    pdf.set_font_size(TEXT)
    for line in lines:
        pdf.ln(LINE / 2)
        pdf.multi_cell(0, LINE, line, new_x="LMARGIN", new_y="NEXT")
    made = bytes(pdf.output())
    for font in pdf.fonts.values():
        if isinstance(font, TTFFont):
            font.ttfont.close()
    return made
