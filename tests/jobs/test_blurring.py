from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageDraw

from bot.domain.commands import Picture
from bot.domain.report import State
from bot.jobs.blurring import BlurErrand, EraseErrand
from bot.jobs.photos import Hopeless
from bot.jobs.pictures import NotAnImage, blur, clean, keep
from bot.storage import photos, reports
from bot.storage.database import Database
from bot.storage.files import kept_photo
from bot.storage.migrate import migrate
from tests.storage.rows import add_person

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from sqlalchemy.engine import Connection

NOW = datetime(2026, 4, 7, 7, 30, tzinfo=UTC)


def plate() -> bytes:
    """Return a picture of a plate that can be read."""
    image = Image.new("RGB", (640, 480), "grey")
    ImageDraw.Draw(image).text((200, 220), "AB-123-CD", fill="white", font_size=48)
    out = BytesIO()
    image.save(out, "JPEG")
    return clean(out.getvalue())


def edges(content: bytes) -> int:
    """Return the greatest step of brightness between two neighbouring pixels of a row."""
    image = Image.open(BytesIO(content)).convert("L")
    row = [image.getpixel((x, 245)) for x in range(image.width)]
    return max(abs(int(a) - int(b)) for a, b in pairwise(row))  # type: ignore[arg-type] # of one band


def test_nothing_can_be_read_in_a_blurred_picture_of_the_same_size() -> None:
    original, made = plate(), blur(plate())

    assert Image.open(BytesIO(made)).size == Image.open(BytesIO(original)).size
    assert edges(original) > 80
    assert edges(made) < 12


def test_what_is_no_picture_cannot_be_blurred() -> None:
    with pytest.raises(NotAnImage):
        blur(b"nothing")


async def test_the_errand_keeps_a_copy_beside_the_original_and_twice_is_once(tmp_path: Path) -> None:
    digest = keep(plate(), tmp_path)
    made = await BlurErrand(tmp_path).run({"digest": digest})

    assert made == await BlurErrand(tmp_path).run({"digest": digest})
    assert made["digest"] != digest
    assert kept_photo(tmp_path, digest).exists()
    assert kept_photo(tmp_path, made["digest"]).exists()


async def test_what_is_not_there_cannot_be_blurred(tmp_path: Path) -> None:
    with pytest.raises(Hopeless, match="gone"):
        await BlurErrand(tmp_path).run({"digest": "ab" * 32})


@pytest.fixture(name="database")
async def _database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(f"sqlite:///{tmp_path / 'test.sqlite'}", tmp_path)
    await migrate(opened)
    yield opened
    await opened.close()


@pytest.mark.parametrize("used", [True, False])
async def test_the_original_is_erased_unless_another_photo_uses_it(
    database: Database, tmp_path: Path, *, used: bool
) -> None:
    digest = keep(plate(), tmp_path)

    def use(connection: Connection) -> None:
        waits = {"state": State.RECEIVED, "person": add_person(connection, 1, NOW), "waiting_since": NOW}
        queue = {**waits, "danger": False, "answer_by": NOW.date(), "created_at": NOW}
        facts = {"kind": "bags", "in_town": "yes", "in_priority_area": "no"}
        number = reports.add(connection, queue, facts).id
        photo = photos.add(connection, number, photos.BEFORE, Picture("f", "u"), NOW)
        assert photo is not None
        photos.fetched(connection, photo, digest, "kept")

    if used:
        await database.run(use)
    erase = EraseErrand(database, tmp_path)

    assert await erase.run({"digest": digest}) == {"erased": not used}
    assert kept_photo(tmp_path, digest).exists() is used
    assert await erase.run({"digest": digest}) == {"erased": not used}
