"""Reads a territory from its TOML file, or says everything that is wrong with it at once.

It decides nothing for the town and keeps nothing: what the officer makes lives in the database.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from bot.territories.agreement import check_agreement
from bot.territories.faults import Fault, TerritoryError
from bot.territories.lines import key_lines
from bot.territories.reading import Source, Table
from bot.territories.records import read_territory

if TYPE_CHECKING:
    from bot.domain.territory import Territory

__all__ = ["Fault", "TerritoryError", "load"]

SHIPPED = Path(__file__).parent
MEND_TOML = "Look for a missing quote or bracket on that line or just above"


def load(name_or_path: str) -> Territory:
    """Read a territory that is shipped, by its name, or one of the town's own, by the path of its file.

    Raises TerritoryError with every fault found: a file that is no TOML has one, its first.
    """
    path = _path(name_or_path)
    source = Source(str(path))
    territory = _read(path, source)
    if territory is None or source.faults:
        raise TerritoryError(source.faults)
    return territory


def _path(name_or_path: str) -> Path:
    shipped = SHIPPED / f"{name_or_path}.toml"
    return shipped if name_or_path.isidentifier() and shipped.is_file() else Path(name_or_path)


def _read(path: Path, source: Source) -> Territory | None:
    text = ""
    try:
        text = path.read_text(encoding="utf-8")
        values = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        names = ", ".join(sorted(file.stem for file in SHIPPED.glob("*.toml")))
        source.report((), f"cannot be read ({error})", f"Name a file, or one that is shipped: {names}")
        return None
    except tomllib.TOMLDecodeError as error:
        line = _error_line(error, text)
        source.faults.append(Fault(source.file, line, "", f"is no TOML ({error})", MEND_TOML))
        return None
    source.lines = key_lines(text)
    territory = read_territory(Table(values, (), source), path.parent)
    check_agreement(territory, source)
    return territory


def _error_line(error: tomllib.TOMLDecodeError, text: str) -> int:
    """Return the line that the words of the error name; Python has an attribute for it only since 3.14."""
    found = re.search(r"at line (\d+)", str(error))
    return int(found[1]) if found else len(text.splitlines())
