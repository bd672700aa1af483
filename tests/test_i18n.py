"""Keys and typed values become text in somebody's language, and typed words find their button again."""

from __future__ import annotations

import json
from datetime import date, time
from pathlib import Path

import pytest

from bot.domain.text import fold
from bot.flows import labels
from bot.flows.messages import Code, Message, Term, TermKind, Worded, msg, msgn, pack, unpack
from bot.i18n import LOCALES, MissingCatalogueError, Words, day, read_catalogue
from bot.territories import load

BAHIA = Path(__file__).parent / "territories" / "bahia.toml"
ISOLATE, END = "\u2068", "\u2069"
NBSP = "\u00a0"
ALES = load("ales")
WORDS = Words(ALES)
HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


# --- dates ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("fr", "mercredi 1er avril (01/04)"),
        ("en", "Wednesday 1 April (01/04)"),
        ("es", "miércoles 1 de abril (01/04)"),
        ("ar", f"الأربعاء 1 أبريل ({ISOLATE}01/04{END})"),
    ],
)
def test_the_first_of_a_month_is_written_as_people_say_it(language: str, written: str) -> None:
    assert day(date(2026, 4, 1), language) == written


@pytest.mark.parametrize("number", [2, 11, 21, 31])
def test_only_the_first_is_an_ordinal_in_french(number: int) -> None:
    assert f" {number} décembre ({number:02}/12)" in day(date(2026, 12, number), "fr")


def test_a_day_in_a_message_is_written_in_the_language_of_the_message() -> None:
    message = msg("receipt.answer_by", day=date(2026, 4, 14))
    assert WORDS.html(message, "fr") == "📅 Réponse avant le mardi 14 avril (14/04)."
    assert WORDS.html(message, "es") == "📅 Respuesta antes del martes 14 de abril (14/04)."


# --- values ---------------------------------------------------------------------------------------


def test_a_code_a_name_and_typed_words_stand_apart_in_arabic_and_only_there() -> None:
    title = msg("news.title", reference=Code("D-0042"))
    town = msg("card.outside", town=Term(TermKind.TOWN))
    note = msg("card.note", note="rue des Lilas")
    assert WORDS.html(title, "ar") == f"جديد: {ISOLATE}D-0042{END}"
    assert WORDS.html(town, "ar") == f"⚠️ خارج البلدية ({ISOLATE}أليس{END})"
    assert WORDS.html(note, "ar") == f"📝 «{ISOLATE}rue des Lilas{END}»"
    for language in ("fr", "en", "es"):
        assert not {ISOLATE, END} & set(WORDS.html(title, language) + WORDS.html(note, language))


@pytest.mark.parametrize("language", ALES.languages)
def test_what_people_type_shows_as_typed_and_is_never_markup(language: str) -> None:
    shown = WORDS.html(msg("card.answered", answer='<b>&"'), language)
    assert '&lt;b&gt;&amp;"' in shown
    assert "<" not in shown


def test_the_markup_of_a_catalogue_stays_markup_around_escaped_values() -> None:
    title = msg("card.title", reference=Code("D-0042"), kind=labels.kind(ALES.kind("rubble")))
    assert WORDS.html(title, "fr") == "<b>D-0042</b> 🧱 Gravats"
    assert WORDS.html(msg("card.title", reference=Code("<b>"), kind="&"), "fr") == "<b>&lt;b&gt;</b> &amp;"


def test_a_button_shows_what_people_typed_unescaped() -> None:
    assert WORDS.plain(msg("report.summary.place", place="Fleurs & Fils"), "fr") == "📍 Fleurs & Fils"


@pytest.mark.parametrize("braces", ["{note}", "{0}", "{", "{note.__class__}"])
def test_braces_that_people_type_are_only_braces(braces: str) -> None:
    assert WORDS.html(msg("report.summary.note_line", note=braces), "fr") == f"📝 {braces}"


def test_a_label_inside_a_message_is_in_the_language_of_the_message() -> None:
    line = msg("report.summary.size_line", size=msg("size.bag"))
    assert WORDS.html(line, "fr") == f"Taille{NBSP}: 🛍️ Un sac"
    assert WORDS.html(line, "en") == "Size: 🛍️ A bag"


def test_a_language_names_itself_whatever_the_reader_reads() -> None:
    named = msg("label.term", term=Term(TermKind.LANGUAGE, "es"))
    assert WORDS.plain(named, "fr") == "Español"
    assert WORDS.plain(named, "ar") == f"{ISOLATE}Español{END}"


@pytest.mark.parametrize(
    ("term", "french"),
    [
        (Term(TermKind.DISTRICT, "tamaris"), "Tamaris"),
        (Term(TermKind.BODY, "municipal-police"), "Police municipale"),
        (Term(TermKind.DISMISSAL, "private-land"), "intervenir sur un terrain privé"),
        (Term(TermKind.PROGRAMME), "Jardins citoyens"),
        (Term(TermKind.TOWN), "Alès"),
        (Term(TermKind.SERVICE), "Mairie d'Alès, programme Jardins citoyens"),
        (Term(TermKind.ADDRESS), "Place de l'Hôtel-de-Ville, 30100 Alès"),
        (Term(TermKind.PHONE), "04\u00a065\u00a071\u00a000\u00a010"),
        (Term(TermKind.DPO), "Protection des données, Place de l'Hôtel-de-Ville, 30100 Alès"),
        (Term(TermKind.CONTROLLER), "Ville d'Alès"),
        (Term(TermKind.COMPLAINT_BODY), "CNIL, 3 place de Fontenoy, 75007 Paris, cnil.fr"),
        (Term(TermKind.RULE, "syringes"), "Éloignez les enfants."),
        (Term(TermKind.LANGUAGE, "fr"), "Français"),
    ],
)
def test_what_the_territory_names_is_in_its_own_words(term: Term, french: str) -> None:
    assert WORDS.plain(msg("label.term", term=term), "fr") == french


# --- plurals --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "written"),
    [
        (0, "بدون صور"),
        (1, "صورة واحدة"),
        (2, "صورتان"),
        (3, "3 صور"),
        (10, "10 صور"),
        (11, "11 صورة"),
        (99, "99 صورة"),
        (100, "100 صورة"),
        (103, "103 صور"),
    ],
)
def test_arabic_counts_photos_in_six_forms(count: int, written: str) -> None:
    assert WORDS.html(msgn("card.photo_count", count), "ar") == f"📷 {written}"


@pytest.mark.parametrize(
    ("count", "written"),
    [(1, "حرف واحد"), (2, "حرفان"), (3, "3 أحرف"), (11, "11 حرفًا"), (100, "100 حرف"), (500, "500 حرف")],
)
def test_arabic_counts_letters_in_six_forms(count: int, written: str) -> None:
    assert f": {written} على" in WORDS.html(msgn("ask.too_long", count), "ar")


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("fr", ["0 photo", "1 photo", "2 photos", "1000000 photos"]),
        ("en", ["0 photos", "1 photo", "2 photos", "1000000 photos"]),
        ("es", ["0 fotos", "1 foto", "2 fotos", "1000000 fotos"]),
    ],
)
def test_the_other_languages_count_in_two(language: str, forms: list[str]) -> None:
    counted = [WORDS.html(msgn("card.photo_count", count), language) for count in (0, 1, 2, 1_000_000)]
    assert counted == [f"📷 {form}" for form in forms]


# --- which language -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("telegram", "language"),
    [("ar", "ar"), ("es-419", "es"), ("EN", "en"), ("en-US", "en"), ("pt-br", "fr"), ("", "fr")],
)
def test_a_telegram_setting_gives_a_language_of_the_territory(telegram: str, language: str) -> None:
    assert WORDS.guess(telegram) == language


def test_a_language_the_territory_has_not_gets_its_default_one() -> None:
    words = Words(load(str(BAHIA)))
    assert words.languages == ("es", "en")
    assert words.plain(labels.CANCEL, "ar") == "Cancelar"
    assert words.guess("fr") == "es"


def test_a_language_without_a_catalogue_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(MissingCatalogueError, match="xx"):
        read_catalogue("xx", (LOCALES, tmp_path))


def test_a_key_that_no_catalogue_has_is_an_error_of_ours() -> None:
    with pytest.raises(KeyError, match=r"no\.such\.key"):
        WORDS.plain(Message("no.such.key"), "fr")


# --- typed words ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("envoyer", labels.SEND),
        ("ENVOYER !", labels.SEND),
        ("✅ Envoyer", labels.SEND),
        ("إرسال", labels.SEND),
        ("ارسال", labels.SEND),  # without the hamza, as most people type
        ("send", labels.SEND),
        ("Enviar", labels.SEND),
        ("sans reponse", labels.NO_ANSWER),
        ("  Pas   de\nphoto ", labels.NO_PHOTO),
        ("بدون صوره", labels.NO_PHOTO),  # with the other final letter
        ("Signaler des dechets", msg("menu.report")),
        ("je m'en occupe", msg("card.claim")),
        ("je m’en occupe", msg("card.claim")),  # noqa: RUF001 - the sign that phones put
        ("vehiculo abandonado", labels.KINDS["vehicle"]),
        ("pres saint jean", msg("label.term", term=Term(TermKind.DISTRICT, "pres-saint-jean"))),
    ],
)
def test_words_typed_like_a_button_in_any_language_stand_for_it(typed: str, label: Message) -> None:
    assert WORDS.stands_for(fold(typed), label)


@pytest.mark.parametrize("typed", ["", "✅", "!", "envoye", "envoyer tout", "annuler"])
def test_other_words_do_not_stand_for_a_button(typed: str) -> None:
    assert not WORDS.stands_for(fold(typed), labels.SEND)


@pytest.mark.parametrize("language", ALES.languages)
def test_a_label_tapped_comes_back_as_itself(language: str) -> None:
    kinds = [labels.kind(kind) for kind in ALES.kinds]
    districts = [msg("label.term", term=Term(TermKind.DISTRICT, each.id)) for each in ALES.districts]
    for label in (*kinds, *districts, msg("label.day", day=date(2026, 4, 1))):
        assert WORDS.stands_for(fold(WORDS.plain(label, language)), label)


# --- a town's own words ---------------------------------------------------------------------------


def overlay(folder: Path, language: str, entries: str, head: str = HEAD) -> Path:
    """Write a catalogue of the town's own, with these entries alone."""
    path = folder / language / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    path.write_text(head + entries, encoding="utf-8")
    return folder


def test_a_town_changes_one_word_and_keeps_the_others(tmp_path: Path) -> None:
    folder = overlay(tmp_path, "fr", 'msgid "menu.help"\nmsgstr "❓ Besoin d\'aide"\n')
    words = Words(ALES, (LOCALES, folder))
    assert words.plain(msg("menu.help"), "fr") == "❓ Besoin d'aide"
    assert words.plain(msg("menu.mine"), "fr") == "📋 Mes demandes"
    assert words.plain(msg("menu.help"), "en") == "❓ Help"


def test_a_word_the_town_changed_is_understood_when_typed(tmp_path: Path) -> None:
    folder = overlay(tmp_path, "fr", 'msgid "button.send"\nmsgstr "📨 C\'est bon"\n')
    assert Words(ALES, (LOCALES, folder)).stands_for("c est bon", labels.SEND)


def test_a_town_adds_a_language_with_a_catalogue_and_no_code(tmp_path: Path) -> None:
    folder = overlay(tmp_path, "pt", 'msgid "menu.help"\nmsgstr "❓ Ajuda"\n')
    text = BAHIA.read_text(encoding="utf-8").replace('["es", "en"]', '["es", "pt"]')
    own = tmp_path / "bahia.toml"
    own.write_text(text.replace(', en = "', ', pt = "'), encoding="utf-8")
    words = Words(load(str(own)), (LOCALES, folder))
    assert words.plain(msg("menu.help"), "pt") == "❓ Ajuda"
    assert words.plain(msg("menu.mine"), "pt") == "📋 Mis solicitudes"  # not there yet: the default one


PLURAL = """msgid "card.photo_count"
msgid_plural "card.photo_count"
msgstr[0] "zero"
msgstr[1] "one"
msgstr[2] "two"
msgstr[3] "few"
msgstr[4] "many"
msgstr[5] "other"
"""


@pytest.mark.parametrize(
    ("count", "form"), [(0, "zero"), (2, "two"), (10, "few"), (11, "many"), (102, "other")]
)
def test_a_towns_plurals_follow_the_languages_rule_even_without_a_head(
    tmp_path: Path, count: int, form: str
) -> None:
    words = Words(ALES, (LOCALES, overlay(tmp_path, "ar", PLURAL, head="")))
    assert words.plain(msgn("card.photo_count", count), "ar") == form


def test_a_word_the_town_left_empty_stays_as_it_was(tmp_path: Path) -> None:
    folder = overlay(tmp_path, "en", 'msgid "menu.help"\nmsgstr ""\n')
    assert Words(ALES, (LOCALES, folder)).plain(msg("menu.help"), "en") == "❓ Help"


def test_a_line_without_an_arabic_letter_still_begins_from_the_right() -> None:
    said = WORDS.lines((msg("report.summary.place", place="Tamaris"), msg("menu.help")), "ar")

    foreign, arabic = said.split("\n")
    assert foreign.startswith("\u200f")
    assert not arabic.startswith("\u200f")


# --- names in another language, names that may change, hours ---------------------------------------


def test_a_term_can_be_read_as_somebody_else_will_read_it() -> None:
    other = msg("label.term", term=Term(TermKind.REFUSAL_MESSAGE, "full", "en"))
    assert WORDS.plain(other, "fr") == "\u2068There is no place left this year.\u2069"
    assert WORDS.plain(other, "en") == "There is no place left this year."
    own = msg("label.term", term=Term(TermKind.REFUSAL_MESSAGE, "full"))
    assert WORDS.plain(own, "es") == "No quedan plazas este año."


def test_a_name_that_may_change_is_in_the_language_of_the_reader() -> None:
    crew = msg("label.term", term=Worded({"fr": "Équipe 1", "en": "Crew 1"}))
    assert [WORDS.plain(crew, language) for language in ("en", "es")] == ["Crew 1", "Équipe 1"]


@pytest.mark.parametrize(
    ("language", "written"), [("fr", "8h05"), ("en", "08:05"), ("ar", "\u206808:05\u2069")]
)
def test_an_hour_is_written_as_people_write_it(language: str, written: str) -> None:
    assert WORDS.plain(msg("label.day", day=time(8, 5)), language) == written


@pytest.mark.parametrize(
    "value",
    [
        "x",
        4,
        date(2026, 4, 7),
        time(8, 30),
        Code("E-0042"),
        Term(TermKind.PHASE, "spring"),
        Term(TermKind.REFUSAL_MESSAGE, "full", "ar"),
        Worded({"fr": "Équipe 1"}),
        msg("card.title", reference=Code("E-0042"), kind=msg("kind.bags")),
    ],
)
def test_every_value_comes_out_of_the_outbox_as_it_went_in(value: object) -> None:
    assert unpack(json.loads(json.dumps(pack(value)))) == value
