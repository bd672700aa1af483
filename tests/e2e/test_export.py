"""The export as it is typed, beside a running bot."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.e2e.conftest import reports
from tests.e2e.test_command_line import typed

if TYPE_CHECKING:
    from pathlib import Path

    from bot.simulator.driver import Driver
    from tests.e2e.conftest import Process


def lines(file: Path) -> list[str]:
    return file.read_bytes().decode("utf-8-sig").splitlines()


async def test_reports_leave_as_csv_and_geojson_while_the_bot_runs(
    bot: Process, driver: Driver, tmp_path: Path
) -> None:
    resident = await driver.person("resident", language="fr")
    await reports(resident)
    table, places = tmp_path / "reports.csv", tmp_path / "reports.geojson"

    assert "1 reports" in await bot.tells("export", "reports", "--out", str(table))
    head, row = lines(table)
    assert head.startswith("reference;filed_on;state;kind")
    assert row.startswith("D-0001;")
    assert ";44.15;4.082;" in row

    await bot.tells("export", "reports", "--format", "geojson", "--out", str(places), "--with", "notes")
    [feature] = json.loads("\n".join(lines(places)))["features"]
    assert feature["geometry"]["coordinates"] == [4.082, 44.15]
    assert "note" in feature["properties"]
    assert "landmark" not in feature["properties"]

    await bot.tells("export", "reports", "--out", str(table), "--since", "2126-01-01")
    assert len(lines(table)) == 1


async def test_what_is_wrong_with_an_export_is_said_and_leaves_no_file(tmp_path: Path) -> None:
    nowhere = str(tmp_path / "none" / "reports.csv")
    code, _, complaint = await typed("export", "reports", "--out", nowhere, JARDINS_DATA_DIR=str(tmp_path))
    assert code == 2
    assert "cannot be written" in complaint
    assert "Traceback" not in complaint

    code, _, complaint = await typed("export", "reports", "--out", "x.csv", "--with", "names")
    assert code == 2
    assert "notes, landmarks" in complaint
