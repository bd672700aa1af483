"""Posters as a printer and a phone see them: drawn, looked at, their codes read back."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pypdfium2  # type: ignore[import-untyped] # it has no types of its own
import pytest
import zxingcpp

from bot.domain.deep_links import deep_link, place_payload
from bot.i18n import Words
from bot.posters import PosterError, choose, draw, write
from bot.posters.errors import MissingLetter, UnknownPlace
from bot.territories import load

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image

    from bot.domain.territory import NamedPlace, Territory

ALES = load("ales")
WORDS = Words(ALES)
A4 = pytest.approx((595.3, 841.9), abs=0.5)  # points


def page(pdf: bytes) -> pypdfium2.PdfPage:
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1
    return document[0]


def picture(pdf: bytes, dots_an_inch: int = 100) -> Image:
    image: Image = page(pdf).render(scale=dots_an_inch / 72).to_pil()
    return image


def text(pdf: bytes) -> str:
    return str(page(pdf).get_textpage().get_text_range()).replace("\u00a0", " ")


@pytest.mark.parametrize("place", ALES.places, ids=lambda place: place.id)
def test_the_code_of_every_place_is_read_back_from_the_poster(place: NamedPlace) -> None:
    drawn = picture(draw(ALES, WORDS, place, "JardinsAlesBot"))
    codes = zxingcpp.read_barcodes(drawn)
    assert [code.text for code in codes] == [f"https://t.me/JardinsAlesBot?start=p-{place.id}"]


def test_the_code_is_read_turned_blurred_and_partly_torn_away() -> None:
    drawn = picture(draw(ALES, WORDS, ALES.places[0], "JardinsAlesBot")).convert("L")
    seen = drawn.resize((drawn.width // 2, drawn.height // 2)).rotate(23, expand=True, fillcolor=255)
    assert [code.text for code in zxingcpp.read_barcodes(seen)] == [
        "https://t.me/JardinsAlesBot?start=p-parc-cauvel"
    ]
    torn = drawn.copy()
    torn.paste(255, (400, 440, 450, 490))
    assert len(zxingcpp.read_barcodes(torn)) == 1


def test_a_link_stays_within_what_telegram_takes() -> None:
    for place in ALES.places:
        payload = place_payload(place.id)
        assert len(payload) <= 64
        assert payload.replace("-", "").replace("_", "").isalnum()
    assert deep_link("B" * 32, place_payload("a" * 20)).count("?start=") == 1


def test_a_poster_says_the_place_the_programme_the_number_and_each_language() -> None:
    pdf = draw(ALES, WORDS, ALES.place("mpt-louis-aragon"), "JardinsAlesBot")
    said = text(pdf)
    for wanted in (
        "Maison pour Tous Louis-Aragon",
        "Jardins citoyens",
        "Sans Telegram : 04 65 71 00 10",
        "Waste here?",
        "¿Basura aquí?",
        "@JardinsAlesBot",
        "112",
    ):
        assert wanted in said
    assert page(pdf).get_size() == A4


def test_arabic_is_written_from_the_right_with_its_letters_joined() -> None:
    """A town whose first language is Arabic: another font, or none of joining, would draw other dots."""
    arabic = replace(ALES, languages=("ar", "fr"))
    pdf = draw(arabic, Words(arabic), ALES.place("parc-cauvel"), "JardinsAlesBot")
    said = text(pdf)
    assert "Waste here?" not in said
    assert "Des déchets ici" in said
    fonts = {font.decode() for font in io.BytesIO(pdf) if b"/BaseFont" in font}
    assert fonts
    assert all("Noto" in font for font in fonts)
    # Joined, « نفايات هنا؟ » is a sixth shorter than its letters side by side.
    assert dark_columns(pdf, top=0.08, bottom=0.19) < 0.5


def dark_columns(pdf: bytes, top: float, bottom: float) -> float:
    """Return which share of the page's width a strip of it uses."""
    image = picture(pdf, 50).convert("L")
    strip = image.crop((0, int(top * image.height), image.width, int(bottom * image.height)))
    box = strip.point(lambda value: 255 if value < 128 else 0).getbbox()
    assert box is not None
    return (box[2] - box[0]) / image.width


@pytest.mark.parametrize("name", ["A", "Maison de quartier et des associations 2", "Œ" * 40])
def test_no_line_runs_off_the_page_however_long_the_name(name: str) -> None:
    place = replace(ALES.places[0], name={"fr": name})
    image = picture(draw(ALES, WORDS, place, "B" * 32), 50).convert("L")
    box = image.point(lambda value: 255 if value < 100 else 0).crop((0, 60, *image.size)).getbbox()
    assert box is not None
    assert box[0] >= 20
    assert box[2] <= image.width - 20


def test_a_letter_that_the_font_has_not_is_said_and_not_drawn_as_a_box() -> None:
    place = replace(ALES.places[0], name={"fr": "公園"})
    with pytest.raises(MissingLetter, match="公園"):
        draw(ALES, WORDS, place, "JardinsAlesBot")


@pytest.mark.parametrize(
    "wanted", ["parc-cauvel", "Parc Cauvel", "parc cauvel", "حديقة كوفيل", "Cauvel park"]
)
def test_a_place_is_found_by_its_id_or_its_name_in_any_language(wanted: str) -> None:
    assert [place.id for place in choose(ALES, wanted)] == ["parc-cauvel"]


def test_an_unknown_place_is_told_with_the_nearest_one() -> None:
    with pytest.raises(UnknownPlace, match="Did you mean parc-cauvel"):
        choose(ALES, "parc-cauvell")
    with pytest.raises(PosterError, match="has none"):
        choose(without_places(), None)


def without_places() -> Territory:
    return replace(ALES, places=())


def test_each_place_gets_a_file_of_its_own(tmp_path: Path) -> None:
    made = list(write(ALES, WORDS, choose(ALES, None), "JardinsAlesBot", tmp_path / "new" / "folder"))
    assert [file.name for file in made] == [f"poster-{place.id}.pdf" for place in ALES.places]
    assert all(file.read_bytes().startswith(b"%PDF-") for file in made)
    assert all(file.stat().st_size < 60_000 for file in made)


def test_a_running_bot_never_loads_what_only_posters_need() -> None:
    libraries = "{'fpdf', 'segno', 'uharfbuzz', 'fontTools'}"
    look = f"import sys, bot.app, bot.services.posters; print(sorted({libraries} & {{*sys.modules}}))"
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", look], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "[]"
