"""`export` as it is typed: rows of the queue, the log or reports into a file, with how far it has got."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from bot import operations
from bot.domain.figures import Period
from bot.jobs.exporting import TooManyRows
from bot.services.exports import Extra, Form
from bot.services.wanted import TableForm, Wanted, What

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.config import Settings

REPORTS = "reports"
EVERY = 50_000  # rows between two lines of a log, where there is no terminal to count on


class RefusedError(Exception):
    """Nothing was written, for the reason that it bears."""


async def export(settings: Settings, what: str, out: Path, options: Mapping[str, Any]) -> str:
    """Write what is wanted; return what is said of it. Raises RefusedError."""
    try:
        if what == REPORTS:
            written = await _reports(settings, out, options)
        else:
            written = await _table(settings, _wanted(what, options), out)
    except OSError as error:  # no such folder, no room
        raise RefusedError(f"{out} cannot be written: {error}") from None
    except TooManyRows as refused:
        raise RefusedError(refused.__doc__) from None
    return f"{out}: {written} {'lines of the log' if what == What.LOG else what}."


async def _reports(settings: Settings, out: Path, options: Mapping[str, Any]) -> int:
    form, extras = options["form"], options["extras"]
    if form not in list(Form) or options["last"] or options["texts"] or options["people"]:
        raise RefusedError(
            "Reports are written as csv or geojson, with --since DAY and --with notes,landmarks."
        )
    try:
        chosen = {Extra(name.strip()) for name in extras.split(",") if name.strip()}
    except ValueError:
        names = ", ".join(Extra)
        raise RefusedError(f"--with {extras}: choose among {names}, with commas between them.") from None
    written, since = 0, options["first"]
    day = since.date() if since else None
    async for written, total in operations.export(settings, Form(form), chosen, day, out):
        _tell(written, total)
    return written


async def _table(settings: Settings, wanted: Wanted, out: Path) -> int:
    written = 0
    async for done, total, lines in operations.export_table(settings, wanted, out):
        _tell(done, total)
        written = lines
    return written


def _wanted(what: str, options: Mapping[str, Any]) -> Wanted:
    if options["form"] not in list(TableForm) or options["extras"]:
        raise RefusedError(f"The {what} are written as csv or xlsx, --with-texts and --with-people.")
    first, last = (options[name].date() if options[name] else None for name in ("first", "last"))
    try:
        period = Period(first, last)
    except ValueError:
        raise RefusedError(f"--to {last} comes before --from {first}.") from None
    return Wanted(What(what), TableForm(options["form"]), period, options["texts"], options["people"])


def _tell(done: int, total: int) -> None:
    """Count on a terminal; in a log, now and then."""
    if sys.stderr.isatty():
        click.echo(f"\r{done} of {total}", err=True, nl=done == total)
    elif done and done % EVERY == 0:
        click.echo(f"{done} of {total}", err=True)
