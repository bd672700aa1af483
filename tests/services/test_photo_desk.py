"""What officers do with photos: which neighbours may see, and which are blurred for good."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from bot.flows.messages import msg
from bot.jobs import pictures
from bot.storage import errands, photos
from bot.storage.files import kept_photo
from tests.services.test_photos import pictures as pictures_sent
from tests.town import IN_TAMARIS

if TYPE_CHECKING:
    from tests.town import Phone, Town


@pytest.fixture(name="officer")
def _officer(town: Town) -> Phone:
    officer = town.officer()
    town.phone().report("Sacs")
    return officer


def copies(town: Town) -> str:
    """Let the copy of every photo come; return the digest."""
    out = BytesIO()
    Image.effect_noise((320, 240), 90).convert("RGB").save(out, "JPEG")
    digest = pictures.keep(pictures.clean(out.getvalue()), town.photos)
    for errand in errands.due(town.connection, town.now, 9):
        errands.end(town.connection, errand, {"digest": digest}, None, town.now)
    town.settle()
    return digest


def works(town: Town, kind: str) -> None:
    """Do every errand of that kind as the edge does it."""
    for errand in errands.due(town.connection, town.now, 9):
        if errand.kind == kind == "blur":
            original = kept_photo(town.photos, errand.payload["digest"]).read_bytes()
            result: dict[str, object] = {"digest": pictures.keep(pictures.blur(original), town.photos)}
            errands.end(town.connection, errand, result, None, town.now)
        elif errand.kind == kind == "erase":
            used = photos.in_use(town.connection, errand.payload["digest"])
            errands.end(town.connection, errand, {"erased": not used}, None, town.now)
    town.settle()


def photo(town: Town) -> photos.StoredPhoto:
    """Return the first report's photo, shown or not."""
    return photos.of_request(town.connection, 1, photos.BEFORE)[0]


def near(town: Town) -> Phone:
    """Return the phone of somebody who is asked whether it is the same."""
    phone = town.phone()
    phone.photo("theirs")
    phone.place(IN_TAMARIS)
    phone.press("Sacs")
    assert "C'est le même" in " ".join(phone.labels())
    return phone


# --- fit to be shown -----------------------------------------------------------------------------


def test_a_photo_is_offered_to_neighbours_only_once_it_is_marked(town: Town, officer: Phone) -> None:
    assert not any("photo" in label for label in near(town).labels())
    officer.press("Plus…")
    officer.press("Photo montrable")
    assert "montrable aux voisins" in officer.bubbles[-1].text
    neighbour = near(town)
    neighbour.press("Voir la photo 1")
    assert neighbour.bubbles[-1].what == "photo"
    neighbour.press("C'est le même")

    assert "D-0001" in neighbour.last


def test_a_mark_is_taken_back_and_an_old_button_shows_nothing(town: Town, officer: Phone) -> None:
    officer.press("Plus…")
    officer.press("Photo montrable")
    neighbour = near(town)
    officer.press("Ne plus montrer")
    neighbour.press("Voir la photo 1")

    assert [bubble.what for bubble in neighbour.bubbles].count("photo") == 0
    assert not any("Voir" in label for label in near(town).labels())


def test_nobody_makes_a_photo_be_shown_by_forging(town: Town, officer: Phone) -> None:
    neighbour = near(town)
    same = neighbour.data("C'est le même")
    neighbour.forge(same.replace(":same:1", ":same:see:1"))

    assert [bubble.what for bubble in neighbour.bubbles].count("photo") == 0
    before = town.dump()["photos"]
    neighbour.forge("c1:report:1:showable:1")
    neighbour.forge(f"c1:photo:{photo(town).id}:blur:0")
    assert town.dump()["photos"] == before
    assert officer.bubbles


def test_history_says_who_marked_it(town: Town, officer: Phone) -> None:
    officer.press("Plus…")
    officer.press("Photo montrable")

    assert any("photo_showable" in row for row in town.dump()["events"])


# --- blurred for good ----------------------------------------------------------------------------


def test_a_photo_to_be_blurred_is_shown_to_nobody_until_its_copy_is_there(town: Town, officer: Phone) -> None:
    copies(town)
    officer.press("📷 Photos")
    officer.press("Flouter la photo")

    assert pictures_sent(town, officer)[-1] != "id-p500000"
    assert photos.first_shown(town.connection, 1) is None
    officer.press("📷 Photos")
    assert officer.bubbles[-1].what != "album"
    works(town, "blur")
    shown = photos.first_shown(town.connection, 1)
    assert shown is not None
    assert shown.digest is not None
    assert kept_photo(town.photos, shown.digest).exists()


def test_the_original_is_forgotten_wherever_it_was(town: Town, officer: Phone) -> None:
    original = copies(town)
    file_id = photo(town).file_id
    officer.press("📷 Photos")
    officer.press("Flouter la photo")
    works(town, "blur")
    after = len(town.calls)
    officer.press("📷 Photos")
    officer.opens_queue()

    assert photo(town).digest != original
    assert not any(file_id in str(dict(call.arguments)) for call in town.calls[after:])
    (erase,) = [each for each in errands.due(town.connection, town.now, 9) if each.kind == "erase"]
    assert erase.payload == {"digest": original}
    assert not photos.in_use(town.connection, original)


def test_a_blur_waits_for_a_copy_that_has_not_come_yet(town: Town, officer: Phone) -> None:
    officer.press("📷 Photos")
    officer.press("Flouter la photo")
    assert not any(each.kind == "blur" for each in errands.due(town.connection, town.now, 9))
    copies(town)
    works(town, "blur")

    assert photo(town).blur == photos.DONE


@pytest.mark.parametrize("error", ["gone", "not_an_image"])
def test_a_photo_that_cannot_be_blurred_stays_hidden(town: Town, officer: Phone, error: str) -> None:
    copies(town)
    officer.press("📷 Photos")
    officer.press("Flouter la photo")
    (errand,) = errands.due(town.connection, town.now, 9)
    errands.end(town.connection, errand, None, error, town.now)
    town.settle()

    assert photos.first_shown(town.connection, 1) is None


def test_pressing_twice_blurs_once_and_a_blurred_photo_is_offered_no_more(town: Town, officer: Phone) -> None:
    copies(town)
    officer.press("📷 Photos")
    data = officer.data("Flouter la photo")
    officer.forge(data)
    officer.forge(data)
    assert len(errands.due(town.connection, town.now, 9)) == 1
    works(town, "blur")
    officer.forge(data)
    works(town, "erase")
    assert errands.due(town.connection, town.now, 9) == []
    before = len(officer.bubbles)
    officer.press("📷 Photos")

    assert len(officer.bubbles) == before + 1


def test_a_card_that_carried_the_original_up_is_not_taken_for_the_copy(town: Town, officer: Phone) -> None:
    copies(town)
    photos.blurred(town.connection, photo(town).id, "cd" * 32)
    photos.shown_as(town.connection, photo(town).id, "ab" * 32, "of-the-original")
    assert photo(town).file_id == ""
    photos.shown_as(town.connection, photo(town).id, "cd" * 32, "of-the-copy")

    assert photo(town).file_id == "of-the-copy"
    assert officer.bubbles


def test_a_copy_that_was_erased_while_another_photo_began_to_use_it_is_fetched_again(town: Town) -> None:
    town.phone().report()
    for errand in errands.due(town.connection, town.now, 9):
        errands.end(town.connection, errand, {"digest": "ef" * 32}, None, town.now)
    town.settle()

    (again,) = errands.due(town.connection, town.now, 9)
    assert again.kind == "photo"
    assert photo(town).digest is None


def test_an_album_has_a_button_a_photo(town: Town, officer: Phone) -> None:
    resident = town.phone()
    for name in ("a", "b"):
        resident.photo(name, album="1")
    resident.place((44.14, 4.08))
    resident.press("Gravats")
    resident.press("Envoyer")
    officer.press("Suivant")
    officer.press("📷 Photos")

    assert officer.labels() == [town.words.plain(msg("photo.blur_number", number=n), "fr") for n in (1, 2)]
