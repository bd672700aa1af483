"""The JSON shapes that pass through the simulator; nothing here knows what they mean."""

from __future__ import annotations

from typing import Any, TypeAlias

from bot.simulator.errors import BadRequest

Json: TypeAlias = dict[str, Any]


def present(**fields: object) -> Json:
    """Return the fields that have a value: the Bot API leaves out what is absent, it sends no null."""
    return {name: value for name, value in fields.items() if value is not None}


def text_field(holder: Json, name: str, context: str = "") -> str:
    """Return a field of text, "" when it is absent; raises BadRequest, in the words of `context`."""
    value = holder.get(name)
    if value is not None and not isinstance(value, str):
        raise BadRequest(f'{context}Field "{name}" must be of type String')
    return value or ""


def number_field(holder: Json, name: str, context: str = "") -> int:
    """Return a field of a whole number, 0 when it is absent; raises BadRequest, in the words of `context`."""
    return whole_number(holder.get(name, 0), f'{context}Field "{name}" must be of type Number')


def whole_number(value: object, complaint: str) -> int:
    """Return a whole number given as such or as text, as the server takes both; raises BadRequest."""
    if isinstance(value, int) or (isinstance(value, str) and value.removeprefix("-").isdecimal()):
        return int(value)
    raise BadRequest(complaint)
