"""Writes the next migration from storage/tables: `python -m bot.storage.migrations "what changes"`."""

from __future__ import annotations

import sys

from alembic import command

from bot.storage.database import connect_sqlite, sqlite_engine
from bot.storage.migrate import alembic_config, upgrade, versions


def main(message: str) -> None:
    """Compare a new database, migrated as far as the migrations go, with the tables."""
    raw = connect_sqlite(":memory:")
    with sqlite_engine(lambda: raw).begin() as connection:
        upgrade(connection)
        number = f"{len(versions()) + 1:04}"
        config = alembic_config(connection)
        config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
        command.revision(config, message, autogenerate=True, rev_id=number)


if __name__ == "__main__":
    main(sys.argv[1])
