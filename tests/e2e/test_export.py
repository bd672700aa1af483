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


async def test_requests_and_the_log_leave_as_csv_and_xlsx_while_the_bot_runs(
    bot: Process, driver: Driver, tmp_path: Path
) -> None:
    resident = await driver.person("resident", language="fr")
    await reports(resident)
    table, book, log = (tmp_path / name for name in ("requests.csv", "requests.xlsx", "log.csv"))

    assert "1 requests" in await bot.tells("export", "requests", str(table), "--with-people")
    head, row = lines(table)
    assert head.startswith("Numéro;Sujet;État;Reçue le")
    assert head.endswith(";Nom;Téléphone")
    assert row.startswith("D-0001;Dépôt de déchets;")

    await bot.tells("export", "requests", "--format", "xlsx", str(book), "--from", "2020-01-01")
    assert book.read_bytes().startswith(b"PK")
    await bot.tells("export", "log", str(log), "--to", "2126-01-01")
    written = lines(log)
    assert "filed" in written[1]
    assert "exported requests csv +people" in written[-2]
    assert "exported requests xlsx" in written[-1]


async def test_a_wish_that_makes_no_sense_is_refused_with_its_reason() -> None:
    for wish, reason in (
        (("requests", "x", "--from", "2026-04-02", "--to", "2026-04-01"), "comes before"),
        (("requests", "x", "--format", "geojson"), "csv or xlsx"),
        (("reports", "x", "--with-people"), "--with notes,landmarks"),
        (("log",), "which file"),
    ):
        code, _, complaint = await typed("export", *wish)
        assert code == 2
        assert reason in complaint
        assert "Traceback" not in complaint
