"""The names of all methods of the Bot API, so that a real method is told from a misspelt one."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "botapi.json"


@cache
def known_methods() -> dict[str, str]:
    """Return every method's proper name by its name in lower case."""
    methods = json.loads(FILE.read_text(encoding="utf-8"))["methods"]
    return {name.lower(): name for name in methods}
