"""What the database knows of itself: whose bot it serves, whether it stopped cleanly; no people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.storage.errors import AnotherBot
from bot.storage.statements import command, query

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

_READ = query("SELECT value FROM facts WHERE name = :name", "value")
_WRITE = command(
    "INSERT INTO facts (name, value) VALUES (:name, :value)"
    " ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)
_DROP = command("DELETE FROM facts WHERE name = :name")


def read(connection: Connection, name: str) -> Any:  # noqa: ANN401 - any JSON value
    """Return the fact's value, or None when there is none."""
    row = connection.execute(_READ, {"name": name}).first()
    return None if row is None else row[0]


def write(connection: Connection, name: str, value: object) -> None:
    """Set the fact; None forgets it."""
    if value is None:
        connection.execute(_DROP, {"name": name})
    else:
        connection.execute(_WRITE, {"name": name, "value": value})


def bind_bot(connection: Connection, bot_id: int) -> None:
    """Remember whose database this is; raise `AnotherBot` when it already belongs to somebody else."""
    known = read(connection, "bot")
    if known is None:
        write(connection, "bot", bot_id)
    elif known != bot_id:
        raise AnotherBot(f"(it serves bot {known}, the token is of bot {bot_id})")


def start(connection: Connection) -> bool:
    """Note that a process has begun; return whether the last one ended cleanly (True for a new database)."""
    clean = read(connection, "clean_stop")
    write(connection, "clean_stop", value=False)
    return clean is not False


def stop(connection: Connection) -> None:
    """Note that the process ended cleanly."""
    write(connection, "clean_stop", value=True)
