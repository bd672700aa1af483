"""What officers search by: which words of a text count, and what typed words ask for; it looks nothing up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.text import ERASED, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST_WORD = 24  # letters of a word that count; a longer one is found by its beginning
MOST_TERMS = 8  # typed words that count; more would tell nothing more
SHORTEST_BEGINNING = 2  # letters from which on the last typed word may be the beginning of one
#: What stands before the id of a thing of the territory, so that no word of a text is taken for it.
DISTRICT, WASTE = "#", "@"


def words_of(texts: Iterable[str]) -> set[str]:
    """Return the words by which texts are found; single letters and the mark of what was erased are none."""
    return {word for text in texts if text != ERASED for word in _words(text)}


def _words(text: str) -> Iterator[str]:
    for word in fold(text).split():
        if len(word) > 1 or word.isdigit():
            yield word[:LONGEST_WORD]


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that a request must hold: any of some words, or one that begins so."""

    words: frozenset[str]
    beginning: str | None = None


def terms(typed: str, named: Iterable[tuple[str, str]] = ()) -> tuple[Term, ...]:
    """Return what typed words ask for: all of it, the last one perhaps unfinished.

    `named` are names in the territory with the word that stands for each in the index: a typed word of a
    district's name asks for what lies in that district too.
    """
    typed_words = list(dict.fromkeys(_words(typed)))[:MOST_TERMS]
    names = [(set(_words(name)), mark) for name, mark in named]
    return tuple(
        Term(_alike(word, names), word if _may_begin(word, at, len(typed_words)) else None)
        for at, word in enumerate(typed_words, 1)
    )


def _alike(word: str, names: Iterable[tuple[set[str], str]]) -> frozenset[str]:
    return frozenset({word, *(mark for words, mark in names if word in words)})


def _may_begin(word: str, at: int, among: int) -> bool:
    return at == among and len(word) >= SHORTEST_BEGINNING and not word.isdigit()


# --- sets of requests ------------------------------------------------------------------------------

BLOCK = 4096  # requests whose bits stand in one row
_BYTES = BLOCK // 8
_SPARSE = 64  # beyond so many, a bit each is shorter than two bytes each


def pack(bits: int) -> bytes:
    """Return a set of numbers under BLOCK, given as the bits of a number, in as few bytes as is easy."""
    if bits.bit_count() > _SPARSE:
        return bits.to_bytes(_BYTES, "little")
    return b"".join(number.to_bytes(2, "little") for number in members(bits))


def unpack(packed: bytes) -> int:
    """Return the bits of what `pack` wrote."""
    if len(packed) == _BYTES:
        return int.from_bytes(packed, "little")
    bits = 0
    for at in range(0, len(packed), 2):
        bits |= 1 << (packed[at] | packed[at + 1] << 8)
    return bits


def members(bits: int) -> Iterator[int]:
    """Give the numbers of a set, the highest first."""
    while bits:
        number = bits.bit_length() - 1
        yield number
        bits ^= 1 << number
