"""Bands that the figures for funders need, as an officer entered them; nothing is guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from bot.domain.profile import Age, Profile, Sex
from bot.storage.tables import profiles

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection


def write(connection: Connection, person: int, profile: Profile, by: int, now: datetime) -> None:
    """Write somebody's bands in place of those there were."""
    connection.execute(delete(profiles).where(profiles.c.person == person))
    values = {"sex": profile.sex, "age": profile.age, "priority_district": profile.priority_district}
    noted = {"person": person, "noted_by": by, "noted_at": now}
    connection.execute(insert(profiles), {**noted, **values})


def find(connection: Connection, person: int) -> Profile | None:
    """Return somebody's bands, None while nobody entered them."""
    query = select(profiles.c.sex, profiles.c.age, profiles.c.priority_district)
    row = connection.execute(query.where(profiles.c.person == person)).one_or_none()
    return Profile(Sex(row.sex), Age(row.age), row.priority_district) if row else None
