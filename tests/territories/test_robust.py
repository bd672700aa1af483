"""Whatever stands in a territory's file, the reader tells a fault of it and never breaks."""

from __future__ import annotations

import copy
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.territories.agreement import check_agreement
from bot.territories.reading import Source, Table
from bot.territories.records import read_territory

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parent
GOOD = tomllib.loads((FOLDER / "bahia.toml").read_text(encoding="utf-8"))
STRANGE = [
    *(1, -5, True, 1.5, date(2026, 1, 1), datetime(2026, 1, 1, tzinfo=UTC)),
    *("", "\n", "x" * 3000, "../../etc/passwd"),
    *([], {}, [1], [{}], [[]], {"es": 1}, {"x": "y"}),
]


def places(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Give the path of everything inside a value."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inside:
        yield (*path, key)
        yield from places(each, (*path, key))


def faults_with(path: tuple[str | int, ...], strange: object) -> list[str]:
    """Read the good file with one value changed and return the faults as they are told."""
    values: Any = copy.deepcopy(GOOD)
    inner = values
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = strange
    source = Source("town.toml")
    check_agreement(read_territory(Table(values, (), source), FOLDER), source)
    return [str(fault) for fault in source.faults]


@pytest.mark.parametrize("strange", STRANGE, ids=lambda value: repr(value)[:20])
def test_no_value_breaks_the_reader_wherever_it_stands(strange: object) -> None:
    told = [faults_with(path, strange) for path in places(GOOD)]
    assert len(told) > 80
    assert sum(map(bool, told)) > len(told) / 2
