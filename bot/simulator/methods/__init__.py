"""The Bot API methods that are played, by name in lower case; nothing here knows HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.methods import (
    account,
    albums,
    callbacks,
    chats,
    edits,
    files,
    forwarding,
    groups,
    locations,
    polls,
    profile,
    reactions,
    receiving,
    sending,
    topics,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import TypeAlias

    from bot.simulator.call import Call
    from bot.simulator.world import World

    Method: TypeAlias = Callable[[World, Call], object | Awaitable[object]]

_ROOMS = (account, albums, callbacks, chats, edits, files, forwarding, groups, locations, polls, profile,
          reactions, receiving, sending, topics)  # fmt: skip
METHODS: dict[str, Method] = {
    name.lower(): method for room in _ROOMS for name, method in room.METHODS.items()
}
