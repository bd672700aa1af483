"""`import programme` as it is typed: a table in, with every fault told; an empty one out, to be filled in."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from bot import operations, spreadsheets
from bot.services.programme_import import FaultyError
from bot.territories import TerritoryError, load

if TYPE_CHECKING:
    from pathlib import Path

    from bot.config import Settings
    from bot.services.programme_import import Outcome


class RefusedError(Exception):
    """Nothing was written, for the reason that it bears."""


def write_template(settings: Settings, out: Path) -> str:
    """Write an empty table; return what is said of it. Raises RefusedError."""
    try:
        spreadsheets.write_template(out, load(settings.territory))
    except (OSError, TerritoryError, spreadsheets.UnreadableError) as error:
        raise RefusedError(error) from None
    return f"{out}: fill it in, then try it with --dry-run."


async def bring(settings: Settings, file: Path, *, dry_run: bool) -> str:
    """Bring a table in; return what was done, or would be. Raises RefusedError with every fault."""
    try:
        table = spreadsheets.read(file)
        outcome = await operations.import_programme(settings, table, _tell, dry_run=dry_run)
    except FaultyError as refused:
        return _not_written(file, refused.outcome)
    except (OSError, spreadsheets.UnreadableError) as error:
        raise RefusedError(error) from None
    return _brought(file, outcome)


def _tell(done: int, total: int) -> None:
    """Count on a terminal; a log needs no counting of so few."""
    if sys.stderr.isatty():
        click.echo(f"\r{done} of {total}", err=True, nl=done == total)


def _not_written(file: Path, outcome: Outcome) -> str:
    """Return what a dry run would do. Raises RefusedError for a table with faults."""
    if not outcome.faults:
        return f"{_brought(file, outcome)} Nothing was written: this was a dry run."
    count = len(outcome.faults)
    faults = "1 fault" if count == 1 else f"{count} faults"
    raise RefusedError("\n".join((*map(str, outcome.faults), f"{file}: {faults}; nothing was written.")))


def _brought(file: Path, outcome: Outcome) -> str:
    return (
        f"{file}: shifts {outcome.shifts_added} new, {outcome.shifts_changed} changed; "
        f"appointments {outcome.appointments_added} new, {outcome.appointments_changed} changed; "
        f"{outcome.unchanged} as they were."
    )
