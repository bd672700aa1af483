"""Brings a database up to this release, in one transaction; quickly when there is nothing to do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect

from bot.storage import search_index
from bot.storage.errors import ForeignDatabase, NewerDatabase
from bot.storage.tables import metadata

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy.engine import Connection

    from bot.storage.database import Database

FOLDER = Path(__file__).parent / "migrations"


async def migrate(database: Database) -> bool:
    """Bring the database up to date and return whether there was anything to do.

    Raises `NewerDatabase` for one of a release that this one does not know, `ForeignDatabase` for one
    that is no database of this programme.
    """
    done = await database.run(bring_up_to_date)
    await database.run(search_index.bring_up)
    return done


def versions() -> list[str]:
    """Return every version in order: the numbers with which the files' names begin."""
    return sorted(path.name.partition("_")[0] for path in (FOLDER / "versions").glob("[0-9]*.py"))


def bring_up_to_date(connection: Connection) -> bool:
    """Do the work of `migrate` on a connection that is in a transaction."""
    known, present = versions(), version_of(connection)
    if present == known[-1]:
        return False
    if present is None:
        create(connection)
    elif present in known:
        upgrade(connection)
    else:
        raise NewerDatabase(f"(its version is {present}, the last one known here is {known[-1]})")
    return True


def version_of(connection: Connection) -> str | None:
    """Return the version of the database, None for an empty one."""
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" in tables:
        return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())
    if tables:
        raise ForeignDatabase
    return None


def create(connection: Connection) -> None:
    """Make every table at once in an empty database; a test keeps this equal to running all migrations."""
    metadata.create_all(connection)
    connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    connection.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{versions()[-1]}')")  # noqa: S608 - a file's name


def upgrade(connection: Connection, to: str = "head") -> None:
    """Run the migrations that are missing."""
    from alembic import command  # noqa: PLC0415 - a quarter of a second that most starts do not need

    if connection.dialect.name == "sqlite":  # a table made anew is missing for a moment
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    command.upgrade(alembic_config(connection), to)


def alembic_config(connection: Connection) -> Config:
    """Return what Alembic needs to know."""
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
