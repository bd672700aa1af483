"""What is wrong with a territory's file: each fault with its file, line, key and how to mend it.

It finds none itself; the readers report them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One thing to mend; `line` counts from 1, `key` is written as in the file."""

    file: str
    line: int
    key: str
    problem: str
    mend: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}: "
        return where + (f"{self.key}: " if self.key else "") + f"{self.problem}. {self.mend}."


class TerritoryError(Exception):
    """The territory's file has faults."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join([f"{self.__doc__} ({len(faults)})", *map(str, self.faults)]))
