"""Finds number plates, telephone numbers and names in what people write; it keeps and tells nothing."""

from __future__ import annotations

import re

#: Registrations since 2009 (AB-123-CD: no I, O or U) and before (1234 AB 30). With blanks only in capitals:
#: « le 123 de la rue » is none.
_LETTERS = "A-HJ-NP-TV-Z"
_PLATES = (
    re.compile(rf"\b[{_LETTERS}]{{2}}-?[0-9]{{3}}-?[{_LETTERS}]{{2}}\b", re.IGNORECASE),
    re.compile(rf"\b[{_LETTERS}]{{2}} [0-9]{{3}} [{_LETTERS}]{{2}}\b"),
    re.compile(r"\b[0-9]{1,4}[ -][A-Z]{2,3}[ -](?:[0-9]{2}|2[AB]|97[0-9])\b"),
    re.compile(r"\b[0-9]{3,4}[A-Z]{2,3}[0-9]{2}\b", re.IGNORECASE),
)
_PHONE = re.compile(r"(?<![0-9+])(?:\+33|0033|0) ?[1-9](?:[ .-]?[0-9]{2}){4}(?![0-9])")

#: Words before a name, in the programme's languages; a name after « voisin » is known by its capital.
_TITLES = r"(?:monsieur|madame|mademoiselle|mme|mlle|mr|mister|mrs|miss|señora?|sra?|السيد|السيدة)"
_NEIGHBOURS = r"(?:voisine?|neighbou?r|vecin[oa])"
_TITLED = re.compile(rf"\b{_TITLES}\.?[^\S\n]+(?P<name>[^\W\d_][\w'’-]+)", re.IGNORECASE)  # noqa: RUF001 - an apostrophe
_NEIGHBOUR = re.compile(rf"\b(?i:{_NEIGHBOURS})[^\S\n]+(?P<name>[A-ZÀ-Þ][\w'’-]+)")  # noqa: RUF001 - the same
_CALLED = re.compile(r"\b(?:s['’]appelle|se nomme|se llama|is called|اسمه|اسمها)\s+\w", re.IGNORECASE)  # noqa: RUF001 - the same

#: What may follow a title that is only politeness.
_POLITE = """
le la les l un une de du des ce ces cette je j tu il elle on nous vous ils elles c est a et ou ne n y en
qui que bonjour bonsoir merci monsieur madame bricolage pouvez avez svp s pour dans sur au aux
i you he she we they it the an is there please hello and hay el los las una es por favor hola
"""
_NO_NAMES = frozenset(_POLITE.split())
#: A street or a school may bear anybody's name.
_PLACE = re.compile(
    r"\b(?:rue|avenue|av|boulevard|bd|place|placette|allée|allee|impasse|chemin|cours|quai|square|pont|école|"
    r"ecole|collège|college|lycée|lycee|stade|parc|jardin|résidence|residence|bâtiment|batiment|cité|cite|"
    r"street|road|school|calle|plaza|escuela|شارع|ساحة|مدرسة)(?:\W+\w+){0,2}\W*$",
    re.IGNORECASE,
)


def names_somebody(text: str) -> bool:
    """Tell whether somebody seems to be named; the name of a street is nobody's."""
    named = (*_TITLED.finditer(text), *_NEIGHBOUR.finditer(text))
    return bool(_CALLED.search(text)) or any(_is_name(text, found) for found in named)


def _is_name(text: str, found: re.Match[str]) -> bool:
    if found["name"].casefold().split("'")[0].split("’")[0] in _NO_NAMES:  # noqa: RUF001 - an apostrophe
        return False
    return not _PLACE.search(text[: found.start()])


def is_personal(text: str) -> bool:
    """Tell whether a text seems to give away a plate, a number or a name."""
    return without_numbers(text) != text or names_somebody(text)


def without_numbers(text: str) -> str:
    """Return the text without number plates and telephone numbers."""
    kept = text
    while (cut := _cut(kept)) != kept:  # what stood on both sides may make another one
        kept = " ".join(cut.split())
    return kept


def _cut(text: str) -> str:
    for pattern in (*_PLATES, _PHONE):
        text = pattern.sub(" ", text)
    return text


def erased(text: str) -> str:
    """Return what may be kept of a text: without numbers, and nothing once somebody is named in it.

    A name cannot be told from the words around it, so the whole text goes.
    """
    left = without_numbers(text)
    return "" if names_somebody(text) or names_somebody(left) else left
