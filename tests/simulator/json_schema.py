"""Checks values against the part of JSON Schema that the control API's document uses, and no more."""

from __future__ import annotations

from datetime import datetime
from typing import Any

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "object": (dict,),
    "array": (list,),
    "null": (type(None),),
}
_USED = frozenset(
    {"$ref", "type", "enum", "minimum", "format", "items", "properties", "required"}
    | {"additionalProperties", "description"}
)


def faults(value: object, schema: dict[str, Any], document: dict[str, Any], path: str = "$") -> list[str]:
    """Return what is wrong with a value."""
    assert not schema.keys() - _USED, f"{path}: {schema.keys() - _USED} is not checked here"
    if "$ref" in schema:
        return faults(value, resolved(schema, document), document, path)
    kinds = [schema["type"]] if isinstance(schema.get("type"), str) else schema.get("type", list(_TYPES))
    if not any(_is(value, kind) for kind in kinds):
        return [f"{path}: {value!r:.60} is no {' or '.join(kinds)}"]
    found = _plain(value, schema, path)
    if isinstance(value, dict):
        found += _object(value, schema, document, path)
    if isinstance(value, list) and "items" in schema:
        for index, each in enumerate(value):
            found += faults(each, schema["items"], document, f"{path}[{index}]")
    return found


def resolved(schema: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    """Return what a reference names."""
    found: Any = document
    for step in schema["$ref"].removeprefix("#/").split("/"):
        found = found[step]
    return dict(found)


def _is(value: object, kind: str) -> bool:
    return isinstance(value, _TYPES[kind]) and (kind == "boolean" or not isinstance(value, bool))


def _plain(value: Any, schema: dict[str, Any], path: str) -> list[str]:  # noqa: ANN401 - any JSON
    found = []
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{path}: {value!r} is none of {schema['enum']}")
    if "minimum" in schema and value < schema["minimum"]:
        found.append(f"{path}: {value} is too small")
    if schema.get("format") == "date-time" and datetime.fromisoformat(value).tzinfo is None:
        found.append(f"{path}: {value} has no zone")
    return found


def _object(value: dict[str, Any], schema: dict[str, Any], document: dict[str, Any], path: str) -> list[str]:
    fields = schema.get("properties", {})
    found = [f"{path} lacks {name}" for name in schema.get("required", []) if name not in value]
    if schema.get("additionalProperties") is False:
        found += [f"{path} has {name}" for name in value.keys() - fields.keys()]
    for name in value.keys() & fields.keys():
        found += faults(value[name], fields[name], document, f"{path}.{name}")
    return found
