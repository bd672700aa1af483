from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from bot.domain.geometry import Point
from bot.domain.grid import cell_of
from bot.storage import nearby
from bot.storage.database import Database
from bot.storage.errors import ForeignDatabase, NewerDatabase
from bot.storage.migrate import create, migrate, upgrade, version_of, versions
from bot.storage.tables import metadata, reports

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy.engine import Connection


@pytest.fixture
async def database(database_url: str, tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(database_url, tmp_path)
    yield opened
    await opened.close()


def _drawn(connection: Connection) -> set[str]:
    """Return every index and constraint by name, with its columns."""
    look = inspect(connection)
    found = set()
    for table in metadata.tables:
        found |= {f"{table}.{one['name']}{one['column_names']}" for one in look.get_indexes(table)}
        found |= {f"{table}.{one['name']}{one['column_names']}" for one in look.get_unique_constraints(table)}
        found |= {f"{table}.{one['name']}{one['referred_table']}" for one in look.get_foreign_keys(table)}
    return found


async def test_the_migrations_from_nothing_give_exactly_the_tables(database: Database) -> None:
    def work(connection: Connection) -> None:
        upgrade(connection)
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert version_of(connection) == versions()[-1]
        migrated = _drawn(connection)
        metadata.drop_all(connection)
        connection.exec_driver_sql("DROP TABLE alembic_version")
        create(connection)
        assert _drawn(connection) == migrated

    await database.run(work)


async def test_an_empty_database_is_filled_and_a_second_start_changes_nothing(database: Database) -> None:
    assert await migrate(database) is True
    assert await migrate(database) is False


async def test_a_database_of_a_later_release_is_refused(database: Database) -> None:
    await migrate(database)
    await database.run(
        lambda connection: connection.exec_driver_sql(
            "UPDATE alembic_version SET version_num = '9999'"
        ).close()
    )
    with pytest.raises(NewerDatabase, match="9999"):
        await migrate(database)


async def test_a_database_of_another_programme_is_refused(database: Database) -> None:
    await database.run(
        lambda connection: connection.exec_driver_sql("CREATE TABLE theirs (a INTEGER)").close()
    )
    with pytest.raises(ForeignDatabase):
        await migrate(database)


def test_a_start_with_nothing_to_do_does_not_load_alembic() -> None:
    source = Path(migrate.__code__.co_filename).read_text(encoding="utf-8")
    assert "\nfrom alembic" not in source.split("if TYPE_CHECKING", maxsplit=1)[0]


# Rows as revision 0001 had them, whatever the tables of today are.
PERSON = (
    "INSERT INTO people (id, guessed_language, created_at) VALUES (1, 'fr', '2026-11-01 10:00:00.000000')"
)
REQUEST = """
    INSERT INTO requests (id, kind, reference, state, version, person, danger, answer_by, created_at)
    VALUES (:number, 'report', :reference, :state, 1, 1, false, '2026-12-01',
            '2026-11-02 10:00:00.000000')
"""
REPORT = """
    INSERT INTO reports (request, kind, in_town, in_priority_area, latitude, longitude)
    VALUES (:number, 'bags', 'yes', 'no', :latitude, :longitude)
"""


async def test_reports_filed_before_cells_existed_get_theirs(database: Database) -> None:
    """The places are chosen on the edges of cells, where rounding instead of cutting would show."""
    places = [(44.1266, 4.0815), (44.0, 4.0), (-20.99995, 55.49965), (0.0, 0.0), (-90, -180), (90, 180)]
    places += [(44.1 + step / 1999, 4.05 + step / 2999) for step in range(200)]

    def fill(connection: Connection) -> None:
        upgrade(connection, "0001")
        rows = [
            {"number": number, "reference": f"D-{number}", "state": "received"}
            | {"latitude": latitude, "longitude": longitude}
            for number, (latitude, longitude) in enumerate([*places, (None, None)], 1)
        ]
        closed = {"number": len(rows) + 1, "reference": "D-0", "state": "cleared"}
        rows.append(closed | {"latitude": 44.1, "longitude": 4.1})
        connection.execute(text(PERSON))
        connection.execute(text(REQUEST), rows)
        connection.execute(text(REPORT), rows)

    def check(connection: Connection) -> None:
        rows = connection.execute(reports.select().order_by(reports.c.request)).all()
        assert [row.cell for row in rows] == [*(cell_of(Point(*place)) for place in places), None, None]
        assert {row.filed_at for row in rows} == {datetime(2026, 11, 2, 10, tzinfo=UTC)}
        since = datetime(2026, 11, 1, tzinfo=UTC)
        assert nearby.find(connection, Point(*places[0]), 1, since)[0].request == 1

    await database.run(fill)
    assert await migrate(database) is True
    await database.run(check)
