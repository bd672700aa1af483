"""Where a photo was taken is read off its file, and nothing else; nonsense is no place."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from bot.clock import FileClock
from bot.jobs.photos import Hopeless, PhotoErrand
from bot.jobs.pictures import clean
from bot.jobs.positions import PositionErrand, position
from tests.taken import GPS, taken_at

if TYPE_CHECKING:
    from pathlib import Path


class Shelf(PhotoErrand):
    """Photos that need no network."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    async def fetch(self, file_id: str) -> bytes:
        assert file_id == "abc"
        return self._content


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
async def test_a_photos_place_is_told_and_its_kept_copy_has_none(kind: str, tmp_path: Path) -> None:
    clock = FileClock(tmp_path / "clock")
    payload = {"session": 1, "photo": "u", "file_id": "abc", "until": clock.now().isoformat()}
    with pytest.raises(Hopeless, match="late"):
        await PositionErrand(Shelf(b""), clock).run(payload)
    payload["until"] = (clock.now() + timedelta(minutes=1)).isoformat()
    found = await PositionErrand(Shelf(taken_at(kind=kind)), clock).run(payload)
    assert found == {"latitude": 44.1502, "longitude": 4.0823}
    with Image.open(BytesIO(clean(taken_at(kind=kind)))) as copy:
        assert not copy.getexif().get_ifd(GPS)
        assert not copy.getexif()


def test_the_other_halves_of_the_globe_are_told_apart() -> None:
    assert position(taken_at(halves=("S", "W"))) == {"latitude": -44.1502, "longitude": -4.0823}


def bare() -> bytes:
    out = BytesIO()
    Image.new("RGB", (9, 9)).save(out, "JPEG")
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7",
        bare(),
        taken_at()[:200],
        taken_at(latitude=(0, 0, 0), longitude=(0, 0, 0)),
        taken_at(latitude=(144, 0, 0)),
        taken_at(latitude=(44, 9)),  # type: ignore[arg-type] # what a broken phone may write
    ],
    ids=["empty", "pdf", "none", "cut", "nowhere", "off the globe", "too few"],
)
def test_what_makes_no_sense_is_no_place(content: bytes) -> None:
    assert position(content) == {}
