"""Reads the point in what people type as a place: coordinates, or the link of a map.

Words stay words: no street is looked up, no link is followed, and what might be something else is no point.
"""

from __future__ import annotations

import re

from bot.domain.geometry import Point
from bot.domain.map_links import point_of_link

LONGEST = 120  # no notation needs more, and a pattern is never tried on a novel
DECIMALS = 3  # of a degree, about 100 m: whatever says less is no place of a heap of waste
DECIMALS_UNMARKED = 4  # without a sign that it is a place, 12.500 15.000 are numbers like any others
SIXTY = 60.0

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫،−–′’‘´`″”“º˚", "01234567890123456789.,--'''''\"\"\"°°")  # noqa: RUF001 - what phones write
_UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")

#: What names a half of the globe, in the languages shipped: whether it is a latitude, and its sign.
_HALVES = {
    (True, 1): ("n", "nord", "north", "norte", "شمال", "شمالا", "ش"),
    (True, -1): ("s", "sud", "south", "sur", "جنوب", "جنوبا", "ج"),
    (False, 1): ("e", "est", "east", "este", "شرق", "شرقا", "ق"),
    (False, -1): ("w", "o", "west", "ouest", "oeste", "غرب", "غربا", "غ"),
}
_HALF = {word: half for half, words in _HALVES.items() for word in words}
_LABELS = {"lat": True, "latitude": True, "latitud": True, "lon": False, "lng": False, "long": False}
_LABELS |= {"longitude": False, "longitud": False, "خط العرض": True, "خط الطول": False}

_TITLE = (
    r"(?:(?:coordonn[ée]es|coordenadas|coordinates|coords?|position|posici[óo]n|gps|إحداثيات)[\s:=]*){0,2}"
)


def _either(words: dict[str, bool] | dict[str, tuple[bool, int]]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _angle(number: int, *, half_first: bool) -> str:
    """Return the pattern of one angle, its groups numbered; the half stands on one side of both."""
    label = rf"(?:(?P<label{number}>{_either(_LABELS)})\b\.?[\s:=]*)?"
    half = rf"(?:\.?(?P<half{number}>{_either(_HALF)})(?![^\W\d]))?"
    fraction = r"\d{1,3}[.,]\d{1,16}"
    degrees = (
        rf"(?P<sign{number}>[+-]?)\s*"
        rf"(?:(?P<degrees{number}>{fraction})\s*(?P<mark{number}>°?)"
        rf"|(?P<whole{number}>\d{{1,3}})(?:\s*(?P<ring{number}>°)\s*|\s+)"
        rf"(?P<minutes{number}>\d{{1,2}}(?:[.,]\d{{1,12}})?)"
        rf"(?:\s*'\s*|\s+|$|(?=[^\d\s]))"
        rf"(?:(?P<seconds{number}>\d{{1,2}}(?:[.,]\d{{1,10}})?)\s*(?:\"|''|(?=[^\d]|$)))?)"
    )
    return rf"{label}{half}\s*{degrees}" if half_first else rf"{label}{degrees}\s*{half}"


def _pair(*, half_first: bool) -> re.Pattern[str]:
    first, second = _angle(1, half_first=half_first), _angle(2, half_first=half_first)
    between = r"\s*(?:[,;/|]|\bet\b|\band\b|\by\b|و)?\s*"
    return re.compile(rf"{_TITLE}[(\[]?\s*{first}{between}{second}\s*[)\]]?\.?", re.IGNORECASE)


_PAIRS = (_pair(half_first=False), _pair(half_first=True))


def read_point(text: str) -> Point | None:
    """Return the point that the whole text, or a map's link in it, stands for; None for anything else."""
    plain = _UNSEEN.sub("", text.translate(_DIGITS)).strip()
    linked = point_of_link(plain)
    if linked is not None:
        return linked.point or (_read_coordinates(linked.written) if linked.written else None)
    return _read_coordinates(plain)


def _read_coordinates(text: str) -> Point | None:
    if len(text) > LONGEST:
        return None
    matches = (pattern.fullmatch(text) for pattern in _PAIRS)
    return next((point for match in matches if match and (point := _point(match))), None)


class _Angle:
    """One angle as it was written: its value in degrees, and what says that it is one."""

    def __init__(self, match: re.Match[str], number: int) -> None:
        def group(name: str) -> str:
            return (match[f"{name}{number}"] or "").replace(",", ".").casefold()

        self.degrees, self.minutes, self.seconds = group("degrees"), group("minutes"), group("seconds")
        self.whole, self.sign = group("whole"), group("sign")
        half, label = _HALF.get(group("half")), _LABELS.get(group("label"))
        self.is_latitude = half[0] if half else label
        self.half = half[1] if half else 1
        self.agrees = not (half and label is not None and half[0] is not label) and not (half and self.sign)
        self.marked = half is not None or label is not None
        self.has_ring = bool(group("mark") or group("ring"))

    @property
    def decimals(self) -> int:
        """Return to how many decimals of a degree it is said; a tenth of a minute or a second is enough."""
        if self.degrees:
            return len(self.degrees.partition(".")[2])
        return DECIMALS_UNMARKED if self.seconds or "." in self.minutes else 0

    @property
    def value(self) -> float:
        """Return degrees; nothing that could be a number of degrees is NaN."""
        minutes, seconds = float(self.minutes or 0), float(self.seconds or 0)
        if max(minutes, seconds) >= SIXTY or (self.seconds and "." in self.minutes):
            return float("nan")
        size = float(self.degrees or self.whole) + minutes / SIXTY + seconds / SIXTY / SIXTY
        return size * self.half * (-1 if self.sign == "-" else 1)

    @property
    def is_a_month(self) -> bool:
        """Tell whether it may be a month of a year: 11.2026."""
        month, _, year = self.degrees.partition(".")
        return bool(re.fullmatch(r"(19|20)\d\d", year)) and 1 <= int(month) <= 12  # noqa: PLR2004 - months


def _point(match: re.Match[str]) -> Point | None:
    first, second = _Angle(match, 1), _Angle(match, 2)
    if not (first.agrees and second.agrees and _is_certain(first, second)):
        return None
    latitudes = {first.is_latitude, second.is_latitude}
    if first.is_latitude == second.is_latitude and latitudes != {None}:
        return None
    if first.is_latitude is False or second.is_latitude is True:
        first, second = second, first
    try:
        return Point(first.value, second.value)
    except ValueError:
        return None


def _is_certain(first: _Angle, second: _Angle) -> bool:
    """Tell whether two angles can be nothing but a place, and say precisely enough which."""
    both = (first, second)
    if min(each.decimals for each in both) < DECIMALS:
        return False
    if any(each.marked for each in both) or all(each.has_ring for each in both):
        return all(each.degrees or each.has_ring or each.marked for each in both)
    plain = all(each.degrees for each in both) and max(each.decimals for each in both) >= DECIMALS_UNMARKED
    telephone = re.match("0[0-9]", first.degrees) is not None
    return plain and not telephone and not all(each.is_a_month for each in both)
