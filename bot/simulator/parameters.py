"""Checks a call's arguments against the published list: there, of their type, among the words allowed.

It knows the list and no method: the methods that are played complain first, in the server's own words.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bot.simulator.catalogue import published
from bot.simulator.contract import check_for, words_for

if TYPE_CHECKING:
    from bot.simulator.call import Call

_INTEGER = re.compile(r"[+-]?[0-9]+")
_FLAGS = frozenset({"true", "false", "yes", "no", "1", "0"})
_PLAIN = frozenset({"Integer", "Float", "Boolean", "String", "InputFile"})
_ATTACH = "attach://"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a method: its types, whether it has to be there, the words it may be."""

    name: str
    types: tuple[str, ...]
    required: bool
    words: tuple[str, ...] = ()

    @property
    def structured(self) -> bool:
        """Return whether it comes as JSON and as nothing else."""
        return not _PLAIN & set(self.types)

    def wrong(self, call: Call) -> str:
        """Return what is wrong with a call's argument, "" when nothing is."""
        value = call.arguments.get(self.name, "")
        if not value and not self._uploaded(call, value):
            return f'parameter "{self.name}" is required' if self.required else ""
        if self.words and value not in self.words:
            return f'parameter "{self.name}" must be one of {", ".join(self.words)}'
        if any(self._fits(kind, value, call) for kind in self.types if kind in _PLAIN):
            return ""
        if self.structured:
            return self._json_fault(value)
        return f'parameter "{self.name}" must be of type {" or ".join(self.types)}'

    def _fits(self, kind: str, value: str, call: Call) -> bool:
        if kind == "InputFile":
            return self._uploaded(call, value)
        if kind == "Integer":
            return _INTEGER.fullmatch(value) is not None
        if kind == "Boolean":
            return value.lower() in _FLAGS
        return kind == "String" or _is_decimal(value)

    def _uploaded(self, call: Call, value: str) -> bool:
        part = value.removeprefix(_ATTACH) if value.startswith(_ATTACH) else self.name
        return "InputFile" in self.types and part in call.uploads

    def _json_fault(self, value: str) -> str:
        try:
            found = json.loads(value)
        except ValueError:
            return f"can't parse {self.name.replace('_', ' ')} JSON object"
        fault = check_for("|".join(self.types), open_ended=True)(found)
        return f'parameter "{self.name}"{fault}' if fault else ""


@cache
def parameters(method: str) -> tuple[Parameter, ...]:
    """Return the parameters of a method, by its proper name."""
    fields: dict[str, str] = published()["methods"][method]["fields"]
    return tuple(
        Parameter(
            name,
            tuple(types.removesuffix("?").split("|")),
            not types.endswith("?"),
            words_for(f"{method}.{name}"),
        )
        for name, types in fields.items()
    )


@cache
def _by_name(method: str) -> tuple[dict[str, Parameter], tuple[Parameter, ...]]:
    whole = parameters(method)
    return {each.name: each for each in whole}, tuple(each for each in whole if each.required)


def faults(method: str, call: Call) -> list[str]:
    """Return what is wrong with a call's arguments, in the order of the list; unknown ones are ignored."""
    named, required = _by_name(method)
    given = {name: named[name] for name in call.arguments if name in named}
    wanted = given | {each.name: each for each in required}
    return [fault for each in wanted.values() if (fault := each.wrong(call))]


def unread_fault(method: str, call: Call, read: frozenset[str]) -> str:
    """Return what is wrong with the JSON of an argument that no method reads, "" when nothing is."""
    named, _ = _by_name(method)
    for name in call.arguments:
        parameter = named.get(name)
        if parameter and name not in read and parameter.structured and (fault := parameter.wrong(call)):
            return fault
    return ""


def _is_decimal(value: str) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return True
