"""The JSON shapes that pass through the simulator; nothing here knows what they mean."""

from __future__ import annotations

from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]


def present(**fields: object) -> Json:
    """Return the fields that have a value: the Bot API leaves out what is absent, it sends no null."""
    return {name: value for name, value in fields.items() if value is not None}
