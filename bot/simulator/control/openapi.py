"""The control API as an OpenAPI 3.1 document; a test holds it against the routes and their answers."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bot.simulator.control import schemas
from bot.simulator.control.groups import ACTS as GROUP_ACTS
from bot.simulator.control.schemas import (
    INTEGER,
    NUMBER,
    OBJECT,
    SCHEMAS,
    STRING,
    array,
    at_least,
    needing,
    ref,
    said,
    some,
)

if TYPE_CHECKING:
    from bot.simulator.shapes import Json

ERRORS = {
    400: "It cannot be read.",
    403: "Only this machine may call.",
    404: "There is no such thing.",
    409: "This cannot be done in the present state.",
}
PLACE = {"latitude": NUMBER, "longitude": NUMBER}
LINES = {"application/x-ndjson": {"schema": said(STRING, "One Entry a line.")}}
JSON = "application/json"


def _json(shape: Json) -> Json:
    return {JSON: {"schema": shape}}


def _files(part: str) -> Json:
    """Return the body of an act that sends files: uploads, or names of the samples."""
    common = {"caption": STRING, "split": said(STRING, 'With "true" an album arrives in different polls.')}
    uploads = array({"type": "string", "format": "binary"})
    return {
        "multipart/form-data": {"schema": some(**{part: uploads}, **common)},
        JSON: {"schema": some(samples=said(array(STRING), "Names of pictures under /samples/."), **common)},
    }


ACTS: dict[str, tuple[str, Json | None]] = {
    "text": ("Sends a text.", _json(needing("text", text=STRING, reply_to=INTEGER))),
    "start": ("Presses Start, or follows a link with a payload.", _json(some(payload=STRING))),
    "photo": ("Sends a photo, or several as an album.", _files("photo")),
    "document": ("Sends files as they are.", _files("document")),
    "voice": ("Sends a voice message.", None),
    "sticker": ("Sends a sticker.", None),
    "poll": ("Sends a poll.", None),
    "location": (
        "Shares a place, for a while with live_period (seconds).",
        _json(needing(*PLACE, **PLACE, live_period=INTEGER, horizontal_accuracy=NUMBER)),
    ),
    "move": (
        "Moves one's live location, or stops sharing it when no place is given.",
        _json(needing("message_id", message_id=INTEGER, **PLACE, horizontal_accuracy=NUMBER)),
    ),
    "venue": ("Shares a named place.", _json(schemas.whole(**PLACE, title=STRING, address=STRING))),
    "contact": (
        "Shares one's own contact, or another's when one is described.",
        _json(some(phone_number=STRING, first_name=STRING, last_name=STRING, user_id=INTEGER)),
    ),
    "press": (
        "Presses an inline button by its place, or a forged one by its data.",
        _json(needing("message_id", message_id=INTEGER, row=INTEGER, column=INTEGER, data=STRING)),
    ),
    "edit": ("Changes one's own text.", _json(schemas.whole(message_id=INTEGER, text=STRING))),
    "forward": (
        "Passes on a text of somebody whose account stays hidden.",
        _json(schemas.whole(text=STRING, from_name=STRING)),
    ),
    "web_app": (
        "Sends what a Mini App of a reply keyboard sends.",
        _json(schemas.whole(data=STRING, button_text=STRING)),
    ),
    "video": ("Sends a video.", None),
    "react": (
        "Puts a reaction on a message, or takes it away without an emoji.",
        _json(needing("message_id", message_id=INTEGER, emoji=STRING)),
    ),
    "vote": (
        "Votes in a poll by the numbers of its options; none takes the vote back.",
        _json(schemas.whole(message_id=INTEGER, options=array(INTEGER))),
    ),
    "block": ("Blocks the bot.", None),
    "unblock": ("Unblocks the bot.", None),
}
PERSON_ID = ("id", "path", INTEGER, "A person; the private chat with the bot has the same id.")


def _operation(
    about: str,
    gives: Json,
    *errors: int,
    body: Json | None = None,
    takes: tuple[tuple[str, str, Json, str], ...] = (),
) -> Json:
    """Return one operation: what it does, what it gives, how it may fail, what it takes."""
    parameters = [
        {"name": name, "in": place, "required": place == "path", "schema": shape, "description": meaning}
        for name, place, shape, meaning in takes
    ]
    responses: Json = {"200": {"description": "Done.", "content": gives}}
    responses |= {str(code): {"$ref": f"#/components/responses/{code}"} for code in sorted({403, *errors})}
    made: Json = {"summary": about, "responses": responses}
    if parameters:
        made["parameters"] = parameters
    if body:
        made["requestBody"] = {"content": body}
    return made


def _one(name: str) -> Json:
    return _json(ref(name))


def _people() -> Json:
    chat = (
        ("after", "query", INTEGER, "Wait until the chat is newer than this version,"),
        ("wait", "query", NUMBER, "for at most so many seconds."),
    )
    file_id = ("file_id", "path", STRING, "As it stands in the message.")
    return {
        "/_sim/people": {
            "post": _operation("Adds a person with a phone.", _one("Person"), 400, body=_one("NewPerson"))
        },
        "/_sim/people/{id}": {
            "patch": _operation("Changes a person; blocking is also told to the bot.", _one("Person"),
                                400, 404, body=_one("PersonChange"), takes=(PERSON_ID,))
        },
        "/_sim/chats/{id}": {
            "get": _operation("The chat as it stands, deleted messages among it, marked.", _one("Chat"),
                              400, 404, takes=(PERSON_ID, *chat))
        },
        "/_sim/files/{file_id}": {
            "get": _operation("The bytes of a file in a message.", {"*/*": {}}, 404, takes=(file_id,))
        },
    }  # fmt: skip


def _acts() -> Json:
    return {
        f"/_sim/chats/{{id}}/{name}": {
            "post": _operation(about, _one("Done"), 400, 404, 409, body=body, takes=(PERSON_ID,))
        }
        for name, (about, body) in ACTS.items()
    }


def _simulation() -> Json:
    steps = _json(schemas.whole(advance={"type": "number", "minimum": 0, "description": "Seconds."}))
    return {
        "/_sim/state": {"get": _operation("The bot, the time, the people, what waits.", _one("State"))},
        "/_sim/openapi.json": {"get": _operation("This document.", _json(OBJECT))},
        "/_sim/events": {
            "get": _operation("Server-sent events: what changed where.", {"text/event-stream": {}})
        },
        "/_sim/clock": {
            "post": _operation("Moves the clock, where it can be.", _one("Now"), 400, 409, body=steps)
        },
        "/_sim/faults": {
            "get": _operation("The faults that are on.", _one("Faults")),
            "post": _operation("Switches a fault on.", _one("Faults"), 400, body=_one("Fault")),
            "delete": _operation("Switches all faults off.", _one("Faults")),
        },
    }


def _updates() -> Json:
    some_entries = (
        ("after", "query", INTEGER, "Only entries whose number is above this."),
        ("last", "query", INTEGER, "At most so many, the newest."),
    )
    how = (
        ("check", "query", {"type": "string", "enum": ["0", "1", "true"]}, "Compare the bot's calls."),
        ("patience", "query", NUMBER, "How many seconds a call of the bot may be late; 5."),
        ("ignore", "query", STRING, "Names of arguments that may differ, with commas between."),
    )
    raw, again = schemas.whole(update=OBJECT), schemas.whole(update_id=INTEGER)
    return {
        "/_sim/journal": {
            "get": _operation("The last 50,000 calls and updates.", LINES, 400, takes=some_entries)
        },
        "/_sim/replay": {
            "post": _operation("Lets people do again what a journal remembers.", _one("Replayed"),
                               400, body=LINES, takes=how)
        },
        "/_sim/raw": {
            "post": _operation("Queues any update, however broken.", _one("UpdateId"), 400, body=_json(raw))
        },
        "/_sim/redeliver": {
            "post": _operation("Delivers an update once more.", _one("UpdateId"), 404, body=_json(again))
        },
        "/_sim/push": {
            "post": _operation("Fills the queue with texts of many people.", _one("Pushed"),
                               400, body=_json(some(count=INTEGER, chats=INTEGER)))
        },
    }  # fmt: skip


def _groups() -> Json:
    group = ("id", "path", INTEGER, "A group, a negative number.")
    act = ("act", "path", {"type": "string", "enum": sorted(GROUP_ACTS)}, "What the person does.")
    done = _json(said(OBJECT, "Done as in private chats, or the group."))
    body = _json({**at_least(person=INTEGER), "description": "Who does it, and what the act needs."})
    return {
        "/_sim/groups": {
            "get": _operation("Every group.", _json(schemas.whole(groups=array(ref("Group"))))),
            "post": _operation("Founds a group, a supergroup or a forum.", _one("Group"), 400, 404,
                               body=_one("NewGroup")),
        },
        "/_sim/groups/{id}": {
            "get": _operation("A group with its chat as it stands.", _one("Group"), 404, takes=(group,))
        },
        "/_sim/groups/{id}/{act}": {
            "post": _operation("Lets somebody act in a group.", done, 400, 404, 409, body=body,
                               takes=(group, act))
        },
    }  # fmt: skip


@cache
def document() -> Json:
    """Return the whole document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Control API of the simulator",
            "version": "1",
            "summary": "What the page and test drivers do to a simulation, apart from the Bot API.",
        },
        "paths": _simulation() | _people() | _acts() | _updates() | _groups(),
        "components": {
            "schemas": SCHEMAS,
            "responses": {
                str(code): {"description": words, "content": _one("Error")} for code, words in ERRORS.items()
            },
        },
    }
