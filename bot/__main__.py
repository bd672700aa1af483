"""The command line: `python -m bot COMMAND`, the same as `jardins COMMAND`; each command is wired in app."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from bot.config import Settings

Result = TypeVar("Result")

# Each command imports what it needs when it runs: `run` must poll within a second, and `check` needs no bot.

ROLES = ("officer", "supervisor", "administrator")
FLOWS = ("report_dump",)
REMOTE = (
    "WARNING: anybody who reaches {host}:{port} can read every chat and every file of this simulation, "
    "act as any of its people and stop its bot's messages. Nothing asks for a password. Let in no real "
    "person's data, and give --token, because everybody knows the token that is used without it."
)
WRONG = 2  # what the person who started the command can mend


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Run the bot of a territory, or try it without a token: `demo`."""


def _stop(reason: object) -> NoReturn:
    click.echo(str(reason), err=True)
    sys.exit(WRONG)


def _do(work: Coroutine[None, None, Result]) -> Result:
    """Run what a command asks for; what the rules of running refuse ends it with its own words."""
    from bot.i18n import MissingCatalogueError
    from bot.storage.errors import Halt
    from bot.territories import TerritoryError

    try:
        return asyncio.run(work)
    except Halt as halt:
        click.echo(str(halt), err=True)
        sys.exit(halt.exit_code)
    except (TerritoryError, MissingCatalogueError) as error:
        _stop(error)


def _settings(*, token_needed: bool = False) -> Settings:
    from bot.config import SettingsError, load_settings
    from bot.logs import set_up_logs

    try:
        settings = load_settings(os.environ, token_needed=token_needed)
    except SettingsError as error:
        _stop(error)
    set_up_logs(settings)
    return settings


@main.command()
def run() -> None:
    """Run the bot: long polling, or webhooks when JARDINS_WEBHOOK_URL is set."""
    from bot import app

    sys.exit(_do(app.run(_settings(token_needed=True))))


@main.command()
@click.option("--port", default=8088, show_default=True, help="Where the page of phones is served.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Loopback, unless you know why not.")
def demo(port: int, host: str) -> None:
    """Play the bot without a token: a local Telegram with phones on a web page."""
    from bot import demonstration
    from bot.simulator.errors import NotLoopbackError

    try:
        sys.exit(asyncio.run(demonstration.play(os.environ, host, port)))
    except NotLoopbackError:
        _stop(f"The demonstration is for this machine alone, and {host} is not. Use 127.0.0.1.")


@main.command()
@click.option("--port", default=8081, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--allow-remote", is_flag=True, help="Serve other machines too: read the warning it prints.")
@click.option("--token", default=None, help="The token bots must use; a well-known one without this.")
@click.option(
    "--clock-file", type=click.Path(path_type=Path), default=None, help="A clock the page can move."
)
@click.option(
    "--flood/--no-flood", default=True, help="Refuse what Telegram would refuse for being too much."
)
def simulate(host: str, port: int, token: str | None, clock_file: Path | None, **options: bool) -> None:
    """Serve the local Telegram alone, for any bot."""
    from bot.clock import FileClock, SystemClock
    from bot.simulator import server
    from bot.simulator.errors import NotLoopbackError

    clock = FileClock(clock_file) if clock_file else SystemClock()

    async def until_stopped() -> None:
        simulator = await server.serve(host, port, token or server.DEMO_TOKEN, clock, **options)
        click.echo(f"Page: http://{host}:{port}/   API root: http://{host}:{port}")
        try:
            await asyncio.Event().wait()
        finally:
            await simulator.stop()

    if options["allow_remote"]:
        click.echo(REMOTE.format(host=host, port=port), err=True)
    try:
        asyncio.run(until_stopped())
    except NotLoopbackError:
        _stop(f"{host} is not this machine alone. To serve others all the same, add --allow-remote.")
    except OSError as error:
        _stop(f"{host}:{port} cannot be served ({error.strerror}). Try another --port.")
    except KeyboardInterrupt:
        click.echo("Stopped.")


@main.command()
def migrate() -> None:
    """Bring the database's tables to this release; nothing happens when they are."""
    from bot import operations

    _do(operations.migrate(_settings()))
    click.echo("The tables are those of this release.")


@main.command()
@click.argument("territory", required=False)
def check(territory: str | None) -> None:
    """Read a territory's file and tell everything that is wrong with it, with file, line and key."""
    from bot.i18n import MissingCatalogueError, Words
    from bot.territories import TerritoryError, load

    name = territory or _settings().territory
    try:
        read = load(name)
        Words(read)
    except (TerritoryError, MissingCatalogueError) as error:
        _stop(error)
    click.echo(f"{name}: {len(read.districts)} districts, {len(read.kinds)} kinds of waste, no fault.")


@main.command()
@click.argument("role", type=click.Choice(ROLES))
def invite(role: str) -> None:
    """Print a one-time link that gives ROLE to whoever opens it first, within seven days."""
    from bot import operations

    invitation = _do(operations.invite(_settings(token_needed=True), role))
    click.echo(invitation.link)
    click.echo(f"Payload: {invitation.payload}")


@main.command()
@click.option("--place", "wanted", default=None, help="A place of the territory's file: its id, or its name.")
@click.option("--all", "every", is_flag=True, help="One poster for every place of the file.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("posters"), show_default=True)
@click.option("--username", default=None, help="The bot's, without asking Telegram with the token.")
def poster(wanted: str | None, out: Path, username: str | None, *, every: bool) -> None:
    """Make posters (A4, PDF) whose QR code opens a report at their place."""
    if bool(wanted) is every:
        _stop('Say which: --place ID, --place "its name", or --all.')
    from bot import posters
    from bot.i18n import Words
    from bot.territories import load

    settings = _settings(token_needed=username is None)
    territory = load(settings.territory)
    try:
        places = posters.choose(territory, wanted)
        named = username.removeprefix("@") if username else _do(_ask_username(settings))
        for number, file in enumerate(posters.write(territory, Words(territory), places, named, out), 1):
            click.echo(f"{number} of {len(places)}: {file}")
    except posters.PosterError as error:
        _stop(error)
    rough = [place.id for place in places if place.approximate]
    if rough:
        click.echo(f"Approximate points, to check before you print: {', '.join(rough)}", err=True)


@main.command()
@click.argument("what", type=click.Choice(("reports", "requests", "log")))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, writable=True), required=False)
@click.option(
    "--format", "form", type=click.Choice(("csv", "geojson", "xlsx")), default="csv", show_default=True
)
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False, writable=True), help="The same as FILE."
)
@click.option("--from", "--since", "first", type=click.DateTime(("%Y-%m-%d",)), help="From that day on.")
@click.option("--to", "last", type=click.DateTime(("%Y-%m-%d",)), help="Up to that day, included.")
@click.option("--with", "extras", default="", help="Reports: free text as well, notes,landmarks.")
@click.option("--with-texts", "texts", is_flag=True, help="What people wrote as well. It may name somebody.")
@click.option("--with-people", "people", is_flag=True, help="Names and telephone numbers as well.")
def export(what: str, file: Path | None, out: Path | None, **options: Any) -> None:  # noqa: ANN401 - click's
    """Write every report, every request or the log to FILE; nothing personal unless asked for by name.

    Reports are CSV or GeoJSON; requests and the log are CSV or XLSX.
    """
    from bot import exporting

    if (file is None) is (out is None):
        _stop(f"Say which file: export {what} FILE.")
    target = file or out
    assert target is not None
    try:
        click.echo(_do(exporting.export(_settings(), what, target, options)))
    except exporting.RefusedError as refused:
        _stop(refused)


@main.command("import")
@click.argument("what", type=click.Choice(("programme",)))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option("--dry-run", is_flag=True, help="Tell every fault and what would be done, and do nothing.")
@click.option("--template", is_flag=False, type=click.Path(path_type=Path, dir_okay=False), default=None)
def bring(what: str, file: Path | None, template: Path | None, *, dry_run: bool) -> None:
    """Bring shifts and appointments in from FILE (.xlsx or .csv), all of it or nothing.

    With --template OUT.xlsx an empty table is written instead, to be filled in.
    """
    from bot import importing

    if (file is None) is (template is None):
        _stop(f"Say which: import {what} FILE, or import {what} --template OUT.xlsx.")
    settings = _settings()
    try:
        if template is not None:
            click.echo(importing.write_template(settings, template))
        elif file is not None:
            click.echo(_do(importing.bring(settings, file, dry_run=dry_run)))
    except importing.RefusedError as refused:
        _stop(refused)


async def _ask_username(settings: Settings) -> str:
    from bot import operations

    return await operations.username(settings)


@main.command()
@click.argument("flow", type=click.Choice(FLOWS), default="report_dump")
@click.option("--lang", "language", default="fr", show_default=True)
def play(flow: str, language: str) -> None:
    """Play a dialogue in the terminal, without Telegram or database."""
    from bot import terminal
    from bot.territories import load

    terminal.play(load(_settings().territory), flow, language)


if __name__ == "__main__":
    main()
