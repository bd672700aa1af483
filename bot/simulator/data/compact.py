"""Makes botapi.json from the machine-readable Bot API, for whoever takes in a new version of it.

Run `python bot/simulator/data/compact.py path/to/api.json`; it needs nothing but Python and is not used at
run time. The source is the file of PaulSonOfLars/telegram-bot-api-spec.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

SOURCE = "PaulSonOfLars/telegram-bot-api-spec, made from core.telegram.org/bots/api"
_QUOTED_LIST = re.compile(r"(?:one of|either|can be|always|must be) (?=\")(.*?)(?:\. |\.?$)", re.DOTALL)
_QUOTED = re.compile(r'"([^"]+)"')
_CONSTANT = re.compile(r"must be (\w+)$")


def compact(whole: dict[str, Any]) -> dict[str, Any]:
    """Return names and types only: a field is "Type|Type", with a trailing "?" when it may be absent.

    `enums` holds the words that a field may be, by "Holder.field", where its description lists them.
    """
    return {
        "source": SOURCE,
        "version": whole["version"],
        "release_date": whole["release_date"],
        "methods": {
            name: {"returns": "|".join(method["returns"]), "fields": _fields(method)}
            for name, method in whole["methods"].items()
        },
        "types": {name: kind.get("subtypes") or _fields(kind) for name, kind in whole["types"].items()},
        "enums": _enums(whole["methods"]) | _enums(whole["types"]),
    }


def _fields(holder: dict[str, Any]) -> dict[str, str]:
    return {
        field["name"]: "|".join(field["types"]) + ("" if field["required"] else "?")
        for field in holder.get("fields", ())
    }


def _enums(holders: dict[str, Any]) -> dict[str, list[str]]:
    return {
        f"{name}.{field['name']}": words
        for name, holder in holders.items()
        for field in holder.get("fields", ())
        if field["types"] == ["String"] and (words := _words(field["description"]))
    }


def _words(description: str) -> list[str]:
    """Return the words that a description allows, none when it lists none."""
    constant = _CONSTANT.search(description)
    if constant:
        return [constant[1]]
    listed = _QUOTED_LIST.search(description)
    return list(dict.fromkeys(_QUOTED.findall(listed[1]))) if listed else []


if __name__ == "__main__":
    made = compact(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    out = Path(__file__).with_name("botapi.json")
    out.write_text(json.dumps(made, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8")
