"""The methods that send one message: text, photo, document, voice, place, chat action."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.simulator.errors import BadRequest
from bot.simulator.methods.drafts import caption_of, deliver, text_of
from bot.simulator.methods.uploads import media_argument
from bot.simulator.shapes import Json, present
from bot.simulator.text.cleaning import clean

if TYPE_CHECKING:
    from bot.simulator.call import Call
    from bot.simulator.world import World

LATITUDES, LONGITUDES = 90, 180
LIVE_LOW, LIVE_HIGH, LIVE_FOREVER = 60, 86_400, 0x7FFFFFFF
ACTION_LIFE = timedelta(seconds=5)
ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
        "cancel",
        "record_audio",
        "upload_audio",
    ]
)


def send_message(world: World, call: Call) -> Json:
    """Send a text."""
    return deliver(world, call, text_of(world, call))


async def send_photo(world: World, call: Call) -> Json:
    """Send a photo."""
    return await _send_media(world, call, "photo")


async def send_document(world: World, call: Call) -> Json:
    """Send a file as it is."""
    return await _send_media(world, call, "document")


async def send_voice(world: World, call: Call) -> Json:
    """Send a voice message."""
    return await _send_media(world, call, "voice")


async def _send_media(world: World, call: Call, kind: str) -> Json:
    media = await media_argument(world, call, kind)
    caption = caption_of(world, call)
    spoiler = present(has_media_spoiler=call.flag("has_spoiler") or None) if kind == "photo" else {}
    return deliver(world, call, {kind: world.files.shown(media), **caption, **spoiler})


def send_location(world: World, call: Call) -> Json:
    """Send a pin, live or not."""
    location = _location(call)
    period = call.integer("live_period")
    if period:
        if not (LIVE_LOW <= period <= LIVE_HIGH or period == LIVE_FOREVER):
            raise BadRequest("wrong live location period specified")
        location["live_period"] = period
    accuracy = min(max(call.decimal("horizontal_accuracy"), 0.0), 1500.0)
    return deliver(world, call, {"location": location | present(horizontal_accuracy=accuracy or None)})


def send_venue(world: World, call: Call) -> Json:
    """Send a named place."""
    location = _location(call)
    title, address = clean(call.text("title")).strip(), clean(call.text("address")).strip()
    if not title:
        raise BadRequest("venue title must be non-empty")
    if not address:
        raise BadRequest("venue address must be non-empty")
    venue = {"location": location, "title": title, "address": address}
    return deliver(world, call, {"venue": venue, "location": location})


def send_chat_action(world: World, call: Call) -> bool:
    """Show for five seconds that the bot is busy."""
    if call.text("action").lower() not in ACTIONS:
        raise BadRequest("wrong parameter action in request")
    _, chat = world.reachable(call.text("chat_id"))
    chat.typing_until = None if call.text("action") == "cancel" else world.now() + ACTION_LIFE
    chat.changed("typing")
    return True


def _location(call: Call) -> Json:
    for name in ("latitude", "longitude"):
        if not call.text(name):
            raise BadRequest(f"{name} is empty")
    latitude, longitude = call.decimal("latitude"), call.decimal("longitude")
    if not (abs(latitude) <= LATITUDES and abs(longitude) <= LONGITUDES):
        raise BadRequest("invalid location specified")
    return {"latitude": latitude, "longitude": longitude}


METHODS = {
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendVoice": send_voice,
    "sendLocation": send_location,
    "sendVenue": send_venue,
    "sendChatAction": send_chat_action,
}
