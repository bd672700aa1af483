"""getFile: gives a path from which a file can be fetched for an hour."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.simulator.call import Call
    from bot.simulator.shapes import Json
    from bot.simulator.world import World


def get_file(world: World, call: Call) -> Json:
    """Return a File with its path."""
    return world.files.offer(call.text("file_id"), world.now())


METHODS = {"getFile": get_file}
