"""Checks values against the Bot API's own list of types; a test fails with the path of what is wrong."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from bot.simulator.catalogue import FILE

_PLAIN: dict[str, type | tuple[type, ...]] = {
    "Integer": int,
    "String": str,
    "Boolean": bool,
    "Float": (int, float),
}


@cache
def published() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return made


def faults(value: object, types: str, path: str = "$") -> list[str]:
    """Return what is wrong with a value that has to be of one of the types ("A|B")."""
    tried = [_faults(value, kind, path) for kind in types.split("|")]
    return min(tried, key=len)


def _faults(value: object, kind: str, path: str) -> list[str]:
    if kind.startswith("Array of "):
        if not isinstance(value, list):
            return [f"{path}: {value!r} is no array"]
        inner = kind.removeprefix("Array of ")
        return [
            fault for index, each in enumerate(value) for fault in faults(each, inner, f"{path}[{index}]")
        ]
    if kind in _PLAIN:
        good = isinstance(value, _PLAIN[kind]) and (kind == "Boolean") == isinstance(value, bool)
        return [] if good else [f"{path}: {value!r} is no {kind}"]
    fields = published()["types"][kind]
    if isinstance(fields, list):
        return faults(value, "|".join(fields), path)
    return _object_faults(value, kind, fields, path)


def _object_faults(value: object, kind: str, fields: dict[str, str], path: str) -> list[str]:
    if not isinstance(value, dict):
        return [f"{path}: {value!r} is no {kind}"]
    found = [f"{path}: {kind} has no {name}" for name in value.keys() - fields.keys()]
    for name, types in fields.items():
        if name in value:
            found += faults(value[name], types.removesuffix("?"), f"{path}.{name}")
        elif not types.endswith("?"):
            found.append(f"{path}: {kind} lacks {name}")
    return found
