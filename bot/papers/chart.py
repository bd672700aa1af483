"""Draws counts as bars, to be read on a phone; every word and figure is given.

Right-to-left scripts need a library beside Pillow's own: `can_draw` says whether it is there.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PIL import Image, ImageDraw, ImageFont, features

if TYPE_CHECKING:
    from collections.abc import Sequence

FONTS = Path(__file__).parent.parent / "posters" / "fonts"
WIDTH, MARGIN, BAR = 1080, 48, 30
GREEN, PALE, INK, WHITE = (24, 95, 58), (190, 220, 202), (25, 25, 25), (255, 255, 255)
TITLE, HEAD, TEXT = 58, 44, 36  # letters' heights in pixels of a picture that a phone shows at a third


@dataclass(frozen=True, slots=True)
class Bar:
    """One line: its label, what stands at its end, and how much of how much is dark."""

    label: str
    note: str
    dark: int
    whole: int


@dataclass(frozen=True, slots=True)
class Chart:
    """A title, some lines, then bars below their headings."""

    title: str
    lines: Sequence[str]
    sections: Sequence[tuple[str, Sequence[Bar]]]
    right_to_left: bool = False


def can_draw(*, right_to_left: bool) -> bool:
    """Tell whether a text of that direction comes out right here."""
    return not right_to_left or bool(features.check("raqm"))


def draw(chart: Chart) -> bytes:
    """Return the picture as a PNG."""
    bars = sum(len(section) for _, section in chart.sections)
    heads = len(chart.sections)
    height = 2 * MARGIN + 90 + 54 * len(chart.lines) + 96 * heads + 108 * bars
    pen = _Pen(Image.new("RGB", (WIDTH, height), WHITE), chart.right_to_left)
    pen.text(chart.title, TITLE, GREEN, bold=True, step=90)
    for line in chart.lines:
        pen.text(line, TEXT, INK, step=54)
    for head, section in chart.sections:
        pen.top += 24
        pen.text(head, HEAD, GREEN, bold=True, step=72)
        longest = max((bar.whole for bar in section), default=1) or 1
        for bar in section:
            pen.bar(bar, longest)
    return pen.ended()


class _Pen:
    """Writes downwards from the side on which reading begins."""

    def __init__(self, image: Image.Image, right_to_left: bool) -> None:  # noqa: FBT001 - inside this file
        self.top = MARGIN
        self._image, self._draw, self._turned = image, ImageDraw.Draw(image), right_to_left
        self._direction: Literal["rtl"] | None = "rtl" if right_to_left else None

    def text(
        self, text: str, size: int, colour: tuple[int, int, int], *, bold: bool = False, step: int
    ) -> None:
        """Write a line from the side on which reading begins; a long one is written smaller."""
        self._write(text, size, colour, bold=bold, most=WIDTH - 2 * MARGIN, far=False)
        self.top += step

    def bar(self, bar: Bar, longest: int) -> None:
        """Write a label and a note, and below them the bar."""
        self._write(bar.label, TEXT, INK, bold=False, most=WIDTH // 2, far=False)
        self._write(bar.note, TEXT, INK, bold=False, most=WIDTH // 2 - 2 * MARGIN, far=True)
        self.top += 62
        for share, colour in ((bar.whole, PALE), (bar.dark, GREEN)):
            self._fill((WIDTH - 2 * MARGIN) * share // longest, colour)
        self.top += 46

    def ended(self) -> bytes:
        """Return the picture."""
        out = io.BytesIO()
        self._image.quantize(32).save(out, "PNG", optimize=True)
        return out.getvalue()

    def _fill(self, length: int, colour: tuple[int, int, int]) -> None:
        left = WIDTH - MARGIN - length if self._turned else MARGIN
        if length > 0:
            self._draw.rectangle((left, self.top, left + length, self.top + BAR), fill=colour)

    def _write(
        self, text: str, size: int, colour: tuple[int, int, int], *, bold: bool, most: int, far: bool
    ) -> None:
        wide = self._draw.textlength(text, _font(bold, size), direction=self._direction)
        fitting = _font(bold, size if wide <= most else max(18, int(size * most / wide)))
        at_right = far is not self._turned
        place = (WIDTH - MARGIN if at_right else MARGIN, self.top)
        anchor = "ra" if at_right else "la"
        self._draw.text(place, text, colour, fitting, anchor=anchor, direction=self._direction)


@cache
def _font(bold: bool, size: int) -> ImageFont.FreeTypeFont:  # noqa: FBT001 - a key of the cache
    return ImageFont.truetype(FONTS / ("bold.ttf" if bold else "regular.ttf"), size)
