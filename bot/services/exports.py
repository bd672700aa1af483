"""Which part of a report leaves in an export, and how it is written: CSV for a French Excel, or GeoJSON.

Nothing personal leaves unless asked for by name: not who, not the hour, not the exact place, no free text.
"""

from __future__ import annotations

import csv
import io
import json
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date, datetime

    from bot.domain.territory import Territory
    from bot.storage.exports import Exported

DECIMALS = 3  # of a degree: about 100 metres
BOM = "\ufeff"  # tells Excel that it is UTF-8
#: What makes a cell a formula in a spreadsheet, full-width forms included.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # noqa: RUF001 - these very signs


class Form(StrEnum):
    """How an export is written."""

    CSV = "csv"
    GEOJSON = "geojson"


class Extra(StrEnum):
    """Free text that people wrote, which may name somebody."""

    NOTES = "notes"
    LANDMARKS = "landmarks"


_COLUMN = {Extra.NOTES: "note", Extra.LANDMARKS: "landmark"}
#: What every export holds, in this order.
COLUMNS = (
    "reference",
    "filed_on",
    "state",
    "kind",
    "size",
    "district",
    "latitude",
    "longitude",
    "in_town",
    "in_priority_area",
    "answer_by",
    "planned_on",
    "cleared_on",
    "forwarded_to",
    "dismissal",
)


def record(report: Exported, territory: Territory, extras: Collection[Extra]) -> dict[str, Any]:
    """Return what of a report may leave, by column; dates are local days."""
    zone = ZoneInfo(territory.timezone)
    made = {
        "filed_on": _day(report.created_at, zone),
        "cleared_on": _day(report.cleared_at, zone),
        "district": _district(report.district, territory),
        "latitude": _rounded(report.latitude),
        "longitude": _rounded(report.longitude),
    }
    held = {name: made[name] if name in made else getattr(report, name) for name in COLUMNS}
    return held | {_COLUMN[each]: getattr(report, _COLUMN[each]) for each in Extra if each in extras}


def head(form: Form, extras: Collection[Extra]) -> str:
    """Return what the file begins with."""
    if form is Form.GEOJSON:
        return '{"type": "FeatureCollection", "features": ['
    return BOM + _line([*COLUMNS, *(_COLUMN[each] for each in Extra if each in extras)])


def body(form: Form, records: Iterable[dict[str, Any]], *, first: bool) -> Iterator[str]:
    """Give each record as it is written; `first` when none has been written before."""
    for each in records:
        if form is Form.CSV:
            yield _line(safe(value) for value in each.values())
        else:
            yield ("\n" if first else ",\n") + _feature(each)
            first = False


def tail(form: Form) -> str:
    """Return what the file ends with."""
    return "\n]}\n" if form is Form.GEOJSON else ""


def _line(cells: Iterable[object]) -> str:
    line = io.StringIO()
    csv.writer(line, delimiter=";", lineterminator="\r\n").writerow(cells)
    return line.getvalue()


def safe(value: object) -> object:
    """Keep a text from being run as a formula by whoever opens the file: an apostrophe makes it a text."""
    if isinstance(value, str) and (value.startswith(_FORMULA) or value.lstrip().startswith(_FORMULA)):
        return f"'{value}"
    return value


def _feature(held: dict[str, Any]) -> str:
    properties = {name: value for name, value in held.items() if name not in ("latitude", "longitude")}
    place = None
    if held["latitude"] is not None and held["longitude"] is not None:
        place = {"type": "Point", "coordinates": [held["longitude"], held["latitude"]]}
    feature = {"type": "Feature", "geometry": place, "properties": properties}
    return json.dumps(feature, ensure_ascii=False, default=str)


def _district(district_id: str | None, territory: Territory) -> str | None:
    """Return its name; its id when the town has given it up."""
    names = (each.name for each in territory.districts if each.id == district_id)
    name = next(names, None)
    return territory.text(name, territory.default_language) if name else district_id


def _rounded(degrees: float | None) -> float | None:
    return None if degrees is None else round(degrees, DECIMALS)


def _day(instant: datetime | None, zone: ZoneInfo) -> date | None:
    return instant.astimezone(zone).date() if instant else None
