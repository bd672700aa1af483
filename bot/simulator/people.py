"""The people with phones and the bot's own account; what they do is elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.simulator.errors import NoSuchThingError
from bot.simulator.shapes import Json, present

if TYPE_CHECKING:
    from collections.abc import Iterator

USERNAME = "JardinsDemoBot"
FIRST_ID = 5_000_000_001
"""Real identifiers passed 32 bits years ago, so a bot that stores them in 32 fails here too."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person with a phone: `role` is what the page and the tests call that phone."""

    id: int
    role: str
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = "fr"
    phone: str = ""
    started: bool = False
    met: bool = False
    blocked: bool = False
    deactivated: bool = False

    def user(self) -> Json:
        """Return the person as a Bot API User."""
        return present(
            id=self.id,
            is_bot=False,
            first_name=self.first_name,
            last_name=self.last_name,
            username=self.username,
            language_code=self.language_code,
        )

    def chat(self) -> Json:
        """Return the person's private chat as a Bot API Chat."""
        return present(
            id=self.id,
            first_name=self.first_name,
            last_name=self.last_name,
            username=self.username,
            type="private",
        )


class People:
    """Everybody who has a phone, by id."""

    def __init__(self) -> None:
        self._people: dict[int, Person] = {}

    def __iter__(self) -> Iterator[Person]:
        return iter(list(self._people.values()))

    def find(self, person_id: int) -> Person | None:
        """Return a person, or None."""
        return self._people.get(person_id)

    def get(self, person_id: int) -> Person:
        """Return a person; raises NoSuchThingError."""
        person = self._people.get(person_id)
        if person is None:
            raise NoSuchThingError(f"there is no person {person_id}")
        return person

    def add(self, role: str, first_name: str, **more: object) -> Person:
        """Add a person with the next free id."""
        number = len(self._people)
        phone = str(more.pop("phone", "") or f"+3363998{number:04d}")  # a range kept free for fiction
        person = replace(Person(FIRST_ID + number * 7, role, first_name, phone=phone), **more)  # type: ignore[arg-type]  # checked where it comes in
        self._people[person.id] = person
        return person

    def put(self, person: Person) -> Person:
        """Put a person back as they were, with the id they had, and return the person."""
        self._people[person.id] = person
        return person

    def change(self, person_id: int, **changes: object) -> Person:
        """Change some of a person's fields and return the person; raises NoSuchThingError."""
        person = replace(self.get(person_id), **changes)  # type: ignore[arg-type]  # checked where it comes in
        self._people[person_id] = person
        return person


@dataclass(slots=True)
class BotAccount:
    """The bot as its people see it: texts by language code ("" is for everybody else)."""

    id: int
    username: str = USERNAME
    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)
    picture: str | None = None
    reads_groups: bool = False

    def user(self) -> Json:
        """Return the bot as a Bot API User, as it stands in messages."""
        return {
            "id": self.id,
            "is_bot": True,
            "first_name": self.names.get("", "Bot"),
            "username": self.username,
        }

    def commands_for(self, person: Person) -> list[Json]:
        """Return the commands a person is shown: the narrowest scope first, then the language."""
        scopes = (f"chat:{person.id}", "all_private_chats", "default")
        for key in ((scope, code) for scope in scopes for code in (person.language_code or "", "")):
            if self.commands.get(key):
                return self.commands[key]
        return []
