"""Tables as files that an office programme opens: CSV for a French Excel, or XLSX; safe to open.

Rows are written as they come: a million of them need no more memory than one. It knows no column.
"""

from __future__ import annotations

import csv
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

from bot.services.exports import BOM, safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

CSV, XLSX = "csv", "xlsx"
MOST_ROWS = {CSV: None, XLSX: 1_048_575}  # that a sheet of Excel holds below its head
LONGEST_CELL = 32_767  # characters; Excel calls a longer one a damaged file
#: Control characters that XML cannot hold.
_UNWRITABLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)])


class Sheet(Protocol):
    """A table being written."""

    def write(self, rows: Iterable[Sequence[object]]) -> None:
        """Write rows below what was written."""
        ...


@contextmanager
def opened(form: str, out: Path) -> Iterator[Sheet]:
    """Give a table to write; the file stands there complete or not at all. Raises OSError."""
    beside = out.with_name(f"{out.name}.part")
    try:
        with (_excel if form == XLSX else _csv)(beside) as sheet:
            yield sheet
        beside.replace(out)
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def _csv(path: Path) -> Iterator[Sheet]:
    with path.open("w", encoding="utf-8", newline="", errors="replace") as file:
        file.write(BOM)
        yield _Csv(csv.writer(file, delimiter=";", lineterminator="\r\n"))


class _Csv:
    def __init__(self, writer: Any) -> None:  # noqa: ANN401 - the library's writer has no public type
        self._writer = writer

    def write(self, rows: Iterable[Sequence[object]]) -> None:
        """Write rows; what could be run as a formula becomes a text."""
        self._writer.writerows([safe(cell) for cell in row] for row in rows)


@contextmanager
def _excel(path: Path) -> Iterator[Sheet]:
    from openpyxl import Workbook  # noqa: PLC0415 - takes longer to load than a bot may take to start

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    try:
        yield _Excel(sheet)
    except BaseException:
        sheet.close()
        raise
    book.save(path)


class _Excel:
    def __init__(self, sheet: Any) -> None:  # noqa: ANN401 - typed as read-only by the stubs
        from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - as above

        self._sheet, self._cell = sheet, WriteOnlyCell

    def write(self, rows: Iterable[Sequence[object]]) -> None:
        """Write rows; every text is a text, whatever it begins with."""
        for row in rows:
            self._sheet.append([self._made(cell) for cell in row])

    def _made(self, value: object) -> object:
        if not isinstance(value, str):
            return value
        text = value.translate(_UNWRITABLE)[:LONGEST_CELL]
        if safe(text) == text:
            return text
        cell: Any = self._cell(self._sheet, text)
        cell.data_type = "s"  # the library would call it a formula
        cell.quotePrefix = True  # and Excel, once somebody edits it
        return cell
