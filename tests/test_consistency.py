"""The catalogues agree with the code and with one another, and keep to the rules of plain words."""

from __future__ import annotations

import ast
import re
import shutil
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po

from bot.domain.text import fold
from bot.i18n import LOCALES, Catalogue, read_catalogue
from bot.territories import SHIPPED
from tools import messages

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "bot").rglob("*.py"))
LANGUAGES = sorted(folder.name for folder in LOCALES.iterdir() if folder.is_dir())
WORDS_A_SENTENCE = 12
NBSP = "\u00a0"
PLACEHOLDER = re.compile(r"\{(\w+)\}")
in_every_language = pytest.mark.parametrize("language", LANGUAGES)
in_other_languages = pytest.mark.parametrize("language", [name for name in LANGUAGES if name != "fr"])


@cache
def catalogue(language: str) -> Catalogue:
    return read_catalogue(language)


def texts(language: str) -> Iterator[tuple[str, str]]:
    """Give every text with its key; a plural's forms one by one."""
    for key, forms in catalogue(language).texts.items():
        for form in forms:
            yield key, form


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def bare(text: str) -> str:
    """Return the text without markup, each placeholder as one word."""
    return PLACEHOLDER.sub("x", re.sub(r"</?b>", "", text))


# --- the code and the catalogues -----------------------------------------------------------------


@cache
def nodes() -> list[tuple[str, ast.AST]]:
    """Return every node of the bot's source with the place where it stands."""
    return [
        (f"{file.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}", node)
        for file in SOURCES
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    ]


@cache
def calls() -> list[tuple[str, ast.Call]]:
    """Return every place where the code names a catalogue entry."""
    named = ((place, node) for place, node in nodes() if isinstance(node, ast.Call))
    return [(place, node) for place, node in named if getattr(node.func, "id", "") in ("msg", "msgn")]


def literal(call: ast.Call) -> str | None:
    key = call.args[0] if call.args else None
    return key.value if isinstance(key, ast.Constant) and isinstance(key.value, str) else None


def test_every_key_is_a_literal_so_that_extraction_finds_it() -> None:
    assert [place for place, call in calls() if literal(call) is None] == []


@in_every_language
def test_the_code_and_the_catalogue_have_the_same_keys(language: str) -> None:
    named = {literal(call) for _, call in calls()}
    assert set(catalogue(language).texts) == named


@in_every_language
def test_every_key_has_a_text(language: str) -> None:
    assert [key for key, text in texts(language) if not text.strip()] == []


@in_every_language
def test_every_call_gives_the_values_that_its_text_needs(language: str) -> None:
    wrong = []
    for place, call in calls():
        counted = ["count"] if ast.unparse(call.func) == "msgn" else []
        given = {*counted, *(each.arg for each in call.keywords)}
        needed = set().union(*map(placeholders, catalogue(language).texts[literal(call) or ""]))
        if given != needed:
            wrong.append(f"{place}: {literal(call)} is given {given}, needs {needed}")
    assert wrong == []


def test_the_template_is_what_make_messages_writes(tmp_path: Path) -> None:
    messages.write(messages.extract(ROOT / "bot"), tmp_path / "messages.pot", messages.HEAD)
    written = (tmp_path / "messages.pot").read_bytes()
    assert (LOCALES / "messages.pot").read_bytes() == written
    assert str(ROOT).encode() not in written


@in_every_language
def test_make_messages_has_nothing_to_change(language: str, tmp_path: Path) -> None:
    shutil.copytree(LOCALES / language, tmp_path / language)
    copy = tmp_path / language / "LC_MESSAGES" / "messages.po"
    assert messages.update(copy, messages.extract(ROOT / "bot")) == []
    assert copy.read_bytes() == (LOCALES / language / "LC_MESSAGES" / "messages.po").read_bytes()


# --- the languages among one another --------------------------------------------------------------


@in_every_language
def test_the_head_names_the_language_and_its_plurals(language: str) -> None:
    path = LOCALES / language / "LC_MESSAGES" / "messages.po"
    head = path.read_text(encoding="utf-8").partition("\n\n")[0]
    assert f'"Language: {language}\\n"' in head
    assert '"Plural-Forms: nplurals=' in head


@in_every_language
def test_every_plural_has_all_its_forms(language: str) -> None:
    with (LOCALES / language / "LC_MESSAGES" / "messages.po").open("rb") as source:
        catalog = read_po(source, locale=language)
    for entry in catalog:
        if entry.pluralizable:
            assert isinstance(entry.string, tuple)
            assert len(entry.string) == catalog.num_plurals, entry.id
            assert all(entry.string), entry.id


@in_other_languages
def test_a_key_has_plurals_in_every_language_or_in_none(language: str) -> None:
    here, source = catalogue(language).texts, catalogue("fr").texts
    assert {key for key in here if len(here[key]) > 1} == {key for key in source if len(source[key]) > 1}


@in_every_language
def test_only_a_form_for_one_or_two_numbers_leaves_the_number_out(language: str) -> None:
    form = catalogue(language).form
    numbers = [form(number) for number in range(1000)]
    for key, forms in catalogue(language).texts.items():
        for at, text in enumerate(forms):
            if len(forms) > 1 and numbers.count(at) > 2:
                assert "count" in placeholders(text), (key, text)


@in_other_languages
def test_placeholders_are_the_same_as_in_french(language: str) -> None:
    for key, forms in catalogue(language).texts.items():
        expected = placeholders(catalogue("fr").texts[key][-1])
        assert placeholders(forms[-1]) == expected, key
        assert all(placeholders(form) | {"count"} == expected | {"count"} for form in forms), key


def pictograms(text: str) -> list[str]:
    return [sign for sign in text if unicodedata.category(sign) == "So"]


@in_other_languages
def test_pictograms_and_bold_words_are_the_same_as_in_french(language: str) -> None:
    for key, text in texts(language):
        french = catalogue("fr").texts[key][-1]
        assert pictograms(text) == pictograms(french), key
        assert text.count("<b>") == french.count("<b>"), key


def test_each_language_names_itself() -> None:
    names = {language: catalogue(language).texts["language.name"][0] for language in LANGUAGES}
    assert names == {"ar": "العربية", "en": "English", "es": "Español", "fr": "Français"}


# --- every text ---------------------------------------------------------------------------------


@in_every_language
def test_markup_is_bold_alone_and_balanced(language: str) -> None:
    for key, text in texts(language):
        assert re.fullmatch(r"([^<>&]*<b>[^<>&]+</b>)*[^<>&]*", text), key


@in_every_language
def test_what_stands_without_markup_holds_none(language: str) -> None:
    plain = ("button.", "card.stale", "card.done", "command.", "kind.", "language.name", "menu.", "size.")
    assert [key for key, text in texts(language) if key.startswith(plain) and "<" in text] == []


@in_every_language
def test_a_text_has_one_pictogram_at_most(language: str) -> None:
    assert [key for key, text in texts(language) if len(pictograms(text)) > 1] == []


def said(language: str) -> list[tuple[str, str]]:
    """Return what the bot says: all but the lists of words that it only listens for."""
    return [(key, text) for key, text in texts(language) if not key.startswith("words.")]


@in_every_language
def test_no_sentence_is_longer_than_twelve_words(language: str) -> None:
    long = [
        (key, sentence)
        for key, text in said(language)
        for sentence in re.split(r"[.!?؟…](?=\s|$)|\n", bare(text))
        if sum(any(map(str.isalnum, word)) for word in sentence.split()) > WORDS_A_SENTENCE
    ]
    assert long == []


def names() -> set[str]:
    """Return how the shipped territories call their programme, town and districts, folded."""
    found: set[str] = set()
    for file in SHIPPED.glob("*.toml"):
        values = tomllib.loads(file.read_text(encoding="utf-8"))
        named = [values["programme"], values["town"], *(each["name"] for each in values["districts"])]
        for each in named:
            found |= {fold(each)} if isinstance(each, str) else set(map(fold, each.values()))
    return found


@in_every_language
def test_no_catalogue_names_a_town_or_a_programme(language: str) -> None:
    assert {"ales", "jardins citoyens", fold("حدائق المواطنين"), "tamaris"} <= names()
    held = [
        (key, name) for key, text in texts(language) for name in names() if f" {name} " in f" {fold(text)} "
    ]
    assert held == []


@in_every_language
def test_a_label_that_a_text_quotes_is_the_label(language: str) -> None:
    quoted = {
        "apply.name.latin": "apply.name.help",
        "help.join": "menu.join",
        "help.mine": "menu.mine",
        "report.photos.wrong": "button.no_photo",
        "report.summary.wrong": "button.send",
        "staff.how": "menu.queue",
    }
    for key, label in quoted.items():
        [text], [words] = catalogue(language).texts[key], catalogue(language).texts[label]
        [said] = re.findall(r"[«“]\s*(.+?)\s*[»”]", text)
        assert said == re.sub(r"^\W+", "", words), key


@in_every_language
def test_the_word_before_a_reason_is_the_one_the_officer_is_shown(language: str) -> None:
    [hint], [told] = catalogue(language).texts["dismiss.hint"], catalogue(language).texts["news.dismissed"]
    assert told.partition("{")[0].strip() in hint


# --- one language each ----------------------------------------------------------------------------


def test_french_puts_a_fixed_space_beside_double_signs() -> None:
    wrong = [
        (key, text)
        for key, text in texts("fr")
        if re.search(rf"[^{NBSP}][:;!?»]|«[^{NBSP}]", text) or "\u202f" in text
    ]
    assert wrong == []


def test_french_has_no_middle_dot_and_says_vous() -> None:
    avoided = re.compile(r"[·•‧∙]|\b(tu|te|toi|ton|tes|anonym\w*|contrats?|salaires?)\b|\(e\)", re.IGNORECASE)
    assert [(key, text) for key, text in texts("fr") if avoided.search(text)] == []


def test_the_french_labels_that_others_rely_on_stay() -> None:
    """DESIGN, « The surface others rely on »; a pictogram may stand before or after."""
    promised = {
        "menu.report": "Signaler des déchets",
        "menu.join": "Rejoindre l'équipe",
        "apply.info.understood": "J'ai compris",
        "menu.mine": "Mes demandes",
        "menu.language": "Langue",
        "menu.help": "Aide",
        "button.send": "Envoyer",
        "button.change": "Changer",
        "button.back": "Retour",
        "button.cancel": "Annuler",
        "button.no_answer": "Sans réponse",
        "button.no_photo": "Pas de photo",
        "card.claim": "Je m'en occupe",
        "card.accept": "Accepter",
        "card.plan": "Planifier",
        "card.clear": "Nettoyé",
        "card.forward": "Transmettre",
        "card.dismiss": "Sans suite",
        "card.ask": "Demander",
        "card.next": "Suivant",
        "card.previous": "Précédent",
        "card.meet": "Rencontre",
        "card.wait": "Liste d'attente",
        "card.decline": "Réponse négative",
        "card.add_note": "Note",
        "card.duplicate": "Doublon",
        "answer.button": "Répondre",
    }
    held = {key: re.sub(r"^\W+|\W+$", "", catalogue("fr").texts[key][0]) for key in promised}
    assert held == promised


def test_arabic_has_its_own_signs_and_western_digits() -> None:
    foreign = re.compile(r"[,;?“”\u0660-\u0669\u06f0-\u06f9]")
    assert [(key, text) for key, text in said("ar") if foreign.search(text)] == []


def test_spanish_opens_what_it_closes() -> None:
    for key, text in texts("es"):
        assert text.count("¿") == text.count("?"), key
        assert text.count("¡") == text.count("!"), key


# --- time -----------------------------------------------------------------------------------------


def test_only_the_clock_asks_the_system_for_the_time() -> None:
    asked = re.compile(r"\b(datetime\.(now|today|utcnow)|date\.today|time\.(time|time_ns|localtime|gmtime))$")
    found = {
        place.partition(":")[0]
        for place, node in nodes()
        if isinstance(node, ast.Attribute) and asked.search(ast.unparse(node))
    }
    assert found == {"bot/clock.py"}
