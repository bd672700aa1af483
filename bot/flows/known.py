"""What a dialogue may know of the world beside its answers; looking anything up is the services' work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from bot.domain.commands import Spot
    from bot.domain.report import Near
    from bot.domain.seats import Crew, Member
    from bot.domain.territory import Territory
    from bot.flows.answers import Answers
    from bot.flows.messages import Message
    from bot.flows.ready import Filled, Model


def _nothing_near(_: Answers) -> tuple[Near, ...]:
    return ()


def _no_crews() -> tuple[Crew, ...]:
    return ()


def _no_members() -> tuple[Member, ...]:
    return ()


def _nowhere() -> Spot | None:
    return None


def _nothing_said(_: str, __: Message) -> bool:
    return False


def _nothing_ready(_: Answers) -> tuple[Filled, ...]:
    return ()


def _no_models() -> tuple[Model, ...]:
    return ()


def _unfilled(text: str, _: str) -> str:
    return text


@dataclass(frozen=True)
class Known:
    """The territory's rules, the local day, what lies near a place, and where the person last reported.

    `mentions` tells whether a text holds one of the words that a catalogue's entry lists, in any language;
    `crews` looks up the crews of every phase that is not over, the earliest first, `members` who is in them;
    `ready` the ready-made answers that fit the request a dialogue is about, filled in,
    `models` all of them as officers see them; `sample` fills a text in a language with sample values.
    """

    territory: Territory
    today: date
    near: Callable[[Answers], tuple[Near, ...]] = _nothing_near
    last_spot: Callable[[], Spot | None] = _nowhere
    mentions: Callable[[str, Message], bool] = _nothing_said
    crews: Callable[[], tuple[Crew, ...]] = _no_crews
    members: Callable[[], tuple[Member, ...]] = _no_members
    ready: Callable[[Answers], tuple[Filled, ...]] = _nothing_ready
    models: Callable[[], tuple[Model, ...]] = _no_models
    sample: Callable[[str, str], str] = _unfilled
