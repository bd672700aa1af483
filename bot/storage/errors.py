"""The reasons for which the whole process stops with a clear word; refusals of a rule are `domain.errors`."""

from __future__ import annotations

from typing import ClassVar


class Halt(Exception):  # noqa: N818 - an order to stop, not a fault of the code
    """The process cannot go on."""

    exit_code: ClassVar[int] = 1

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail

    def __str__(self) -> str:
        """Return the class's own sentence, then the detail."""
        return f"{(type(self).__doc__ or '').strip()} {self.detail}".strip()


class SecondInstance(Halt):
    """Another process already serves this database: stop it, or use another data directory."""

    exit_code = 3


class DamagedDatabase(Halt):
    """The database is damaged and was left as it is: put the latest backup in its place."""

    exit_code = 5


class UnusableDatabase(Halt):
    """The database cannot be opened: see that it is there and that this account may write to it."""

    exit_code = 9


class AnotherBot(Halt):
    """This database belongs to another bot: one bot, one territory, one database."""

    exit_code = 6


class NewerDatabase(Halt):
    """The database was written by a newer release: install that one again, or restore a backup."""

    exit_code = 7


class ForeignDatabase(Halt):
    """The database has tables, and no version of this programme's: give the bot an empty one of its own."""

    exit_code = 7
