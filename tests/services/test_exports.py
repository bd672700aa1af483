"""What leaves in an export and how it is written: whole, safe to open, and naming nobody."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.exports import BOM, COLUMNS, Extra, Form, body, head, record, tail
from bot.storage import exports
from bot.storage.exports import Exported
from bot.territories import load

if TYPE_CHECKING:
    from collections.abc import Collection

    from tests.town import Town

ALES = load("ales")
ALL = frozenset(Extra)
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def exported(**changed: Any) -> Exported:  # noqa: ANN401 - any column
    """Make a report with everything in it."""
    held: dict[str, Any] = {
        "id": 1,
        "reference": "D-0001",
        "state": "cleared",
        "answer_by": date(2026, 4, 14),
        "created_at": datetime(2026, 4, 6, 22, 30, tzinfo=UTC),  # the 7th in Alès
        "cleared_at": datetime(2026, 4, 9, 8, tzinfo=UTC),
        "kind": "bags",
        "size": "van",
        "district": "la-royale",
        "latitude": 44.140049,
        "longitude": 4.075951,
        "in_town": "yes",
        "in_priority_area": "border",
        "planned_on": date(2026, 4, 9),
        "forwarded_to": None,
        "dismissal": None,
        "landmark": "entrée B",
        "note": "demandez à la gardienne",
    }
    return Exported(**(held | changed))


def written(form: Form, reports: Collection[Exported], extras: Collection[Extra] = ()) -> str:
    """Write a whole file."""
    records = [record(each, ALES, extras) for each in reports]
    return "".join((head(form, extras), *body(form, records, first=True), tail(form)))


def cells(text: str) -> list[list[str]]:
    """Read CSV as a French Excel does."""
    assert text.startswith(BOM)
    return list(csv.reader(io.StringIO(text.removeprefix(BOM), newline=""), delimiter=";"))


def test_a_csv_has_a_column_for_everything_that_may_leave() -> None:
    names, row = cells(written(Form.CSV, [exported()]))
    assert dict(zip(names, row, strict=True)) == {
        "reference": "D-0001",
        "filed_on": "2026-04-07",
        "state": "cleared",
        "kind": "bags",
        "size": "van",
        "district": "La Royale",
        "latitude": "44.14",
        "longitude": "4.076",
        "in_town": "yes",
        "in_priority_area": "border",
        "answer_by": "2026-04-14",
        "planned_on": "2026-04-09",
        "cleared_on": "2026-04-09",
        "forwarded_to": "",
        "dismissal": "",
    }


def test_an_empty_export_still_names_its_columns() -> None:
    assert cells(written(Form.CSV, [], ALL)) == [[*COLUMNS, "note", "landmark"]]
    assert json.loads(written(Form.GEOJSON, [])) == {"type": "FeatureCollection", "features": []}


def test_free_text_leaves_only_when_it_is_asked_for_by_name() -> None:
    for form in Form:
        plain = written(form, [exported()])
        assert "gardienne" not in plain
        assert "entrée" not in plain
        notes = written(form, [exported()], {Extra.NOTES})
        assert "gardienne" in notes
        assert "entrée" not in notes


def test_places_are_told_to_about_a_hundred_metres_and_days_without_the_hour() -> None:
    for form in Form:
        text = written(form, [exported()], ALL)
        assert "44.1400" not in text
        assert "22:30" not in text
        assert "00:30" not in text


def test_geojson_is_what_the_standard_says() -> None:
    text = written(Form.GEOJSON, [exported(), exported(latitude=None, longitude=None)], ALL)
    collection = json.loads(text)
    assert collection["type"] == "FeatureCollection"
    first, second = collection["features"]
    assert first["type"] == "Feature"
    assert first["geometry"] == {"type": "Point", "coordinates": [4.076, 44.14]}  # longitude first
    assert second["geometry"] is None
    assert first["properties"]["filed_on"] == "2026-04-07"
    assert first["properties"]["note"] == "demandez à la gardienne"
    assert "latitude" not in first["properties"]
    assert not text.startswith(BOM)


def test_a_district_that_the_town_has_given_up_keeps_its_id() -> None:
    assert record(exported(district="old-town"), ALES, ())["district"] == "old-town"


FORMULAS = ["=1+1", "+33 6", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u00a0=1", "＝1", "－1"]  # noqa: RUF001 - signs that people can type


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_run_as_a_formula(text: str) -> None:
    _, row = cells(written(Form.CSV, [exported(note=text)], {Extra.NOTES}))
    assert row[-1] == f"'{text}"


def test_a_place_in_the_west_stays_a_number() -> None:
    _, row = cells(written(Form.CSV, [exported(longitude=-3.05888)]))
    assert row[7] == "-3.059"


@given(st.text(max_size=80), st.text(max_size=80))
def test_whatever_people_wrote_is_read_back_from_its_own_cell(note: str, landmark: str) -> None:
    report = exported(note=note, landmark=landmark)
    names, *rows = cells(written(Form.CSV, [report, report], ALL))
    assert [len(row) for row in rows] == [len(names)] * 2
    for row in rows:
        for cell, text in zip(row[-2:], (note, landmark), strict=True):
            assert cell in (text, f"'{text}")
            assert not cell.lstrip().startswith(("=", "+", "-", "@"))
    features = json.loads(written(Form.GEOJSON, [report, report], ALL))["features"]
    assert [each["properties"]["note"] for each in features] == [note, note]


def test_pages_join_to_every_report_once_in_order_from_a_day_on(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert exports.PAGE >= 1000
    monkeypatch.setattr(exports, "_ROWS", exports._ROWS.limit(2))
    for number in range(5):
        town.pass_time(days=1)
        resident = town.phone()
        resident.photo(f"p{number}")
        resident.place((44.12 + number / 200, 4.08))
        resident.press("Sacs")
        resident.press("Envoyer")

    def numbers(since: datetime) -> list[int]:
        held: list[int] = []
        while page := exports.page(town.connection, held[-1] if held else 0, since):
            held += [each.id for each in page]
        return held

    assert numbers(LONG_AGO) == [1, 2, 3, 4, 5]
    third = exports.page(town.connection, 2, LONG_AGO)[0].created_at
    assert numbers(third) == [3, 4, 5]
    assert exports.count(town.connection, third) == 3


def test_a_filed_report_is_exported_as_it_stands(town: Town) -> None:
    town.phone().report("Sacs")
    [report] = exports.page(town.connection, 0, LONG_AGO)
    held = record(report, town.territory, ())
    assert held["reference"] == "D-0001"
    assert held["state"] == "received"
    assert held["kind"] == "bags"
    assert held["cleared_on"] is None
    assert (held["latitude"], held["longitude"]) == (44.15, 4.082)
