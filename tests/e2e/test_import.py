"""The import of a programme as it is typed, beside a running bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl import load_workbook

from bot.clock import SystemClock
from bot.domain.programme_rows import COLUMNS
from tests.e2e.test_command_line import typed

if TYPE_CHECKING:
    from pathlib import Path

    from bot.clock import FileClock
    from tests.e2e.conftest import Process

ROWS = (
    {"Quoi": "Matinée", "Date": "14/04/2099", "Début": "8h"},
    {"Quoi": "Matinée", "Date": "15/04/2099", "Début": "8h", "Lieu": "Parc Cauvel"},
)


def filled(template: Path, *rows: dict[str, str]) -> None:
    """Fill a template in, as an officer does."""
    book = load_workbook(template)
    for row in rows:
        book["Programme"].append([row.get(name) for name in COLUMNS])
    book.save(template)


def coming(year: int) -> list[dict[str, str]]:
    return [{**row, "Date": row["Date"].replace("2099", str(year))} for row in ROWS]


async def test_a_filled_template_is_brought_in_beside_a_running_bot(
    bot: Process, clock: FileClock, tmp_path: Path
) -> None:
    table = tmp_path / "programme.xlsx"
    assert "fill it in" in await bot.tells("import", "programme", "--template", str(table))
    filled(table, *coming(clock.now().year + 1))

    dry = await bot.tells("import", "programme", str(table), "--dry-run")
    assert "shifts 2 new, 0 changed" in dry
    assert "Nothing was written" in dry
    assert "shifts 2 new, 0 changed" in await bot.tells("import", "programme", str(table))
    assert "shifts 0 new, 0 changed" in await bot.tells("import", "programme", str(table))


async def test_with_a_fault_nothing_is_written_and_every_fault_is_said(tmp_path: Path) -> None:
    table, year = tmp_path / "programme.csv", SystemClock().now().year + 1
    good = f"Matinée;14/04/{year};8h"
    table.write_text(f"Quoi;Date;Début\n{good}\nMatinée;zut;25h\n", encoding="utf-8")
    where = {"JARDINS_DATA_DIR": str(tmp_path)}
    code, _, complaint = await typed("import", "programme", str(table), **where)
    assert code == 2
    assert complaint.splitlines()[:2] == [
        "B3: “zut” is no date. Write 14/04/2026.",
        "C3: “25h” is no time of the day. Write 08:00.",
    ]
    assert "2 faults; nothing was written." in complaint

    table.write_text(f"Quoi;Date;Début\n{good}\n", encoding="utf-8")
    code, said, _ = await typed("import", "programme", str(table), **where)
    assert code == 0
    assert "shifts 1 new" in said  # the first run had left none


async def test_what_cannot_be_read_is_said_in_one_line(tmp_path: Path) -> None:
    for arguments in (("none.csv",), (), ("x.ods",), ("--template", "none/x.xlsx")):
        code, _, complaint = await typed("import", "programme", *arguments, JARDINS_DATA_DIR=str(tmp_path))
        assert code == 2
        assert "Traceback" not in complaint
