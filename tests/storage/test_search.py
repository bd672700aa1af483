"""Words are found whatever their accents, the newest first, alike on both databases."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert, update

from bot.domain.request import RequestKind
from bot.domain.search import BLOCK, LONGEST_WORD, pack, terms, unpack, words_of
from bot.storage import contacts, events, facts, matters, search, search_index
from bot.storage.contacts import Contact
from bot.storage.tables import reports, requests, search_words
from tests.indexing import index, rebuilt
from tests.storage.rows import NOW, add_person, file_application

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

FULL = 64  # as many in a block need another way of writing


def lay(connection: Connection, notes: dict[int, str]) -> None:
    """Store reports with these notes, as a release without an index would have."""
    person = add_person(connection, 1, NOW)
    for number, note in notes.items():
        queue = {"id": number, "kind": "report", "reference": f"D-{number}", "state": "received"}
        queue |= {"version": 1, "person": person, "answer_by": NOW.date(), "created_at": NOW}
        connection.execute(insert(requests), queue)
        facts_of = {"request": number, "kind": "bags", "in_town": "yes", "in_priority_area": "no"}
        connection.execute(insert(reports), {**facts_of, "note": note})
    search_index.rebuild(connection)


def found(connection: Connection, typed: str, limit: int = 8, before: int | None = None) -> list[int]:
    return search.find(connection, terms(typed), limit, before)


@pytest.mark.parametrize(
    ("note", "typed"),
    [
        ("Près de l'école Jean-Cœur", "ecole"),
        ("Près de l'école Jean-Cœur", "COEUR école"),
        ("Près de l'école Jean-Cœur", "jean coe"),
        ("قُرْبَ المدرسةِ الكبيرة", "المدرسه"),
        ("قرب الأطفال", "الاطفال"),
        ("à l'angle du 12 rue Ⅳ", "12 angle"),
        ("Straße", "strasse"),
        ("x" * 60, "x" * 55),
    ],
)
def test_accents_case_ligatures_and_arabic_signs_make_no_difference(
    connection: Connection, note: str, typed: str
) -> None:
    lay(connection, {3: note, 4: "autre chose"})
    assert found(connection, typed) == [3]


@pytest.mark.parametrize("typed", ["", "a", "l'", "⚠️", "\0", "ecole autre", "col", "1", "% _", "#tamaris"])
def test_what_is_nowhere_is_not_found(connection: Connection, typed: str) -> None:
    lay(connection, {3: "école, 12 rue", 4: "autre chose"})
    assert found(connection, typed) == []


def test_only_the_last_word_may_be_unfinished(connection: Connection) -> None:
    lay(connection, {3: "matelas devant le garage"})
    assert found(connection, "matelas gar") == [3]
    assert found(connection, "mate garage") == []


def test_the_newest_stand_first_and_the_next_ones_follow_without_a_gap(connection: Connection) -> None:
    lay(connection, dict.fromkeys(range(1, 21), "matelas"))
    assert found(connection, "matelas", 7) == list(range(20, 13, -1))
    assert found(connection, "matelas", 7, before=14) == list(range(13, 6, -1))
    assert found(connection, "matelas", 7, before=1) == []


@pytest.mark.parametrize(
    "numbers", [[], [0], [BLOCK - 1], [1, 8, BLOCK - 2], [*range(FULL)], [*range(FULL + 1)]]
)
def test_a_set_of_numbers_is_read_as_it_was_written(numbers: Sequence[int]) -> None:
    bits = sum(1 << number for number in numbers)
    assert unpack(pack(bits)) == bits


VOCABULARY = (
    "école",
    "ecole",
    "matelas",
    "mat",
    "rue",
    "garage",
    "gare",
    "œuf",
    "مدرسة",
    "المدرسة",
    "12",
    "120",
)


def test_whatever_is_asked_the_answer_is_that_of_reading_every_text(connection: Connection) -> None:
    """Over four blocks of numbers, some of them empty; the same corpus and questions on both databases."""
    dice = random.Random(7)  # noqa: S311 - no secret
    numbers = sorted(
        dice.sample([*range(1, 400), *range(BLOCK - 50, BLOCK + 300), *range(4 * BLOCK, 4 * BLOCK + 9)], 500)
    )
    notes = {number: " ".join(dice.choices(VOCABULARY, k=dice.randrange(6))) for number in numbers}
    lay(connection, notes)
    for _ in range(300):
        typed = " ".join(dice.choices([*VOCABULARY, "ma", "ec", "ga", "rien"], k=dice.randrange(1, 4)))
        before = dice.choice([None, dice.randrange(1, 5 * BLOCK)])
        assert found(connection, typed, 10, before) == by_reading(notes, typed, 10, before), typed


def by_reading(notes: dict[int, str], typed: str, limit: int, before: int | None) -> list[int]:
    asked = terms(typed)
    held = {number: words_of([note]) for number, note in notes.items() if before is None or number < before}

    def holds(words: set[str]) -> bool:
        return all(
            term.words & words or (term.beginning and any(word.startswith(term.beginning) for word in words))
            for term in asked
        )

    return sorted((number for number, words in held.items() if holds(words)), reverse=True)[:limit]


def test_the_index_follows_every_text(connection: Connection) -> None:
    person = add_person(connection, 1, NOW)
    request = file_application(connection, person, note="jardinier").id
    contacts.keep(connection, Contact(person=person, first_name="Marqueprenom", last_name="Ancien"))
    events.append(connection, request, "noted", None, NOW, detail={"text": "très motivé"})
    for typed in ("jardinier", "marqueprenom", "motive"):
        assert found(connection, typed) == [request]
    contacts.correct(connection, person, {"last_name": "Nouveau"})
    assert (found(connection, "ancien"), found(connection, "nouveau")) == ([], [request])
    assert index(connection) == rebuilt(connection)
    contacts.forget(connection, person)
    assert found(connection, "marqueprenom") == []


def test_a_word_that_nobody_has_any_more_leaves_no_row(connection: Connection) -> None:
    lay(connection, {3: "unique"})
    search_index.forget(connection, [3])
    assert connection.execute(search_words.select()).all() == []
    search_index.reindex(connection, [3, 3])
    assert found(connection, "unique") == [3]


def test_what_an_earlier_release_stored_is_indexed_once(connection: Connection) -> None:
    lay(connection, {3: "matelas"})
    search_index.forget(connection, [3])
    search_index.bring_up(connection)
    assert found(connection, "matelas") == [3]
    connection.execute(update(reports).values(note="autre"))
    search_index.bring_up(connection)
    assert found(connection, "matelas") == [3], "the second start makes nothing anew"
    facts.write(connection, "search", 0)
    search_index.bring_up(connection)
    assert found(connection, "matelas") == []


def test_a_word_never_stands_for_a_thing_of_the_territory() -> None:
    asked = terms("Tamaris", [("Tamaris", "#tamaris"), ("Près-Saint-Jean", "#psj")])
    assert asked[0].words == {"tamaris", "#tamaris"}
    assert all(word.isalnum() and len(word) <= LONGEST_WORD for word in words_of(["#tamaris @bags « a-b »"]))


def test_a_matter_is_found_by_what_was_written(connection: Connection) -> None:
    person = add_person(connection, 1, NOW)
    queue = {"state": "open", "person": person, "waiting_since": NOW, "answer_by": NOW.date()}
    matter = matters.add(
        connection, RequestKind.QUESTION, {**queue, "created_at": NOW}, None, {"text": "dentiste"}
    )
    assert found(connection, "dentiste") == [matter.id]
    matters.set_detail(connection, matter.id, {"text": "médecin"})
    assert (found(connection, "dentiste"), found(connection, "medecin")) == ([], [matter.id])
