"""What people type, compared with what is meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.text import fold, shorten


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("RETOUR", "Retour"),
        ("meubles encombrants", "🛋️ Meubles, encombrants"),
        ("Pres Saint Jean", "Près Saint-Jean"),
        ("s'il vous plait", "S\u2019il vous plaît"),
        ("oeuf", "Œuf"),
        ("\U0001d400bc", "abc"),  # letters some phones write in bold
        ("رجوع", "رُجُوع"),  # vowel signs are rarely typed
        ("  deux   mots ", "deux mots"),
    ],
)
def test_accents_case_signs_and_pictograms_do_not_count(typed: str, meant: str) -> None:
    assert fold(typed) == fold(meant)


@pytest.mark.parametrize("nothing", ["", "   ", "🙂", "…!?", "\u0301"])
def test_what_has_no_letter_and_no_digit_folds_to_nothing(nothing: str) -> None:
    assert fold(nothing) == ""


@given(st.text())
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_long_text_is_cut_with_an_ellipsis_on_one_line() -> None:
    assert shorten("un\ndeux   trois", 40) == "un deux trois"
    assert shorten("un deux trois", 8) == "un deux…"


@given(st.text(), st.integers(1, 30))
def test_no_text_is_longer_than_its_limit(text: str, limit: int) -> None:
    assert len(shorten(text, limit)) <= limit
