"""The shapes of the control API as JSON Schema; a test holds them against real answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.faults import KINDS

if TYPE_CHECKING:
    from bot.simulator.shapes import Json

STRING: Json = {"type": "string"}
INTEGER: Json = {"type": "integer"}
NUMBER: Json = {"type": "number"}
BOOLEAN: Json = {"type": "boolean"}
OBJECT: Json = {"type": "object"}
INSTANT: Json = {"type": "string", "format": "date-time"}
OBJECT_OR_NONE: Json = {"type": ["object", "null"]}


def ref(name: str) -> Json:
    """Return a reference to a named shape."""
    return {"$ref": f"#/components/schemas/{name}"}


def array(items: Json) -> Json:
    """Return a list of one shape."""
    return {"type": "array", "items": items}


def some(**fields: Json) -> Json:
    """Return an object that may have these fields and no other."""
    return {"type": "object", "properties": fields, "additionalProperties": False}


def whole(**fields: Json) -> Json:
    """Return an object that has all these fields and no other."""
    return {**some(**fields), "required": list(fields)}


def needing(*names: str, **fields: Json) -> Json:
    """Return an object that has to have the fields `names`, may have the others, and no more."""
    return {**some(**fields), "required": list(names)}


def at_least(*, about: str = "", **fields: Json) -> Json:
    """Return an object that has all these fields, and others that are not told one by one."""
    return {"type": "object", "description": about, "properties": fields, "required": list(fields)}


def said(shape: Json, description: str) -> Json:
    """Return a shape with a word about it."""
    return {**shape, "description": description}


def optional(kind: str) -> Json:
    """Return a plain type that may be null."""
    return {"type": [kind, "null"]}


PERSON: Json = {
    "role": STRING,
    "first_name": STRING,
    "last_name": optional("string"),
    "username": optional("string"),
    "language_code": optional("string"),
    "phone": STRING,
    **dict.fromkeys(("started", "met", "blocked", "deactivated"), BOOLEAN),
}
FAULT: Json = {
    "kind": {"type": "string", "enum": sorted(KINDS)},
    "times": {"type": "integer", "minimum": 1},
    "method": said(optional("string"), "Only calls of this method; a fault of updates has none."),
    "chat_id": said(optional("integer"), "Only calls to this chat, or updates of it."),
    "after": said(INTEGER, "How many such calls, or updates, go well first."),
    "seconds": said(NUMBER, "How slow an answer is, how late an update, how long one waits to be overtaken."),
    "retry_after": INTEGER,
}
DIFFERENCE = whole(chat_id=INTEGER, call=INTEGER, recorded=OBJECT_OR_NONE, now=OBJECT_OR_NONE)
SCHEMAS: Json = {
    "Error": whole(error=STRING),
    "Person": whole(id=INTEGER, **PERSON),
    "NewPerson": needing("role", "first_name", **PERSON),
    "PersonChange": some(**PERSON),
    "State": at_least(
        bot=said(OBJECT, "As people read it: name and descriptions by language, under an empty key for all."),
        now=INSTANT,
        people=array(ref("Person")),
        webhook=said(OBJECT, "As getWebhookInfo gives it."),
        pending=INTEGER,
        flood=said(BOOLEAN, "Whether the flood limits are on."),
        faults=array(ref("Fault")),
    ),
    "Message": at_least(
        about="A Message of the Bot API with what a phone shows besides.",
        message_id=INTEGER,
        from_bot=BOOLEAN,
        deleted=BOOLEAN,
        edited=BOOLEAN,
        spinner=said(array(STRING), "The presses under it that wait for an answer."),
        version=INTEGER,
    ),
    "Chat": at_least(
        messages=array(ref("Message")),
        keyboard=said(OBJECT_OR_NONE, "The reply keyboard that is shown."),
        keyboard_from=INTEGER,
        typing=BOOLEAN,
        commands=array(OBJECT),
        last_id=INTEGER,
        popups=array(OBJECT),
        pinned=array(INTEGER),
        version=INTEGER,
    ),
    "NewGroup": needing(
        "creator",
        "title",
        creator=INTEGER,
        title=STRING,
        kind={"type": "string", "enum": ["group", "supergroup", "forum"]},
        members=array(INTEGER),
        bot={"type": "string", "enum": ["member", "administrator", "absent"]},
    ),
    "Group": at_least(
        id=INTEGER,
        title=STRING,
        type={"type": "string", "enum": ["group", "supergroup"]},
        members=said(OBJECT, "What everybody is, by id."),
        topics=array(OBJECT),
        muted=said(BOOLEAN, "Whether only administrators may write."),
        deleted=BOOLEAN,
        migrated_to=said(INTEGER, "The supergroup it became, or 0."),
    ),
    "Done": whole(
        message_id=optional("integer"),
        update_id=said(optional("integer"), "0 for an update that is unwanted, or held back by a fault."),
        message_ids=array(INTEGER),
        update_ids=array(INTEGER),
    ),
    "Fault": needing("kind", **FAULT),
    "Faults": whole(faults=array(ref("Fault"))),
    "Now": whole(now=INSTANT),
    "UpdateId": whole(update_id=INTEGER),
    "Pushed": whole(count=INTEGER, people=array(INTEGER), pending=INTEGER),
    "Entry": at_least(
        about="A call has method, arguments, uploads (sizes, no bytes), status, answer and fault; "
        "an update has update, and fault if one struck it; what was done from the page or a test has what.",
        number=INTEGER,
        at=INSTANT,
        kind={"type": "string", "enum": ["call", "update", "control"]},
    ),
    "Replayed": whole(
        updates=INTEGER,
        calls=INTEGER,
        seconds=NUMBER,
        checked=BOOLEAN,
        skipped=array(STRING),
        differences=array(DIFFERENCE),
    ),
}
