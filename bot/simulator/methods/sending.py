"""The methods that send one message: text, files, place, contact, chat action; live places are elsewhere."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.simulator.errors import BadRequest
from bot.simulator.methods.drafts import caption_of, deliver, text_of
from bot.simulator.methods.locations import read_location
from bot.simulator.methods.uploads import described, media_argument
from bot.simulator.shapes import Json, present
from bot.simulator.text.cleaning import clean

if TYPE_CHECKING:
    from bot.simulator.call import Call
    from bot.simulator.world import World

_VENUE_IDS = ("foursquare_id", "foursquare_type", "google_place_id", "google_place_type")
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


async def send_audio(world: World, call: Call) -> Json:
    """Send a piece of music."""
    return await _send_media(world, call, "audio")


async def send_video(world: World, call: Call) -> Json:
    """Send a film."""
    return await _send_media(world, call, "video")


def send_contact(world: World, call: Call) -> Json:
    """Send a name with a telephone number."""
    phone, first = call.required("phone_number"), call.required("first_name")
    more = {name: call.text(name) or None for name in ("last_name", "vcard")}
    known = next((person.id for person in world.people if person.phone == phone), None)
    return deliver(world, call, {"contact": present(
        phone_number=phone, first_name=first, user_id=known, **more)})  # fmt: skip


async def _send_media(world: World, call: Call, kind: str) -> Json:
    media = described(await media_argument(world, call, kind), dict(call.arguments))
    caption = caption_of(world, call)
    seen = kind in {"photo", "video"}
    looks = present(
        has_media_spoiler=(seen and call.flag("has_spoiler")) or None,
        show_caption_above_media=(seen and bool(caption) and call.flag("show_caption_above_media")) or None,
    )
    return deliver(world, call, {kind: world.files.shown(media), **caption, **looks})


def send_venue(world: World, call: Call) -> Json:
    """Send a named place."""
    location = read_location(call)
    title, address = clean(call.text("title")).strip(), clean(call.text("address")).strip()
    if not title:
        raise BadRequest("venue title must be non-empty")
    if not address:
        raise BadRequest("venue address must be non-empty")
    more = {name: call.text(name) or None for name in _VENUE_IDS}
    venue = present(location=location, title=title, address=address, **more)
    return deliver(world, call, {"venue": venue, "location": location})


def send_chat_action(world: World, call: Call) -> bool:
    """Show for five seconds that the bot is busy."""
    if call.text("action").lower() not in ACTIONS:
        raise BadRequest("wrong parameter action in request")
    _, chat = world.reachable(call.text("chat_id"))
    chat.typing_until = None if call.text("action") == "cancel" else world.now() + ACTION_LIFE
    chat.changed("typing")
    return True


METHODS = {
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendVoice": send_voice,
    "sendAudio": send_audio,
    "sendVideo": send_video,
    "sendContact": send_contact,
    "sendVenue": send_venue,
    "sendChatAction": send_chat_action,
}
