"""What errands bring to a town in which nothing but the network is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.storage import errands

if TYPE_CHECKING:
    from tests.town import Town

ACACIAS = {
    "latitude": 44.1256,
    "longitude": 4.0684,
    "address": "12 Rue des Acacias 30100 Alès",
    "city": "Alès",
    "precision": "housenumber",
    "score": 0.93,
    "metres": 8.0,
}
TAKEN = {"latitude": 44.1502, "longitude": 4.0823}


def with_geocoder(town: Town) -> None:
    """Let addresses be looked up from now on."""
    town.has_geocoder = True
    town.restart()


def sought(town: Town, kind: str = "address") -> list[dict[str, Any]]:
    """Return what the errands of a kind that wait are given."""
    return [each.payload for each in errands.due(town.connection, town.now, 100) if each.kind == kind]


def finds(town: Town, result: dict[str, Any], kind: str = "address") -> None:
    """Let every errand of a kind that waits bring this."""
    for errand in errands.due(town.connection, town.now, 100):
        if errand.kind == kind:
            errands.end(town.connection, errand, result, None, town.now)
    town.settle()
