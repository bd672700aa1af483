"""What people read of the bot before they start it: name, descriptions, picture, per language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.errors import BadRequest, NotSimulated
from bot.simulator.fields import object_field, text_field
from bot.simulator.methods.account import language_of
from bot.simulator.methods.uploads import ATTACH, is_there, media_item
from bot.simulator.shapes import Json
from bot.simulator.text.cleaning import clean

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.simulator.call import Call
    from bot.simulator.shapes import Json
    from bot.simulator.world import World

NAME_LENGTH, DESCRIPTION_LENGTH, SHORT_LENGTH = 64, 512, 120


def _setter(attribute: str, field: str, longest: int, complaint: str) -> Callable[[World, Call], bool]:
    def set_text(world: World, call: Call) -> bool:
        text = clean(call.text(field)).strip()
        if len(text) > longest or (field == "name" and not text and not language_of(call)):
            raise BadRequest(complaint)
        texts: dict[str, str] = getattr(world.bot, attribute)
        if text:
            texts[language_of(call)] = text
        else:
            texts.pop(language_of(call), None)
        world.hub.publish(0, "state")
        return True

    return set_text


def _getter(attribute: str, field: str, default: str) -> Callable[[World, Call], Json]:
    def get_text(world: World, call: Call) -> Json:
        texts: dict[str, str] = getattr(world.bot, attribute)
        return {field: texts.get(language_of(call)) or texts.get("") or default}

    return get_text


async def set_photo(world: World, call: Call) -> bool:
    """Set the bot's picture from an uploaded JPEG."""
    if not call.text("photo"):
        raise BadRequest("photo isn't specified")
    photo = object_field(
        call.json("photo", "can't parse photo JSON object"), "object expected as profile photo"
    )
    kind = text_field(photo, "type", required=True)
    if kind == "animated":
        raise NotSimulated("an animated profile photo")
    if kind != "static":
        raise BadRequest("invalid profile photo type specified")
    name = text_field(photo, "photo", required=True)
    if not name.startswith(ATTACH) or not is_there(call, name):
        raise BadRequest("photo must be uploaded as a file")
    media = await media_item(world, call, name, "photo")
    shown = world.files.shown(media)
    assert isinstance(shown, list)
    world.bot.picture = str(shown[-1]["file_id"])
    world.hub.publish(0, "state")
    return True


METHODS = {
    "setMyName": _setter("names", "name", NAME_LENGTH, "BOT_TITLE_INVALID"),
    "getMyName": _getter("names", "name", "Bot"),
    "setMyDescription": _setter("descriptions", "description", DESCRIPTION_LENGTH, "ABOUT_TOO_LONG"),
    "getMyDescription": _getter("descriptions", "description", ""),
    "setMyShortDescription": _setter(
        "short_descriptions", "short_description", SHORT_LENGTH, "ABOUT_TOO_LONG"
    ),
    "getMyShortDescription": _getter("short_descriptions", "short_description", ""),
    "setMyProfilePhoto": set_photo,
}
