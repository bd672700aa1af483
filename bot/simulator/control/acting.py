"""The acts of people as control calls: reads what the call says and hands it to `acts`."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.simulator import acts, rarer_acts, reactions
from bot.simulator.call import Upload
from bot.simulator.errors import ApiError, ControlError, NoSuchThingError
from bot.simulator.methods.uploads import UPLOAD_BYTES, uploaded
from bot.simulator.reading import multipart_files
from bot.simulator.update_faults import PART_SECONDS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from aiohttp import web

    from bot.simulator.files import Media
    from bot.simulator.shapes import Json
    from bot.simulator.world import World

SAMPLES = Path(__file__).parent.parent / "static" / "samples"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a control call asks of one person's phone: its fields, and its files in their order."""

    person: int
    fields: Json
    files: tuple[Upload, ...] = ()

    def integer(self, name: str) -> int:
        """Return a field that has to be a number; raises ControlError."""
        try:
            return int(self.fields[name])
        except (KeyError, TypeError, ValueError):
            raise ControlError(f"{name} is a number") from None

    def emoji(self) -> str:
        """Return the emoji of a reaction, "" to take it away."""
        return str(self.fields.get("emoji") or "")

    def options(self) -> list[int]:
        """Return the options of a vote, none to take it back; raises ControlError."""
        given = self.fields.get("options")
        if not isinstance(given, list):
            raise ControlError("options is a list of numbers")
        return [int(option) for option in given]


async def read_wish(request: web.Request) -> Wish:
    """Return what a request asks for; raises ControlError when it cannot be read."""
    person = int(request.match_info["id"])
    if request.content_type == "multipart/form-data":
        fields, files = await multipart_files(request)
        return Wish(person, dict(fields), tuple(files))
    return Wish(person, await read_object(request))


async def read_object(request: web.Request) -> Json:
    """Return the JSON object of a request, empty when it has no body; raises ControlError."""
    try:
        found = json.loads(await request.read() or b"{}")
    except ValueError:
        raise ControlError("the body is not JSON") from None
    if not isinstance(found, dict):
        raise ControlError("the body is a JSON object")
    return found


def _text(world: World, wish: Wish) -> acts.Done:
    reply = wish.integer("reply_to") if wish.fields.get("reply_to") else None
    return acts.say(world, wish.person, str(wish.fields.get("text", "")), reply)


def _start(world: World, wish: Wish) -> acts.Done:
    return acts.start(world, wish.person, str(wish.fields.get("payload") or ""))


async def _photo(world: World, wish: Wish) -> acts.Done:
    return await _media(world, wish, "photo")


async def _document(world: World, wish: Wish) -> acts.Done:
    return await _media(world, wish, "document")


async def _media(world: World, wish: Wish, kind: str) -> acts.Done:
    files = [*wish.files, *(_sample(name) for name in _samples(wish.fields))]
    try:
        media = [await uploaded(file, kind, UPLOAD_BYTES) for file in files]  # phones shrink photos
    except ApiError as error:
        raise ControlError(str(error)) from None
    caption = str(wish.fields.get("caption") or "")
    if str(wish.fields.get("split", "")).lower() in {"true", "1"} and len(media) > 1:
        return await _split(world, wish, media, caption)
    return acts.show_media(world, wish.person, media, caption)


async def _split(world: World, wish: Wish, media: list[Media], caption: str) -> acts.Done:
    """Send an album whose parts reach the bot in different polls."""
    world.queue.held = True
    done = acts.show_media(world, wish.person, media, caption)
    try:
        for _ in done.updates:
            world.queue.let_through()
            world.poller.release()
            await asyncio.sleep(PART_SECONDS)
    finally:
        world.queue.held = False
        world.poller.release()
    return done


def _samples(fields: Json) -> list[str]:
    names = fields.get("samples") or fields.get("sample") or []
    return [names] if isinstance(names, str) else [str(name) for name in names]


def _sample(name: str) -> Upload:
    path = SAMPLES / name
    if path.parent != SAMPLES or not path.is_file():
        raise NoSuchThingError(f"there is no sample {name}")
    return Upload(name, path.read_bytes(), "image/jpeg")


def _press(world: World, wish: Wish) -> acts.Done:
    message_id = wish.integer("message_id")
    data = wish.fields.get("data")
    if data is None:
        place = (wish.integer("row"), wish.integer("column"))
        data = acts.button_data(world, wish.person, message_id, *place)
    return acts.press(world, wish.person, message_id, str(data))


def _move(world: World, wish: Wish) -> acts.Done:
    return acts.move(world, wish.person, wish.integer("message_id"), wish.fields)


def _edit(world: World, wish: Wish) -> acts.Done:
    return acts.edit(world, wish.person, wish.integer("message_id"), str(wish.fields.get("text", "")))


def _react(world: World, wish: Wish) -> acts.Done:
    person = world.people.get(wish.person)
    return reactions.react(world, person, person, wish.integer("message_id"), wish.emoji())


def _vote(world: World, wish: Wish) -> acts.Done:
    person = world.people.get(wish.person)
    return reactions.vote(world, person, person, wish.integer("message_id"), wish.options())


def _forward(world: World, wish: Wish) -> acts.Done:
    texts = (str(wish.fields.get(name) or "") for name in ("text", "from_name"))
    return rarer_acts.forward(world, wish.person, *texts)


def _web_app(world: World, wish: Wish) -> acts.Done:
    texts = (str(wish.fields.get(name) or "") for name in ("data", "button_text"))
    return rarer_acts.answer_from_app(world, wish.person, *texts)


ACTS: dict[str, Callable[[World, Wish], acts.Done | Awaitable[acts.Done]]] = {
    "text": _text,
    "start": _start,
    "photo": _photo,
    "document": _document,
    "voice": lambda world, wish: acts.speak(world, wish.person),
    "sticker": lambda world, wish: acts.stick(world, wish.person),
    "poll": lambda world, wish: acts.ask(world, wish.person),
    "location": lambda world, wish: acts.share_location(world, wish.person, wish.fields),
    "venue": lambda world, wish: acts.share_venue(world, wish.person, wish.fields),
    "contact": lambda world, wish: acts.share_contact(world, wish.person, wish.fields),
    "press": _press,
    "edit": _edit,
    "move": _move,
    "react": _react,
    "forward": _forward,
    "web_app": _web_app,
    "video": lambda world, wish: rarer_acts.film(world, wish.person),
    "vote": _vote,
    "block": lambda world, wish: acts.block(world, wish.person, blocked=True),
    "unblock": lambda world, wish: acts.block(world, wish.person, blocked=False),
}
