"""Places: sent once, sent live, moved and stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.errors import BadRequest
from bot.simulator.methods.drafts import deliver
from bot.simulator.methods.edits import changed, target
from bot.simulator.shapes import Json, present

if TYPE_CHECKING:
    from bot.simulator.call import Call
    from bot.simulator.chats import Chat, Message
    from bot.simulator.world import World

LATITUDES, LONGITUDES = 90, 180
LIVE_LOW, LIVE_HIGH, LIVE_FOREVER = 60, 86_400, 0x7FFFFFFF
FULL_TURN, FARTHEST, LEAST_EXACT = 360, 100_000, 1500.0


def send_location(world: World, call: Call) -> Json:
    """Send a pin, live or not."""
    location = read_location(call)
    period = call.integer("live_period")
    if period:
        if not (LIVE_LOW <= period <= LIVE_HIGH or period == LIVE_FOREVER):
            raise BadRequest("wrong live location period specified")
        location |= {"live_period": period, **_direction(call)}
    return deliver(world, call, {"location": location})


def move(world: World, call: Call) -> Json:
    """Move a live location, and let it live longer if asked."""
    location = read_location(call) | _direction(call)
    chat, message, before = _live(world, call)
    period = call.integer("live_period") or int(before["live_period"])
    return changed(world, call, chat, message, (("location",), {"location": {
        **location, "live_period": period}}))  # fmt: skip


def stop(world: World, call: Call) -> Json:
    """End a live location where it stands."""
    chat, message, before = _live(world, call)
    bare = {name: before[name] for name in ("latitude", "longitude", "horizontal_accuracy") if name in before}
    return changed(world, call, chat, message, (("location",), {"location": bare}))


def read_location(call: Call) -> Json:
    """Return the place that a call names; raises BadRequest."""
    for name in ("latitude", "longitude"):
        if not call.text(name).strip():
            raise BadRequest(f"{name} is empty")
    latitude, longitude = call.decimal("latitude"), call.decimal("longitude")
    if not (abs(latitude) <= LATITUDES and abs(longitude) <= LONGITUDES):
        raise BadRequest("invalid location specified")
    accuracy = min(max(call.decimal("horizontal_accuracy"), 0.0), LEAST_EXACT)
    return present(latitude=latitude, longitude=longitude, horizontal_accuracy=accuracy or None)


def _direction(call: Call) -> Json:
    heading, radius = call.integer("heading"), call.integer("proximity_alert_radius")
    if not 0 <= heading <= FULL_TURN:
        raise BadRequest("wrong live location heading specified")
    if not 0 <= radius <= FARTHEST:
        raise BadRequest("wrong live location proximity alert radius specified")
    return present(heading=heading or None, proximity_alert_radius=radius or None)


def _live(world: World, call: Call) -> tuple[Chat, Message, Json]:
    chat, message = target(world, call)
    location = message.body.get("location", {})
    if "live_period" not in location:
        raise BadRequest("there is no live location in the message to edit")
    age = world.now().timestamp() - message.body["date"]
    if location["live_period"] != LIVE_FOREVER and age > location["live_period"]:
        raise BadRequest("message can't be edited")
    return chat, message, location


METHODS = {
    "sendLocation": send_location,
    "editMessageLiveLocation": move,
    "stopMessageLiveLocation": stop,
}
