"""How the state of a simulation looks to the page and the drivers; it changes nothing."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.simulator.people import Person
    from bot.simulator.shapes import Json
    from bot.simulator.world import World


def state(world: World) -> Json:
    """Return the bot, the time, the people and what waits."""
    bot = world.bot
    return {
        "bot": {
            **bot.user(),
            "name": bot.names,
            "description": bot.descriptions,
            "short_description": bot.short_descriptions,
            "picture": bot.picture,
        },
        "now": world.now().isoformat(),
        "people": [person_view(person) for person in world.people],
        "webhook": world.webhook.info(),
        "pending": len(world.queue),
        "flood": world.flood.on,
        "faults": world.faults.view(),
    }


def person_view(person: Person) -> Json:
    """Return a person with all fields."""
    return asdict(person)


def chat(world: World, person_id: int) -> Json:
    """Return a person's chat as it stands, deleted messages among it, marked."""
    person = world.people.get(person_id)
    shown = world.chats.of(person_id)
    typing = shown.typing_until is not None and world.now() < shown.typing_until
    return {
        "messages": [message.view() for message in list(shown.messages.values())],
        "keyboard": shown.keyboard,
        "keyboard_from": shown.keyboard_from,
        "typing": typing,
        "commands": world.bot.commands_for(person),
        "last_id": max(shown.messages, default=0),
        "popups": list(shown.popups),
        "pinned": list(shown.pinned),
        "version": shown.version,
    }
