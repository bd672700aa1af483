"""Reads the point out of the links that Google's, OpenStreetMap's and Apple's maps make, and `geo:`.

It follows no link: one that hides its point (maps.app.goo.gl) stays words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, unquote_plus, urlsplit

from bot.domain.geometry import Point

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINK = re.compile(
    r"(?:https?://|geo:|(?:www\.|maps\.)?(?:google|openstreetmap|osm|apple)\.)\S+", re.IGNORECASE
)
_GOOGLE = re.compile(r"(?:^|\.)google\.[a-z]{2,3}(?:\.[a-z]{2})?$")
_DEGREES = r"([+-]?\d{1,3}(?:\.\d{1,16})?)"
_PAIR = re.compile(rf"(?:loc:)?\s*{_DEGREES}\s*,\s*{_DEGREES}(?![\d.])")
_PIN = re.compile(rf"!3d{_DEGREES}!4d{_DEGREES}")
_CAMERA = re.compile(rf"/@{_DEGREES},{_DEGREES},")
_OSM_CAMERA = re.compile(rf"(?:^|&)map=\d+(?:\.\d+)?/{_DEGREES}/{_DEGREES}(?=&|$)")
_CLOSE = re.compile(r"\.\d{3}")  # a map seen from far is centred nowhere in particular
_GOOGLE_PATH = re.compile(r"/maps/(?:place|search|dir/[^/]*)/([^/@]+)")


@dataclass(frozen=True, slots=True)
class Linked:
    """What a map's link holds: a point; or a place as somebody wrote it; or neither, both None."""

    point: Point | None = None
    written: str | None = None


def point_of_link(text: str) -> Linked | None:
    """Return what the first map's link in a text holds; None when there is no such link."""
    found = (_read(match[0].rstrip(".,;)>»\"'")) for match in _LINK.finditer(text))
    return next((linked for linked in found if linked), None)


def _read(link: str) -> Linked | None:
    if link[:4].casefold() == "geo:":
        return _geo(link[4:])
    try:
        parts = urlsplit(link if "://" in link else f"https://{link}")
        host = (parts.hostname or "").casefold()
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
    except ValueError:  # no address at all
        return None
    if _GOOGLE.search(host):
        return _google(unquote(parts.path), asked)
    if host.removeprefix("www.") in {"openstreetmap.org", "osm.org"}:
        return _osm(asked, parts.fragment)
    if host == "maps.apple.com":
        return _first(_pair(asked.get(name, "")) for name in ("coordinate", "ll", "q", "daddr", "center"))
    return None


def _geo(rest: str) -> Linked:
    """RFC 5870, and Android's `?q=` which says where the pin is when the rest is 0,0."""
    place, _, query = rest.partition("?")
    asked = parse_qs(query).get("q", [""])[0]
    return _first((_pair(asked), _pair(place)))


def _google(path: str, asked: dict[str, str]) -> Linked:
    """A pin is the place; what was searched for comes next; where the map was looked at comes last."""
    names = ("q", "query", "ll", "daddr", "destination", "center")
    found = _first((_matched(_PIN, path), *(_pair(asked.get(name, "")) for name in names)))
    if found.point:
        return found
    named = _GOOGLE_PATH.search(path)
    searched = unquote_plus(named[1]) if named else asked.get("q") or asked.get("query") or ""
    if "°" in searched or _pair(searched):
        return Linked(_pair(searched), searched)
    return Linked(_close(_CAMERA, path))


def _osm(asked: dict[str, str], fragment: str) -> Linked:
    marked = _pair(f"{asked.get('mlat', '')},{asked.get('mlon', '')}")
    return Linked(marked or _close(_OSM_CAMERA, fragment))


def _first(points: Iterator[Point | None] | tuple[Point | None, ...]) -> Linked:
    return Linked(next((point for point in points if point), None))


def _pair(text: str) -> Point | None:
    """Return the point of "44.12,4.08", whatever name in brackets comes after it."""
    match = _PAIR.match(text)
    return _point(match) if match else None


def _matched(pattern: re.Pattern[str], text: str) -> Point | None:
    match = pattern.search(text)
    return _point(match) if match else None


def _close(pattern: re.Pattern[str], text: str) -> Point | None:
    match = pattern.search(text)
    return _point(match) if match and _CLOSE.search(match[1]) and _CLOSE.search(match[2]) else None


def _point(match: re.Match[str]) -> Point | None:
    """Return the point; 0,0 is what a map says that knows none."""
    latitude, longitude = float(match[1]), float(match[2])
    if latitude == longitude == 0:
        return None
    try:
        return Point(latitude, longitude)
    except ValueError:
        return None
