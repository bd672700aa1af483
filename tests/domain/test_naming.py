"""Plates, telephone numbers and names are found; streets, house numbers and politeness are not."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.naming import erased, is_personal, names_somebody


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("la voiture AB-123-CD est là", "la voiture est là"),
        ("voiture ab-123-cd", "voiture"),
        ("camion AB123CD", "camion"),
        ("camion AB 123 CD", "camion"),
        ("vieille voiture 1234 AB 30", "vieille voiture"),
        ("vieille voiture 1234ab30", "vieille voiture"),
        ("plaque 123 ABC 2A", "plaque"),
        ("appelez le 06 12 34 56 78 vite", "appelez le vite"),
        ("tel 0612345678", "tel"),
        ("tel +33 6 12 34 56 78", "tel"),
        ("06.12.34.56.78", ""),
        ("AB-123-CD et EF-456-GH", "et"),
    ],
)
def test_a_number_is_cut_out_and_the_rest_is_kept(text: str, kept: str) -> None:
    assert is_personal(text)
    assert erased(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "c'est monsieur Dupont",
        "C'est Monsieur dupont du 3e",
        "Madame Martin jette tout",
        "c'est Mme Martin",
        "mon voisin Untel",
        "ma voisine Lucie a tout mis là",
        "il s'appelle kevin",
        "Mr Smith did it",
        "my neighbour Bob",
        "la señora García",
        "mi vecino Juan",
        "السيد أحمد",
        "le camion AB-123-CD de monsieur Dupont",
    ],
)
def test_words_that_name_somebody_go_altogether(text: str) -> None:
    assert names_somebody(text)
    assert erased(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "rue Jean Moulin",
        "12 rue Jean Moulin, 30100 Alès",
        "devant l'école Madame Curie",
        "allée Monsieur Vincent",
        "place de Madame Sévigné",
        "le 123 de la rue",
        "au 12 bis, bâtiment B 30",
        "bus 30, arrêt 12",
        "Bonjour monsieur, il y a un canapé",
        "Bonjour Madame il y a un frigo",
        "Bonjour madame, monsieur",
        "Merci monsieur c'est gentil",
        "derrière Monsieur Bricolage",
        "mon voisin du dessus",
        "le voisin a vu",
        "44.1502 4.0823",
        "44,1502 4,0823",
        "il y a 1234 sacs",
        "100 m2 de gravats",
        "le 14/04/2026 à 8h30",
        "depuis 2026, 20 sacs",
        "Please madam, there are bags",
        "hay un sofá en la calle",
        "هناك نفايات في الشارع",
        "D-0042",
        "https://www.openstreetmap.org/?mlat=43.8367&mlon=4.3601#map=18/43.8367/4.3601",
    ],
)
def test_what_names_nobody_is_kept_as_it_is(text: str) -> None:
    assert not is_personal(text)
    assert erased(text) == text


PIECES = st.sampled_from(
    [
        "AB-123-CD",
        "AB",
        "123",
        "CD",
        "30",
        "06 12",
        "34 56 78",
        "monsieur",
        "Dupont",
        "rue",
        "le",
        " ",
        "-",
        ".",
    ]
)


@example("AB-123-CDAB-123-CD06 123034 56 78")  # what a cut leaves beside a blank may be a plate again
@given(st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=60))
def test_what_is_left_is_never_longer_and_gives_nothing_away_any_more(text: str) -> None:
    assert len(erased(text)) <= len(text)
    assert not is_personal(erased(text))
