"""The programme's table as a file: Excel and CSV hold the same rows, and the template can be filled in."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook, load_workbook

from bot import spreadsheets
from bot.domain.programme_rows import COLUMNS
from bot.spreadsheets import HELP_SHEET, SHEET, UnreadableError
from bot.territories import load

if TYPE_CHECKING:
    from pathlib import Path

ROW = ["Matinée", "Équipe 1", "2026-04-14", "08:00", "12"]


def test_days_hours_and_numbers_of_excel_are_read_as_texts(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    moment = datetime(2026, 4, 14, tzinfo=UTC).replace(tzinfo=None)  # Excel knows no zone
    sheet.append(["Matinée", "Équipe 1", moment, time(8), 12.0])
    sheet.append([None, "x", date(2026, 4, 14), 1.5, datetime.combine(date(2026, 4, 14), time(9))])
    book.create_sheet("Autre").append(["?"])
    book.save(tmp_path / "p.xlsx")
    first, second = spreadsheets.read(tmp_path / "p.xlsx")
    assert first == (1, ROW)
    assert second == (2, ["", "x", "2026-04-14", "1.5", "2026-04-14T09:00:00"])


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_csv_is_read_as_french_spreadsheets_write_it(tmp_path: Path, delimiter: str, encoding: str) -> None:
    lines = (delimiter.join(ROW), "", delimiter.join(ROW))
    (tmp_path / "p.csv").write_bytes("\r\n".join(lines).encode(encoding))
    assert spreadsheets.read(tmp_path / "p.csv") == [(1, ROW), (2, []), (3, ROW)]


@pytest.mark.parametrize("name", ["t.xlsx", "t.csv"])
def test_a_template_has_every_column_and_is_read_back(tmp_path: Path, name: str) -> None:
    spreadsheets.write_template(tmp_path / name, load("ales"))
    assert spreadsheets.read(tmp_path / name) == [(1, [*COLUMNS])]


def test_the_template_says_in_french_what_may_stand_where(tmp_path: Path) -> None:
    spreadsheets.write_template(tmp_path / "t.xlsx", load("ales"))
    book = load_workbook(tmp_path / "t.xlsx")
    said = "\n".join(str(cell.value) for row in book[HELP_SHEET].iter_rows() for cell in row)
    assert "Une ligne par matinée ou par rendez-vous." in said
    assert "France Travail" in said
    assert "Parc Cauvel" in said


def test_what_is_no_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "p.xlsx").write_bytes(b"nothing of Excel's")
    for name in ("p.xlsx", "p.ods"):
        with pytest.raises(UnreadableError):
            spreadsheets.read(tmp_path / name)
    with pytest.raises(UnreadableError):
        spreadsheets.write_template(tmp_path / "p.ods", load("ales"))
    with pytest.raises(OSError, match="none"):
        spreadsheets.read(tmp_path / "none.csv")
