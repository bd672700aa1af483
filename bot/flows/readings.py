"""What an input may mean to a question, as records; what comes of it is the dialogue's matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.flows.messages import Message
from bot.flows.outbound import Prompt

if TYPE_CHECKING:
    from bot.domain.commands import Command
    from bot.flows.answers import Answers


@dataclass(frozen=True)
class Answered:
    """The input answers; `answers` are laid over those there are, but for `drops`, which lose their sense.

    `quiet` says and asks nothing.
    """

    answers: Answers
    quiet: bool = False
    drops: tuple[str, ...] = ()


@dataclass(frozen=True)
class Aside:
    """The input is answered with a word or another screen; nothing changes."""

    prompt: Prompt


@dataclass(frozen=True)
class Wrong:
    """The input does not answer; this says why, and the question is asked again."""

    why: Message


@dataclass(frozen=True)
class Toggled:
    """A button changed what the question shows: `answers` are laid over, and it is drawn again in place."""

    answers: Answers


@dataclass(frozen=True)
class Farewell:
    """The dialogue ends without a command, and this is said; nothing of it is kept."""

    said: Message


@dataclass(frozen=True)
class Instead:
    """The dialogue ends at once with another command than its own; nothing of it is kept."""

    command: Command


@dataclass(frozen=True)
class Beside:
    """Another dialogue opens, by its name; this one waits below it, without the answers it `drops`."""

    flow: str
    opened: Answers
    drops: tuple[str, ...] = ()


Reading = Answered | Aside | Wrong | Toggled | Farewell | Instead | Beside
Said = Message | tuple[Message, ...] | Prompt | None
"""What is said once a question is answered."""
