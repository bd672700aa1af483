"""The programme's table as a file: read from Excel or CSV, and an empty one to fill in.

It knows what cells hold, not what they mean. Only its command loads this, with the library for Excel.
"""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, time
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation

from bot.domain.programme_rows import (
    COLUMNS,
    CREW,
    DAY,
    ENDS,
    MINUTES,
    PARTNER,
    PLACE,
    SHIFT,
    SORTS,
    STARTS,
    WHAT,
    WHO,
    letter,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bot.domain.territory import Territory

Table = list[tuple[int, list[str]]]

SHEET, HELP_SHEET = "Programme", "Mode d'emploi"
EXCEL, TEXT = ".xlsx", ".csv"
MOST_ROWS = 20_000
WIDTHS = {WHAT: 24, PLACE: 32, WHO: 28, CREW: 16, PARTNER: 20}
USUAL_WIDTH = 14
HELP = (
    "Une ligne par matinée ou par rendez-vous.",
    f"{WHAT} : {', '.join((SHIFT, *SORTS))}.",
    f"{CREW} : le nom de l'équipe. Vide s'il n'y en a qu'une.",
    f"{DAY} : 14/04/2026. {STARTS} et {ENDS} : 08:00.",
    f"{PLACE}, Quartier, Tâche : vides pour le lieu et la tâche habituels du jour.",
    f"{PARTNER} : le partenaire du rendez-vous. Vide pour notre service.",
    f"{MINUTES} : la durée du rendez-vous. Ou écrivez sa fin.",
    f"{WHO} : les numéros des personnes, E-0012, E-0013. Vide pour toute l'équipe.",
    "Vérifiez d'abord : python -m bot import programme FICHIER --dry-run",
)


class UnreadableError(Exception):
    """The file is no table that can be read."""


def read(path: Path) -> Table:
    """Return the rows of a table with their numbers, every cell as text. Raises UnreadableError, OSError."""
    if path.suffix.lower() == EXCEL:
        return _read_excel(path)
    if path.suffix.lower() == TEXT:
        return _read_csv(path)
    message = f"{path} is neither {EXCEL} nor {TEXT}."
    raise UnreadableError(message)


def write_template(path: Path, territory: Territory) -> None:
    """Write an empty table, with a list of what may stand where. Raises UnreadableError, OSError."""
    if path.suffix.lower() == EXCEL:
        _write_excel(path, territory)
    elif path.suffix.lower() == TEXT:
        path.write_text(";".join(COLUMNS) + "\r\n", encoding="utf-8-sig")
    else:
        message = f"{path} is neither {EXCEL} nor {TEXT}."
        raise UnreadableError(message)


def _read_csv(path: Path) -> Table:
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")  # what an older Excel writes
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return [(number, row) for number, row in zip(range(1, MOST_ROWS + 1), rows, strict=False)]


def _read_excel(path: Path) -> Table:
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, BadZipFile, KeyError, ValueError) as error:
        message = f"{path} is no Excel file: {error}"
        raise UnreadableError(message) from None
    try:
        sheet = book[SHEET] if SHEET in book.sheetnames else book.worksheets[0]
        rows = sheet.iter_rows(max_row=MOST_ROWS, max_col=len(COLUMNS) * 2, values_only=True)
        return [(number, _cells(row)) for number, row in enumerate(rows, 1)]
    finally:
        book.close()


def _cells(row: Iterable[object]) -> list[str]:
    """Return the cells of a row up to the last one that holds something."""
    texts = [*map(_text, row)]
    filled = [number for number, text in enumerate(texts, 1) if text]
    return texts[: filled[-1] if filled else 0]


def _text(cell: object) -> str:
    """Return what a cell shows, days and hours in ISO."""
    match cell:
        case None:
            return ""
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case date():
            return cell.isoformat()
        case time():
            return cell.isoformat("minutes")
        case float() if cell.is_integer():
            return str(int(cell))
    return str(cell)


def _write_excel(path: Path, territory: Territory) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    sheet.append(COLUMNS)
    sheet.freeze_panes = "A2"
    for number, name in enumerate(COLUMNS, 1):
        sheet.cell(1, number).font = Font(bold=True)
        sheet.column_dimensions[letter(number - 1)].width = WIDTHS.get(name, USUAL_WIDTH)
    offered = DataValidation(type="list", formula1=f'"{",".join((SHIFT, *SORTS))}"', allow_blank=True)
    sheet.add_data_validation(offered)
    offered.add(f"A2:A{MOST_ROWS}")
    help_sheet = book.create_sheet(HELP_SHEET)
    help_sheet.column_dimensions["A"].width = 90
    for line in (*HELP, *_choices(territory)):
        help_sheet.append([line])
    book.save(path)


def _choices(territory: Territory) -> Iterable[str]:
    own = territory.default_language
    partners = [territory.text(each.name, own) for each in territory.rules.partners]
    places = [territory.text(each.name, own) for each in territory.rules.places]
    districts = [territory.text(each.name, own) for each in territory.districts]
    yield f"{PARTNER} : {', '.join(partners)}"
    yield f"{PLACE} : {', '.join(places)}"
    yield f"Quartier : {', '.join(districts)}"
