"""Keeps the words of requests findable as their texts are now; finding them is `search`.

Every function of the storage that writes a text calls `reindex`, so that no use case can forget to.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, insert, select, update

from bot.domain.request import RequestKind
from bot.domain.search import BLOCK, DISTRICT, WASTE, pack, unpack, words_of
from bot.storage import facts
from bot.storage.tables import (
    applications,
    contacts,
    events,
    matters,
    reports,
    requests,
    search_texts,
    search_words,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from sqlalchemy import Connection, Select

#: Of an event's or a matter's detail: what somebody wrote, not what was decided.
SAID = ("text", "note")
#: Raised when words are made otherwise: what is stored is then indexed anew at the next start.
VERSION = 1
_FACT = "search"


def reindex(connection: Connection, numbers: Iterable[int]) -> None:
    """Let requests be found by the words that their texts have now, and by no others."""
    for number in sorted({*numbers}):
        new = _words(connection, number, number).get(number, set())
        old = _indexed(connection, number)
        if new != old:
            _change(connection, number, new - old, old - new)
            _keep(connection, number, new, known=bool(old))


def reindex_person(connection: Connection, person: int) -> None:
    """Do the same for everything that somebody has asked for: their name is another one."""
    theirs = requests.c.person == person
    reindex(connection, connection.execute(select(requests.c.id).where(theirs)).scalars().all())


def forget(connection: Connection, numbers: Iterable[int]) -> None:
    """Take requests out of the index."""
    for number in numbers:
        _change(connection, number, set(), _indexed(connection, number))
        _keep(connection, number, set(), known=True)


def rebuild(connection: Connection) -> None:
    """Make the whole index from the texts that are stored, a block after the other."""
    connection.execute(delete(search_words))
    connection.execute(delete(search_texts))
    newest: int = connection.execute(select(func.coalesce(func.max(requests.c.id), 0))).scalar_one()
    for block in range(newest // BLOCK + 1):
        _fill(connection, block)


def bring_up(connection: Connection) -> None:
    """Index what is stored, if it is not, or not as this release would."""
    if facts.read(connection, _FACT) != VERSION:
        rebuild(connection)
        facts.write(connection, _FACT, VERSION)


# --- rows --------------------------------------------------------------------------------------------


def _indexed(connection: Connection, number: int) -> set[str]:
    query = select(search_texts.c.words).where(search_texts.c.request == number)
    return set((connection.execute(query).scalar() or "").split())


def _keep(connection: Connection, number: int, words: Collection[str], *, known: bool) -> None:
    own, joined = search_texts.c.request == number, " ".join(sorted(words))
    if known and words:
        connection.execute(update(search_texts).where(own).values(words=joined))
    elif words:
        connection.execute(insert(search_texts), {"request": number, "words": joined})
    else:
        connection.execute(delete(search_texts).where(own))


def _change(connection: Connection, number: int, more: Collection[str], less: Collection[str]) -> None:
    """Set the request's bit at some words, and clear it at others; a word that nobody has any more goes."""
    block, bit = number // BLOCK, 1 << number % BLOCK
    query = select(search_words.c.word, search_words.c.requests).where(
        search_words.c.block == block, search_words.c.word.in_([*more, *less])
    )
    held = {word: unpack(packed) for word, packed in connection.execute(query)}
    after = {word: held.get(word, 0) | bit for word in more} | {
        word: held.get(word, 0) & ~bit for word in less
    }
    _put(connection, block, held, after)


def _put(connection: Connection, block: int, held: Mapping[str, int], after: Mapping[str, int]) -> None:
    own = search_words.c.block == block
    gone = sorted(word for word, bits in after.items() if not bits)
    if gone:
        connection.execute(delete(search_words).where(own, search_words.c.word.in_(gone)))
    rows = [{"word": word, "requests": pack(bits)} for word, bits in sorted(after.items()) if bits]
    new = [{"block": block, **row} for row in rows if row["word"] not in held]
    if new:
        connection.execute(insert(search_words), new)
    changed = [{"its_word": row["word"], "packed": row["requests"]} for row in rows if row["word"] in held]
    if changed:
        named = own & (search_words.c.word == bindparam("its_word"))
        written = update(search_words).where(named).values(requests=bindparam("packed"))
        connection.execute(written, changed)


def _fill(connection: Connection, block: int) -> None:
    bits: dict[str, int] = defaultdict(int)
    held = _words(connection, block * BLOCK, block * BLOCK + BLOCK - 1)
    for number, words in held.items():
        for word in words:
            bits[word] |= 1 << number % BLOCK
    rows = [{"block": block, "word": word, "requests": pack(each)} for word, each in sorted(bits.items())]
    if rows:
        connection.execute(insert(search_words), rows)
        texts = [{"request": number, "words": " ".join(sorted(words))} for number, words in held.items()]
        connection.execute(insert(search_texts), texts)


# --- texts -------------------------------------------------------------------------------------------


def _words(connection: Connection, first: int, last: int) -> dict[int, set[str]]:
    """Return the words of each request from one number to another, both included; none for those without."""
    words: dict[int, set[str]] = defaultdict(set)
    for query in _texts(first, last):
        for number, *texts in connection.execute(query):
            words[number] |= words_of(text for value in texts for text in _said(value))
    for mark, query in _marks(first, last):
        for number, name in connection.execute(query):
            words[number].add(f"{mark}{name}")
    return {number: each for number, each in words.items() if each}


def _texts(first: int, last: int) -> Iterator[Select[Any]]:
    """Give the queries of texts; a name is only what cards that show it are found by."""
    columns = (reports.c.landmark, reports.c.address, reports.c.note)
    yield select(reports.c.request, *columns).where(reports.c.request.between(first, last))
    for table, column in ((applications, "note"), (matters, "detail")):
        yield select(table.c.request, table.c[column]).where(table.c.request.between(first, last))
    told = events.c.request.between(first, last) & events.c.detail.is_not(None)
    yield select(events.c.request, events.c.detail).where(told)
    named = select(requests.c.id, contacts.c.first_name, contacts.c.last_name)
    shown = requests.c.id.between(first, last) & (requests.c.kind != RequestKind.REPORT)
    yield named.join_from(requests, contacts, contacts.c.person == requests.c.person).where(shown)


def _marks(first: int, last: int) -> Iterator[tuple[str, Select[Any]]]:
    """Give the queries of what stands for names in the territory, which may be worded anew."""
    known = requests.c.id.between(first, last) & requests.c.district.is_not(None)
    yield DISTRICT, select(requests.c.id, requests.c.district).where(known)
    yield WASTE, select(reports.c.request, reports.c.kind).where(reports.c.request.between(first, last))


def _said(value: str | Mapping[str, Any] | None) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif value is not None:
        yield from (value[name] for name in SAID if isinstance(value.get(name), str))
