"""What a thing of the programme may become next: one table of moves a thing, and nobody steps outside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from bot.domain.errors import IllegalMove

if TYPE_CHECKING:
    from collections.abc import Mapping

State = TypeVar("State", bound=str)


@dataclass(frozen=True)
class Life(Generic[State]):
    """The states of one sort of thing, and which may follow each."""

    transitions: Mapping[State, frozenset[State]]

    def move(self, state: State, to: State) -> State:
        """Return the new state; raise IllegalMove when the life has no such step."""
        if not self.can(state, to):
            raise IllegalMove(state, to)
        return to

    def can(self, state: State, to: State) -> bool:
        """Tell whether the life has this step."""
        return to in self.transitions[state]
