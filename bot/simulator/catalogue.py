"""The Bot API's own list of methods and types, as its file gives it; what is done with it is elsewhere."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.simulator.shapes import Json

FILE = Path(__file__).parent / "data" / "botapi.json"


@cache
def published() -> Json:
    """Return the file: `methods` and `types` with the types of their fields, `enums` with their words."""
    made: Json = json.loads(FILE.read_text(encoding="utf-8"))
    return made


@cache
def known_methods() -> dict[str, str]:
    """Return every method's proper name by its name in lower case."""
    return {name.lower(): name for name in published()["methods"]}
