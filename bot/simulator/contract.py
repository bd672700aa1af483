"""Checks values against the published types, each compiled once; what a wrong value means is elsewhere."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bot.simulator.catalogue import published

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeAlias

    from bot.simulator.shapes import Json

    Check: TypeAlias = Callable[[Any], str]
    """Returns "" for a right value, else where it is wrong and how: ".chat.id is no Integer: None"."""

_PLAIN: dict[str, frozenset[type]] = {
    "Integer": frozenset({int}),
    "String": frozenset({str}),
    "Boolean": frozenset({bool}),
    "Float": frozenset({int, float}),
    "InputFile": frozenset({str}),  # inside JSON a file is named: attach://part
}
_TELLING = ("type", "status", "source")
"""Fields that tell the members of a union apart."""


@cache
def check_for(types: str, *, open_ended: bool = False) -> Check:
    """Return the check of "A|B"; an open-ended one lets unknown fields pass, as the server does."""
    kinds = _members(types)
    if len(kinds) == 1:
        return _check_one(kinds[0], open_ended=open_ended)
    told = _told_apart(kinds, open_ended=open_ended)
    if told is not None:
        return told
    checks = [check_for(kind, open_ended=open_ended) for kind in kinds]

    def check_union(value: Any) -> str:  # noqa: ANN401 - anything may come
        wrong = ""
        for check in checks:
            found = check(value)
            if not found:
                return ""
            wrong = max(wrong, found, key=len)  # the deepest complaint is of the likeliest member
        return wrong

    return check_union


def _members(types: str) -> list[str]:
    """Return the types of a union, with the members of named unions in their place."""
    found: list[str] = []
    for kind in types.split("|"):
        inner = published()["types"].get(kind)
        found += _members("|".join(inner)) if isinstance(inner, list) else [kind]
    return list(dict.fromkeys(found))


def _check_one(kind: str, *, open_ended: bool) -> Check:
    if kind in _PLAIN:
        return _plain_check(kind)
    if kind.startswith("Array of "):
        return _array_check(kind.removeprefix("Array of "), open_ended=open_ended)
    return _object_check(kind, open_ended=open_ended)


def _plain_check(kind: str) -> Check:
    allowed = _PLAIN[kind]
    return lambda value: "" if type(value) in allowed else f" is no {kind}: {value!r:.80}"


def _array_check(inner: str, *, open_ended: bool) -> Check:
    check = _later(inner, open_ended=open_ended)

    def check_array(value: Any) -> str:  # noqa: ANN401 - anything may come
        if type(value) is not list:
            return f" is no array: {value!r:.80}"
        for index, each in enumerate(value):
            wrong = check(each)
            if wrong:
                return f"[{index}]{wrong}"
        return ""

    return check_array


def _object_check(kind: str, *, open_ended: bool) -> Check:
    fields: dict[str, str] = published()["types"][kind]
    required = frozenset(name for name, types in fields.items() if not types.endswith("?"))
    checks = {name: _field_check(kind, name, types, open_ended=open_ended) for name, types in fields.items()}

    def check_object(value: Any) -> str:  # noqa: ANN401 - anything may come
        if type(value) is not dict:
            return f" is no {kind}: {value!r:.80}"
        for name, inner in value.items():
            check = checks.get(name)
            if check is not None:
                wrong = check(inner)
                if wrong:
                    return f".{name}{wrong}"
            elif not open_ended:
                return f" is a {kind}, which has no {name}"
        missing = required - value.keys()
        return f" is a {kind} without {min(missing)}" if missing else ""

    return check_object


def _field_check(kind: str, name: str, types: str, *, open_ended: bool) -> Check:
    words = words_for(f"{kind}.{name}")
    if words:
        return lambda value: "" if value in words else f" is none of {', '.join(words)}: {value!r:.80}"
    return _later(types.removesuffix("?"), open_ended=open_ended)


def fields_of(kind: str, value: Json) -> Json:
    """Return those fields of an object that its type has and that are right: the server forgets the rest."""
    types = published()["types"][kind]
    return {
        name: inner
        for name, inner in value.items()
        if name in types and not check_for(types[name].removesuffix("?"))(inner)
    }


@cache
def words_for(field: str) -> tuple[str, ...]:
    """Return the words that "Holder.field" may be, none when any text will do."""
    return tuple(published()["enums"].get(field, ()))


def _told_apart(kinds: list[str], *, open_ended: bool) -> Check | None:
    """Return a check that looks at the one field that tells the members apart, if there is one."""
    for field in _TELLING:
        words = [words_for(f"{kind}.{field}") for kind in kinds]
        if all(len(each) == 1 for each in words) and len(set(words)) == len(kinds):
            return _telling_check(field, {each[0]: kind for each, kind in zip(words, kinds, strict=True)},
                                  open_ended=open_ended)  # fmt: skip
    return None


def _telling_check(field: str, kinds: dict[str, str], *, open_ended: bool) -> Check:
    checks = {word: _later(kind, open_ended=open_ended) for word, kind in kinds.items()}

    def check_told(value: Any) -> str:  # noqa: ANN401 - anything may come
        word = value.get(field) if type(value) is dict else None
        check = checks.get(word) if isinstance(word, str) else None
        return check(value) if check else f".{field} is none of {', '.join(checks)}: {word!r:.80}"

    return check_told


def _later(types: str, *, open_ended: bool) -> Check:
    """Return a check that is compiled at its first use: types contain one another."""
    if types in _PLAIN:
        return _plain_check(types)
    compiled: list[Check] = []

    def check(value: Any) -> str:  # noqa: ANN401 - anything may come
        if not compiled:
            compiled.append(check_for(types, open_ended=open_ended))
        return compiled[0](value)

    return check
