"""Control calls about the simulation itself: people, clock, faults, journal, updates made by hand."""

from __future__ import annotations

import asyncio
import json
from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING

from aiohttp import web

from bot.clock import FileClock
from bot.simulator import acts
from bot.simulator.control import views
from bot.simulator.control.acting import read_object
from bot.simulator.control.replay import Replay
from bot.simulator.errors import CannotNowError, ControlError, NoSuchThingError
from bot.simulator.faults import Fault
from bot.simulator.journal import REMEMBERED, read_journal

if TYPE_CHECKING:
    from bot.simulator.shapes import Json
    from bot.simulator.world import World

TEXTS = frozenset({"role", "first_name", "last_name", "username", "language_code", "phone"})
FLAGS = frozenset({"blocked", "deactivated", "met", "started"})
LONGEST_WAIT = 50.0
HEARTBEAT_SECONDS = 10.0
YIELD_EVERY = 500
_MIMES = {"photo": "image/jpeg", "voice": "audio/ogg", "sticker": "image/webp"}


async def add_person(world: World, request: web.Request) -> Json:
    """Add a person with a phone."""
    given = await read_object(request)
    fields = _fields(given)
    for name in ("role", "first_name"):
        if not fields.get(name):
            raise ControlError(f"a person has a {name}")
    person = world.people.add(str(fields.pop("role")), str(fields.pop("first_name")), **fields)
    world.hub.publish(0, "state")
    return views.person_view(person)


async def change_person(world: World, request: web.Request) -> Json:
    """Change a person; blocking is also told to the bot."""
    person_id = int(request.match_info["id"])
    fields = _fields(await read_object(request))
    blocked = fields.pop("blocked", None)
    person = world.people.change(person_id, **fields)
    if blocked is not None:
        acts.block(world, person_id, blocked=bool(blocked))
        person = world.people.get(person_id)
    world.chats.of(person_id).changed("state")
    return views.person_view(person)


async def see_chat(world: World, request: web.Request) -> Json:
    """Return a chat, at once or when it has changed since version `after`."""
    person_id = int(request.match_info["id"])
    after, wait = int(request.query.get("after", -1)), float(request.query.get("wait", 0))
    world.people.get(person_id)
    if wait and world.chats.of(person_id).version <= after:
        await world.hub.changed(person_id, min(wait, LONGEST_WAIT))
    return views.chat(world, person_id)


async def move_clock(world: World, request: web.Request) -> Json:
    """Move the clock that the simulator and the bot share."""
    seconds = (await read_object(request)).get("advance")
    if not isinstance(seconds, int | float) or seconds < 0:
        raise ControlError("advance is a number of seconds, not negative")
    if not isinstance(world.clock, FileClock):
        raise CannotNowError("this simulation runs on the system's clock, which cannot be moved")
    now = world.clock.advance(timedelta(seconds=seconds))
    world.journal.control("clock", advance=seconds)
    world.hub.publish(0, "state")
    return {"now": now.isoformat()}


async def add_fault(world: World, request: web.Request) -> Json:
    """Switch a fault on."""
    fault = Fault.read(await read_object(request))
    world.faults.add(fault)
    world.journal.control("fault", fault=asdict(fault))
    world.hub.publish(0, "state")
    return {"faults": world.faults.view()}


async def see_faults(world: World, _request: web.Request) -> Json:
    """Return the faults that are on."""
    return {"faults": world.faults.view()}


async def clear_faults(world: World, _request: web.Request) -> Json:
    """Switch all faults off."""
    world.faults.clear()
    world.update_faults.let_go()
    world.hub.publish(0, "state")
    return {"faults": []}


async def add_raw(world: World, request: web.Request) -> Json:
    """Queue an update that nobody made, whatever it holds."""
    update = (await read_object(request)).get("update")
    if not isinstance(update, dict):
        raise ControlError("update is a JSON object")
    return {"update_id": world.queue.add_raw(update)}


async def redeliver(world: World, request: web.Request) -> Json:
    """Deliver an update once more."""
    update_id = (await read_object(request)).get("update_id")
    if not isinstance(update_id, int) or not world.queue.again(update_id):
        raise NoSuchThingError(f"update {update_id} is not remembered")
    return {"update_id": update_id}


async def push(world: World, request: web.Request) -> Json:
    """Fill the queue with texts of many people, for measurements."""
    given = await read_object(request)
    count, chats = int(given.get("count", 100)), max(1, int(given.get("chats", 1)))
    people = _crowd(world, chats)
    world.queue.held = True  # so that the bot gets full batches and not the first text alone
    try:
        for number in range(count):
            acts.say(world, people[number % chats], f"message {number}")
            if number % YIELD_EVERY == 0:
                await asyncio.sleep(0)
    finally:
        world.queue.held = False
        world.poller.release()
    return {"count": count, "people": people, "pending": len(world.queue)}


async def events(world: World, request: web.Request) -> web.StreamResponse:
    """Stream what changes, as server-sent events with a comment every ten seconds."""
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
    await response.prepare(request)
    queue = world.hub.subscribe()
    try:
        await response.write(b": here\n\n")
        while (line := await _next_event(queue)) is not None:
            await response.write(line)
    except ConnectionError:
        pass
    finally:
        world.hub.unsubscribe(queue)
    return response


async def journal(world: World, request: web.Request) -> web.StreamResponse:
    """Return the journal, or the part asked for, as lines of JSON."""
    after, last = int(request.query.get("after", 0)), int(request.query.get("last", REMEMBERED))
    text = "".join(world.journal.lines(after, last))
    return web.Response(text=text, content_type="application/x-ndjson")


async def replay(world: World, request: web.Request) -> Json:
    """Let people do again what a downloaded journal remembers."""
    entries = read_journal((await request.read()).decode("utf-8"))
    asked = request.query
    check, patience = asked.get("check") in {"1", "true"}, float(asked.get("patience", 5.0))
    ignored = tuple(filter(None, asked.get("ignore", "").split(",")))
    made = await Replay(world, check=check, patience=min(patience, LONGEST_WAIT)).play(entries, ignored)
    world.hub.publish(0, "state")
    return made.view()


async def file(world: World, request: web.Request) -> web.StreamResponse:
    """Return a file that stands in a message."""
    found = world.files.find(request.match_info["file_id"])
    if found is None:
        raise NoSuchThingError("there is no such file")
    media, blob = found
    mime = _MIMES.get(media.kind) or media.mime or "application/octet-stream"
    safe = mime if mime.startswith(("image/", "audio/")) and "svg" not in mime else "application/octet-stream"
    return web.Response(body=blob.content, content_type=safe, headers={"Cache-Control": "max-age=86400"})


async def _next_event(queue: asyncio.Queue[Json | None]) -> bytes | None:
    try:
        async with asyncio.timeout(HEARTBEAT_SECONDS):
            event = await queue.get()
    except TimeoutError:
        return b": still here\n\n"
    return None if event is None else b"data: " + json.dumps(event).encode() + b"\n\n"


def _crowd(world: World, size: int) -> list[int]:
    """Return so many people of the bench, new ones where they are missing."""
    crowd = [person.id for person in world.people if person.role.startswith("bench-")]
    crowd += [world.people.add(f"bench-{number}", "Bench").id for number in range(len(crowd), size)]
    return crowd[:size]


def _fields(given: Json) -> dict[str, object]:
    unknown = given.keys() - TEXTS - FLAGS
    if unknown:
        raise ControlError(f"a person has no {', '.join(sorted(unknown))}")
    texts = {name: given[name] and str(given[name]) for name in TEXTS & given.keys()}
    return texts | {name: bool(given[name]) for name in FLAGS & given.keys()}
