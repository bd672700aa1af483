"""Catalogue keys and typed values into text in one language, and labels back into what they stand for.

The catalogues are read from `locales/` as they are written (PO), so a town can change a word and start
again. Nothing here decides what is said.
"""

from __future__ import annotations

import gettext
import re
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.messages.pofile import read_po

from bot.domain.text import fold
from bot.flows.messages import Code, Message, Term, TermKind, Worded, msg
from bot.flows.terms import names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from bot.domain.territory import Territory
    from bot.flows.messages import Value

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
ISOLATE, END_ISOLATE = "\u2068", "\u2069"
RLM, NO_BREAK = "\u200f", "\u00a0"
_RTL_LETTER = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")

_BESIDE = Path(__file__).parent / "locales"  # in an installed package
LOCALES = _BESIDE if _BESIDE.is_dir() else Path(__file__).parent.parent / "locales"

#: How a day is written: its name, its number, its month. The number in brackets is understood by all.
_DAY = {"fr": "EEEE d MMMM", "en": "EEEE d MMMM", "es": "EEEE d 'de' MMMM", "ar": "EEEE d MMMM"}


class MissingCatalogueError(Exception):
    """A language of the territory has no catalogue."""

    def __init__(self, language: str) -> None:
        self.language = language
        mend = f"write locales/{language}/LC_MESSAGES/messages.po, or take « {language} » off its languages"
        super().__init__(f"The territory speaks « {language} », which has no catalogue: {mend}.")


@dataclass(frozen=True)
class Catalogue:
    """One language's texts: a plain one or its plural forms, by key."""

    language: str
    texts: Mapping[str, tuple[str, ...]]
    form: Callable[[int], int]

    def text(self, message: Message) -> str | None:
        """Return the text of a key, in the plural form of its `count`; None when it is not there."""
        forms = self.texts.get(message.key)
        if forms is None:
            return None
        if len(forms) == 1:
            return forms[0]
        return forms[self.form(int(message.values["count"]))]


def read_catalogue(language: str, folders: Iterable[Path] = (LOCALES,)) -> Catalogue:
    """Read a language's catalogue; one in a later folder overlays the earlier ones, key by key.

    The first one's plural rule counts for all: a town's own may have no head, and Babel's guess for
    Arabic is another rule. A text left empty overlays nothing.
    """
    texts: dict[str, tuple[str, ...]] = {}
    plural = ""
    for folder in folders:
        path = folder / language / "LC_MESSAGES" / "messages.po"
        if not path.exists():
            continue
        with path.open("rb") as source:
            catalog = read_po(source, locale=language)
        plural = plural or catalog.plural_expr
        for entry in catalog:
            forms = _forms(entry.string)
            if entry.id and forms and all(forms):
                texts[_key(entry.id)] = forms
    if not texts:
        raise MissingCatalogueError(language)
    return Catalogue(language, texts, gettext.c2py(plural))


def _key(identifier: str | Sequence[str]) -> str:
    return identifier if isinstance(identifier, str) else identifier[0]


def _forms(string: str | Sequence[str] | None) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string or ())


class Words:
    """Every text of one territory, in each of its languages."""

    def __init__(self, territory: Territory, folders: Iterable[Path] = (LOCALES,)) -> None:
        self._territory = territory
        own = (Path(territory.words),) if territory.words else ()
        places = (*folders, *own)
        self._catalogues = {name: read_catalogue(name, places) for name in territory.languages}
        self._labels: dict[Message, frozenset[str]] = {}
        self._lists: dict[str, frozenset[str]] = {}

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the territory's languages, its own first."""
        return self._territory.languages

    def guess(self, telegram: str) -> str:
        """Return the language of the territory that fits Telegram's setting best (« pt-br » or "")."""
        base = telegram.partition("-")[0].lower()
        return base if base in self._catalogues else self._territory.default_language

    def html(self, message: Message, language: str) -> str:
        """Return the text with its values escaped, for a message in Telegram's HTML."""
        return self._text(message, language, lambda value: escape(value, quote=False))

    def plain(self, message: Message, language: str) -> str:
        """Return the text without markup, for a button or a short answer."""
        return self._text(message, language, lambda value: value)

    def lines(self, messages: Iterable[Message], language: str) -> str:
        """Return several texts below one another, in Telegram's HTML."""
        text = "\n".join(self.html(message, language) for message in messages)
        return _led(text) if language in RIGHT_TO_LEFT else text

    def fill(self, text: str, values: Mapping[str, Value], language: str) -> str:
        """Return a text in that language with its variables filled in; raises KeyError."""
        return re.sub(r"\{([^{}]*)\}", lambda found: self._value(values[found[1]], language, str), text)

    def stands_for(self, typed: str, label: Message) -> bool:
        """Tell whether typed words are this label in any language, accents, case and signs ignored."""
        return bool(typed) and typed in self._folded(label)

    def lists(self, typed: str, listed: Message) -> bool:
        """Tell whether folded words are one of those listed, parted by commas, in any language."""
        return bool(typed) and typed in self._list(listed)

    def mentions(self, typed: str, listed: Message) -> bool:
        """Tell whether folded words hold one of those listed, parted by commas, in any language."""
        said = f" {typed} "
        return any(f" {each} " in said for each in self._list(listed))

    def _list(self, listed: Message) -> frozenset[str]:
        found = self._lists.get(listed.key)
        if found is None:
            texts = (self.plain(listed, name) for name in self._catalogues)
            found = frozenset(fold(each) for text in texts for each in text.split(","))
            self._lists[listed.key] = found
        return found

    def _folded(self, label: Message) -> frozenset[str]:
        """Return the label in every language, folded; kept, since labels are few and asked often."""
        found = self._labels.get(label)
        if found is None:
            found = frozenset(fold(self.plain(label, name)) for name in self._catalogues)
            self._labels[label] = found
        return found

    def _text(self, message: Message, language: str, dress: Callable[[str], str]) -> str:
        catalogue = self._catalogues.get(language) or self._catalogues[self._territory.default_language]
        text = catalogue.text(message) or self._default.text(message)
        if text is None:
            raise KeyError(message.key)
        if not message.values:
            return text
        values = {
            name: self._value(value, catalogue.language, dress) for name, value in message.values.items()
        }
        return text.format_map(values)

    @cached_property
    def _default(self) -> Catalogue:
        return self._catalogues[self._territory.default_language]

    def _value(self, value: object, language: str, dress: Callable[[str], str]) -> str:
        match value:
            case Message():
                return self._text(value, language, dress)
            case date():
                return day(value, language)
            case time():
                return self._isolated(hour(value, language), language)
            case str() | Term() | Code() | Worded():
                return self._isolated(dress(self._foreign(value, language)), language)
            case _:
                return str(value)

    def _foreign(self, value: str | Term | Code | Worded, language: str) -> str:
        """Return a piece that is not of the catalogue; a number or a reference stays on one line."""
        match value:
            case Code(text):
                return text.replace(" ", NO_BREAK)
            case Worded(texts):
                return self._territory.text(texts, language)
            case Term(language=other) if other and other != language:
                return f"{ISOLATE}{self._term_or_id(value, other)}{END_ISOLATE}"
            case Term(TermKind.PHONE):
                return self._term(value, language).replace(" ", NO_BREAK)
            case Term():
                return self._term_or_id(value, language)
        return value

    @staticmethod
    def _isolated(text: str, language: str) -> str:
        """Keep a foreign piece from turning a right-to-left sentence round."""
        return f"{ISOLATE}{text}{END_ISOLATE}" if language in RIGHT_TO_LEFT else text

    def _term_or_id(self, term: Term, language: str) -> str:
        """Return what the territory calls it, or the bare id of what its file no longer has."""
        try:
            return self._term(term, language)
        except KeyError:
            return term.id

    def _term(self, term: Term, language: str) -> str:
        if term.kind is TermKind.LANGUAGE:
            return self._text(msg("language.name"), term.id, str)
        if term.kind is TermKind.LANGUAGE_NAMED:
            return _language_name(term.id, language)
        return self._territory.text(names(term, self._territory), language)


def _led(text: str) -> str:
    """Begin from the right the lines that have no letter of a right-to-left script themselves."""
    return "\n".join(
        line if not line or _RTL_LETTER.search(line) else RLM + line for line in text.split("\n")
    )


def _language_name(name: str, language: str) -> str:
    """Name a language in another one's words: « arabe »; its code when nobody knows it."""
    try:
        return Locale.parse(name).get_language_name(language) or name
    except (UnknownLocaleError, ValueError):
        return name


def day(value: date, language: str) -> str:
    """Write a day: « mardi 14 avril (14/04) », « mercredi 1er avril (01/04) »."""
    words = format_date(value, _DAY.get(language, "EEEE d MMMM"), locale=language)
    if language == "fr" and value.day == 1:
        words = words.replace(" 1 ", " 1er ", 1)
    number = f"{value:%d/%m}"
    if language in RIGHT_TO_LEFT:
        number = f"{ISOLATE}{number}{END_ISOLATE}"
    return f"{words} ({number})"


def hour(value: time, language: str) -> str:
    """Write a time of day: « 8h30 » in French, « 08:30 » elsewhere."""
    return f"{value.hour}h{value:%M}" if language == "fr" else f"{value:%H:%M}"
