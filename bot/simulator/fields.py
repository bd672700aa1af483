"""Reads the fields of JSON objects in arguments, with the server's leniency and its complaints.

A number may stand for a text and a text for a number; null stands for nothing, it is a fault.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.simulator.errors import BadRequest

if TYPE_CHECKING:
    from bot.simulator.shapes import Json

_WHOLE = re.compile(r"-?[0-9]{1,19}")


def text_field(holder: Json, name: str, context: str = "", *, required: bool = False) -> str:
    """Return a field of text, "" when it is absent; raises BadRequest that begins with `context`."""
    if name not in holder:
        return _absent(name, context) if required else ""
    value = holder[name]
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise BadRequest(f'{context}Field "{name}" must be of type String')


def number_field(holder: Json, name: str, context: str = "", *, required: bool = False) -> int:
    """Return a field of a whole number, 0 when it is absent; raises BadRequest that begins with `context`."""
    if name not in holder and not required:
        return 0
    value = holder[name] if name in holder else _absent(name, context)
    return whole_number(value, f'{context}Field "{name}" must be of type Number')


def whole_number(value: object, complaint: str) -> int:
    """Return a whole number given as such or as text; raises BadRequest with the complaint."""
    if (isinstance(value, int) and not isinstance(value, bool)) or (
        isinstance(value, str) and _WHOLE.fullmatch(value)
    ):
        return int(value)
    raise BadRequest(complaint)


def object_field(value: object, complaint: str) -> Json:
    """Return a value that has to be a JSON object; raises BadRequest with the complaint."""
    if not isinstance(value, dict):
        raise BadRequest(complaint)
    return value


def _absent(name: str, context: str) -> str:
    raise BadRequest(f'{context}Can\'t find field "{name}"')
