"""What every use case is given: the connection, the time, the territory, its words, and the cause."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import count
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.attendance import Purpose
from bot.domain.text import fold
from bot.flows.known import Known
from bot.flows.outbound import Content, Priority, Prompt
from bot.flows.packing import pack_content
from bot.services import last_places, members, nearness, ready_answers, seats
from bot.storage import outbox, pauses

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from sqlalchemy import Connection

    from bot.domain.territory import Territory
    from bot.flows.messages import Message
    from bot.i18n import Words


@dataclass(frozen=True)
class Work:
    """One input being handled. `cause` names it; everything queued bears it, numbered.

    `has_geocoder` tells whether addresses may be looked up, `has_weather` whether the forecast may.
    `message` is the number of the message that somebody has written, 0 when the input is none.
    `confirms` tells whether officers are told below their card what they have just done.
    """

    connection: Connection
    now: datetime
    territory: Territory
    words: Words
    cause: str
    has_geocoder: bool = False
    has_weather: bool = False
    message: int = 0
    confirms: bool = True
    _numbers: Iterator[int] = field(default_factory=count)

    @property
    def today(self) -> date:
        """Return the local day."""
        return self.now.astimezone(ZoneInfo(self.territory.timezone)).date()

    @cached_property
    def known(self) -> Known:
        """Return what a dialogue may know; what lies near a place is looked up once an input."""
        near = nearness.finder(self)
        crews = partial(seats.crews, self)
        listed = partial(members.listed, self)
        ready, models = partial(ready_answers.fitting, self), partial(ready_answers.models, self)
        return Known(
            self.territory,
            self.today,
            near,
            mentions=self._mentions,
            crews=crews,
            members=listed,
            ready=ready,
            models=models,
            sample=partial(ready_answers.sample, self),
        )

    def _mentions(self, text: str, listed: Message) -> bool:
        return self.words.mentions(fold(text), listed)

    def known_to(self, person: int) -> Known:
        """Return what this person's dialogues may know; their last place is looked up only when asked for."""
        return replace(self.known, last_spot=partial(last_places.find, self, person))

    def send(
        self, person: int, content: Content, priority: Priority = Priority.REPLY, *, silent: bool = False
    ) -> None:
        """Queue something for a person."""
        outbox.add(
            self.connection,
            person=person,
            key=f"{self.cause}:{next(self._numbers)}",
            cause=self.cause,
            priority=priority,
            content=pack_content(content),
            now=self.now,
            silent=silent,
        )

    def tell(self, person: int, content: Content, *, silent: bool = False) -> None:
        """Queue news of what somebody has asked for, unless they have paused news.

        What answers their own question, needs an answer of theirs or is owed by law is no news.
        """
        if Purpose.NEWS not in pauses.paused(self.connection, person):
            self.send(person, content, Priority.CHANGE, silent=silent)

    def say(self, person: int, *lines: Message, priority: Priority = Priority.REPLY) -> None:
        """Queue a text without buttons."""
        self.send(person, Prompt(lines), priority)
