from __future__ import annotations

import hashlib
import warnings
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from bot.clock import SystemClock
from bot.jobs.photos import MOST_BYTES
from bot.jobs.pictures import LONGEST_SIDE, NotAnImage, TooManyPixels, clean, keep
from bot.storage import errands
from tests.jobs.server import error, text_update

if TYPE_CHECKING:
    from pathlib import Path

    from tests.jobs.running import Read, Start
    from tests.jobs.server import Api


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **more: object) -> bytes:
    out = BytesIO()
    Image.new(mode, size, "red" if mode == "RGB" else None).save(out, kind, **more)
    return out.getvalue()


def with_metadata() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "a telephone's maker"
    exif.get_ifd(0x8825)[2] = (44.0, 7.0, 30.0)  # where it was taken
    return picture(exif=exif, comment=b"a comment")


def test_a_kept_picture_is_upright_and_says_nothing_but_its_pixels() -> None:
    kept = Image.open(BytesIO(clean(with_metadata())))
    assert kept.size == (40, 60)
    assert not kept.getexif()
    assert set(kept.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert b"maker" not in clean(with_metadata())


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "RGBA"), ("PNG", "P"), ("WEBP", "RGB"), ("JPEG", "CMYK")])
def test_png_webp_and_odd_modes_become_jpeg(kind: str, mode: str) -> None:
    kept = Image.open(BytesIO(clean(picture(kind, mode=mode))))
    assert (kept.format, kept.mode) == ("JPEG", "RGB")


def test_what_is_transparent_becomes_white() -> None:
    kept = Image.open(BytesIO(clean(picture("PNG", mode="RGBA")))).convert("L")
    assert kept.getpixel((0, 0)) == 255


def test_a_large_picture_is_kept_within_the_longest_side() -> None:
    kept = Image.open(BytesIO(clean(picture(size=(5000, 1000)))))
    assert kept.size == (LONGEST_SIDE, 512)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", picture()[:200], picture("GIF"), picture("BMP")])
def test_what_is_no_picture_that_can_be_read_is_refused(content: bytes) -> None:
    with pytest.raises(NotAnImage):
        clean(content)


@pytest.mark.parametrize("side", [6400, 9500, 20000])
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(side: int) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        bomb = picture("PNG", size=(side, side), mode="1")
    with pytest.raises(TooManyPixels):
        clean(bomb)


def test_the_same_picture_is_kept_once_under_its_digest(tmp_path: Path) -> None:
    content = clean(picture())
    digest = keep(content, tmp_path)
    assert keep(content, tmp_path) == digest == hashlib.sha256(content).hexdigest()
    (file,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert (file.name, file.read_bytes()) == (f"{digest}.jpg", content)


async def test_a_photo_is_fetched_kept_and_reported_as_an_input(
    api: Api, start: Start, tmp_path: Path
) -> None:
    api.files["abc"] = picture()
    async with start() as bot:
        await api.push(text_update(1, 1, "photo abc"))
        await api.until(lambda: bool(bot.echo.results))
    (result,) = bot.echo.results
    assert result["payload"] == {"photo": 1, "file_id": "abc"}
    digest = result["result"]["digest"]
    assert (tmp_path / "var" / "photos" / digest[:2] / f"{digest}.jpg").exists()


@pytest.mark.parametrize(
    ("content", "reason"), [(b"x" * MOST_BYTES, "not_an_image"), (b"x" * (MOST_BYTES + 1), "too_big")]
)
async def test_the_limit_is_telegrams_own_to_the_byte(
    api: Api, start: Start, content: bytes, reason: str
) -> None:
    api.files["abc"] = content
    async with start() as bot:
        await api.push(text_update(1, 1, "photo abc"))
        await api.until(lambda: bool(bot.echo.results))
    assert bot.echo.results[0]["error"] == reason


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Bad Request: file is too big", "too_big"),
        ("Bad Request: wrong file_id or the file is unavailable", "gone"),
    ],
)
async def test_what_telegram_will_never_give_ends_the_errand(
    api: Api, start: Start, words: str, reason: str
) -> None:
    api.order("getFile", error(400, words))
    async with start() as bot:
        await api.push(text_update(1, 1, "photo abc"))
        await api.until(lambda: bool(bot.echo.results))
    assert (bot.echo.results[0]["result"], bot.echo.results[0]["error"]) == (None, reason)


async def test_a_photo_that_did_not_come_is_asked_for_again(api: Api, start: Start) -> None:
    api.files["abc"] = picture()
    api.order("getFile", (502, {}))
    async with start() as bot:
        await api.push(text_update(1, 1, "photo abc"), text_update(2, 2, "meanwhile"))
        await api.until(lambda: api.texts(2) == ["meanwhile"])
        await api.until(lambda: bool(bot.echo.results))
    assert bot.echo.results[0]["error"] is None


async def test_an_errand_waits_as_long_as_telegram_asks(api: Api, start: Start, read: Read) -> None:
    api.order("getFile", error(429, "Too Many Requests: retry after 77", retry_after=77))
    began = SystemClock().now()
    async with start() as bot:
        await api.push(text_update(1, 1, "photo abc"))
        await api.until(lambda: "refused getFile" in str(api.calls))
        await api.push(text_update(2, 2, "meanwhile"))
        await api.until(lambda: api.texts(2) == ["meanwhile"])
        await bot.end()
    assert await read(errands.next_due) > began + timedelta(seconds=70)
