"""What people do less often: pass on somebody's words, send a film, answer from a Mini App."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from bot.simulator.acts import Done, show_media
from bot.simulator.errors import CannotNowError, ControlError
from bot.simulator.files import Media, blob
from bot.simulator.shapes import Json, present
from bot.simulator.text.formatted import typed_text

if TYPE_CHECKING:
    from bot.simulator.world import World

WEB_APP_BYTES = 4096
SIDES = {"width": 640, "height": 360}


def forward(world: World, person_id: int, text: str, from_name: str) -> Done:
    """Pass on a text of somebody whose account stays hidden."""
    if not text.strip() or not from_name.strip():
        raise ControlError("what is passed on has a text and a from_name")
    made = typed_text(text)
    origin = {
        "type": "hidden_user",
        "sender_user_name": from_name,
        "date": int(world.now().timestamp()),
    }
    return _sent(world, person_id, present(
        forward_origin=origin, text=made.text, entities=made.entities or None))  # fmt: skip


def film(world: World, person_id: int, seconds: int = 5) -> Done:
    """Send a video."""
    content = b"\0\0\0\x18ftypmp42" + secrets.token_bytes(8)
    video = Media("video", (blob("video", content),), "film.mp4", "video/mp4", seconds, dict(SIDES))
    return show_media(world, person_id, [video])


def answer_from_app(world: World, person_id: int, data: str, button_text: str) -> Done:
    """Send what a Mini App opened from a reply keyboard sends: unsigned, so anything may be in it."""
    if not 1 <= len(data.encode()) <= WEB_APP_BYTES:
        raise ControlError("data is 1 to 4096 bytes")
    return _sent(world, person_id, {"web_app_data": {"data": data, "button_text": button_text}})


def _sent(world: World, person_id: int, content: Json) -> Done:
    person = world.people.get(person_id)
    if person.blocked or person.deactivated:
        raise CannotNowError("this person blocks the bot, or is gone")
    person = person if person.started else world.people.change(person_id, started=True)
    message, update = world.receive(person, content)
    return Done((message.id,), (update,))
