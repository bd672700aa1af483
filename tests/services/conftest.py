"""A town for every test of the services, on both databases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.town import Town

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection


@pytest.fixture
def town(connection: Connection, tmp_path: Path) -> Town:
    return Town(connection, tmp_path)
