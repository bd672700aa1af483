"""A town for every test of the services, on both databases; and one for each state of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.report import State
from tests.conftest import _in_memory
from tests.services.standing import town_in
from tests.town import Town

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection


@pytest.fixture
def town(connection: Connection, tmp_path: Path) -> Town:
    return Town(connection, tmp_path)


@pytest.fixture(name="scene", scope="module", params=sorted(State))
def _scene(request: pytest.FixtureRequest) -> Iterator[tuple[State, Town]]:
    """A state and a town whose first report stands in it; whoever changes something must undo it."""
    state = State(request.param)
    for connection in _in_memory():
        yield state, town_in(state, connection)
