"""The database's own faults, told apart from the broken rules of one input, and the waiting after them."""

from __future__ import annotations

import logging
import random
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

if TYPE_CHECKING:
    from types import TracebackType

_log = logging.getLogger(__name__)


class MachineFault(Exception):  # noqa: N818 - it carries the fault of something else
    """The database failed in the middle of a group: the whole group is undone and counts for nobody."""


#: What `Database.run` raises when the database, not the function, is at fault.
DATABASE_FAULTS = (DBAPIError, MachineFault, MemoryError)


class BackOff:
    """Waits that double from `first` to `longest` seconds, a quarter of them chance."""

    def __init__(self, first: float, longest: float) -> None:
        self._first, self._longest = first, longest
        self._next = first

    def reset(self) -> None:
        """Begin again from the shortest wait."""
        self._next = self._first

    def seconds(self) -> float:
        """Return the next wait."""
        wait, self._next = self._next, min(self._next * 2, self._longest)
        return wait * random.uniform(0.75, 1.0)  # noqa: S311 - spreads clients out, guards nothing


def place(error: BaseException) -> str:
    """Name an error by its class and where it was raised; its message may hold what a person wrote."""
    where = ""
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        where = f" at {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(error).__name__}{where}"


def note(what: str, error: BaseException) -> None:
    """Log a database fault without the statement's values."""
    original = getattr(error, "orig", None) or error.__cause__ or error
    _log.error("%s: the database failed: %s: %s", what, type(original).__name__, original)
