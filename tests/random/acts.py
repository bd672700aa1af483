"""What people do in a random conversation: any input, in any order, on a phone of a town."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from bot.services.buttons import ACTIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.random.crowd import Crowd, Someone

#: Signs that tell whose words a text holds, wherever it turns up.
MARKS = ("qqzero", "qqone", "qqtwo", "qqthree")

TEXTS = (
    *("Signaler des déchets", "mes demandes", "Aide", "langue", "File", "annuler", "retour", "envoyer"),
    *("Poser une question", "طرح سؤال", "à quelle heure ouvrez-vous", "Encore une question"),
    *("إرسال", "رجوع", "إلغاء", "نفايات", "Send", "Cancel", "enviar", "volver", "pas de photo", "no photo"),
    *("Meubles, encombrants", "Sacs", "Tamaris", "Changer", "Non, un autre", "C'est le même", "oui", "non"),
    *("bonjour", "il y a un dépôt sauvage derrière l'école", "ça brûle !", "je suis blessé", "merci"),
    *("14/04", "31/02", "1 1 1", "14.04.2026", "0", "-1", "9" * 40, "²", "99/99/9999"),
    *("44.1502, 4.0823", "44°09'00\"N 4°04'56\"E", "0,0", "91 181", "geo:44.15,4.08", "geo:999,999"),
    "https://www.openstreetmap.org/?mlat=44.1502&mlon=4.0823",
    *("https://maps.app.goo.gl/xyz", "https://example.invalid/%00", "http://", "D-0001", "d 1", "D-9999"),
    *("<b>&\"'", "</b>", "&amp;", "{name}", "%s %(x)s", "{0}", "\\", "\0", "a\0b", "\n", " ", "\u200f\u202e"),
    *("x" * 300, "é" * 600, "x" * 4096, "🙂" * 200, "🛋️", "\u0301", "'; DROP TABLE people; --", "null"),
)
COMMANDS = (
    *("/start", "/start rubbish", "/start i-bogus", "/start p-parc-cauvel", "/start p-nowhere", "/"),
    *("/demandes", "/aide", "/langue", "/confidentialite", "/privacy", "/annuler", "/file", "/FILE@bot"),
    *("/question", "/question x", "/QUESTION@bot"),
    *("/help", "/cancel", "/xyz", "/start i-" + "x" * 60, "//", "/start \0", "/" + "x" * 300),
)
POINTS = (
    *((44.1502, 4.0823), (44.1503, 4.0823), (44.1502, 4.0829), (44.16, 4.09), (43.8367, 4.3601)),
    *((36.75, 3.06), (0.0, 0.0), (90.0, 180.0), (-90.0, -180.0), (44.1275, 4.0817)),
)
DATA = (
    *("c1:ask:0:open:0", "c1:ask:1:open:1", "c1:question:1:answer:1", "c1:delivery:1:done:1"),
    *("", "x", "c1", "c1:report:1:accept", "c1:report:0:accept:1", "c1:report:-1:accept:1", "c1:::: "),
    *("c1:report:999:accept:1", "c1:nothing:1:accept:1", "c9:report:1:accept:1", "q1:0:photos:no", "q1::"),
    *("q1:999:kind:bulky", "q1:1:gone:gone", "l1:zz", "l1:ar", "l1:fr", "l1:", "\0", "ü" * 30),
    f"c1:report:{2**63}:accept:1",
)
#: What a forged card tries on the requests there are.
TRIED = sorted((kind, action) for kind, actions in ACTIONS.items() for action in actions)
QUESTIONS = (
    "photos",
    "place",
    "kind",
    "same",
    "summary",
    "answer",
    "day",
    "reason",
    "reply",
    "after",
    "left",
)
VALUES = ("no", "send", "back", "cancel", "again", "change", "change:kind", "change:place", "bulky", "more")
HOURS = (0.02, 1.0, 1.0, 30.0, 50.0, 130.0, 9 * 24.0, 90 * 24.0)
PARTS: tuple[dict[str, Any], ...] = (
    {"sticker": {"file_id": "s", "type": "regular"}},
    {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 3}},
    {"video_note": {"file_id": "v"}},
    {"audio": {"file_id": "a", "file_unique_id": "a", "duration": 3, "mime_type": "audio/ogg"}},
    {"poll": {"id": "1", "question": "?"}},
    {"contact": {"phone_number": "0612345678", "first_name": "A"}},
    {"dice": {"emoji": "🎲", "value": 3}},
    {"game": {}},
    {"web_app_data": {"data": "x", "button_text": "y"}},
    {"location": {"latitude": 44.15, "longitude": 4.08, "live_period": 60}},
    {"story": {}, "reply_to_message": {}},
)
FILES = (
    *(("image/jpeg", 1000), ("image/png", 20_971_520), ("image/webp", 20_971_521), ("image/heic", 5)),
    *(("application/pdf", 1), ("", 0)),
)
#: Updates that say nothing to the bot, or whose sender expects no answer.
NOTICES: tuple[dict[str, Any], ...] = (
    {"message": {"pinned_message": {}}},
    {"edited_message": {"text": "bonjour"}},
    {"message": {"text": "/start", "chat": {"id": -5, "type": "group", "title": "g"}}},
    {"message_reaction": {}},
    {"poll_answer": {}},
)


SAME = 4  # from this number on, whoever acted last acts again


@dataclass(frozen=True)
class Act:
    """One thing somebody does: who, how, which one of it, and the words of it when they are any."""

    who: int
    verb: str
    which: int = 0
    words: str = ""


def _button(_: Crowd, person: Someone, act: Act) -> None:
    """Press what the screen offers now."""
    offered = person.offered()
    if not offered:
        person.phone.types("/start")
        return
    person.use(offered[act.which % len(offered)], POINTS[act.which % 3])


def _first_button(crowd: Crowd, person: Someone, act: Act) -> None:
    """Press what leads on: one of the first two buttons."""
    _button(crowd, person, replace(act, which=act.which % 2))


def _old_button(_: Crowd, person: Someone, act: Act) -> None:
    """Press what this screen has ever offered."""
    seen = person.seen
    person.use(seen[act.which % len(seen)] if seen else ("/start", None, 0), POINTS[0])


def _foreign_button(crowd: Crowd, person: Someone, act: Act) -> None:
    """Press what some other screen has ever offered."""
    seen = crowd.people[(person.number + 1 + act.which % 3) % len(crowd.people)].seen
    person.use(seen[act.which % len(seen)] if seen else ("?", "?", 1), POINTS[0])


def _forged_card(crowd: Crowd, person: Someone, act: Act) -> None:
    """Press the card of a request that there is, at its present version or another."""
    requests = list(crowd.watch.versions.items()) or [(1, 1)]
    request, version = requests[act.which % len(requests)]
    kind, action = TRIED[act.which % len(TRIED)]
    person.presses(f"c1:{kind}:{request}:{action}:{version - (act.which % 5 == 0)}", act.which)


def _forged_answer(crowd: Crowd, person: Someone, act: Act) -> None:
    """Press an answer to a question that may never have been asked."""
    sessions = crowd.watch.sessions
    session = sessions[act.which % len(sessions)] if sessions else 1
    question, value = QUESTIONS[act.which % len(QUESTIONS)], VALUES[act.which % len(VALUES)]
    person.presses(f"q1:{session}:{question}:{value}", act.which)


def _made_up(_: Crowd, person: Someone, act: Act) -> None:
    person.presses(DATA[act.which % len(DATA)], act.which)


def _photo(_: Crowd, person: Someone, act: Act) -> None:
    album = (None, None, "a1", "a2")[act.which % 4]
    caption = (None, f"vu {person.mark}", "x" * 1024)[act.which % 3]
    person.phone.photo(f"p{person.number}-{act.which % 7}", album and f"{album}-{person.number}", caption)


def _place(_: Crowd, person: Someone, act: Act) -> None:
    venue = (None, None, f"Chez {person.mark}", "y" * 400)[act.which % 4]
    person.phone.place(POINTS[act.which % len(POINTS)], venue)


def _text(_: Crowd, person: Someone, act: Act) -> None:
    person.phone.types(act.words or TEXTS[act.which % len(TEXTS)])


def _own_words(_: Crowd, person: Someone, act: Act) -> None:
    """Write something that can be known again."""
    person.phone.types(f"Devant le {act.which} {person.mark}")


def _file(_: Crowd, person: Someone, act: Act) -> None:
    mime, size = FILES[act.which % len(FILES)]
    person.phone.file(mime, size, f"f{person.number}-{act.which % 5}")


def _notice(_: Crowd, person: Someone, act: Act) -> None:
    person.notice(NOTICES[act.which % len(NOTICES)])


#: Every verb, once for each time it is as likely as the rarest.
VERBS: dict[str, tuple[int, Callable[[Crowd, Someone, Act], object]]] = {
    "first button": (60, _first_button),
    "button": (8, _button),
    "old button": (3, _old_button),
    "foreign button": (1, _foreign_button),
    "forged card": (2, _forged_card),
    "forged answer": (1, _forged_answer),
    "made up": (1, _made_up),
    "photo": (3, _photo),
    "place": (3, _place),
    "text": (3, _text),
    "own words": (2, _own_words),
    "command": (2, lambda _, person, act: person.phone.types(COMMANDS[act.which % len(COMMANDS)])),
    "part": (1, lambda _, person, act: person.phone.sends(**PARTS[act.which % len(PARTS)])),
    "file": (1, _file),
    "notice": (1, _notice),
    "block": (1, lambda crowd, person, _: crowd.block(person)),
    "restart": (1, lambda crowd, _, __: crowd.town.restart()),
    "time": (2, lambda crowd, _, act: crowd.town.pass_time(hours=HOURS[act.which % len(HOURS)])),
    "errands": (1, lambda crowd, _, act: crowd.end_errands(act.which)),
    "hold": (1, lambda crowd, _, __: crowd.hold()),
}
#: What nobody waits for an answer to.
UNANSWERED = frozenset({"notice", "block", "restart", "time", "errands", "hold"})

_OFTEN = [verb for verb, (times, _) in VERBS.items() for _ in range(times)]
_WHO = st.integers(0, 19)
_DONE = st.builds(Act, _WHO, st.sampled_from(_OFTEN), st.integers(0, 200))
_TYPED = st.builds(Act, _WHO, st.just("text"), st.just(0), st.text(min_size=1, max_size=40))

#: Five to twenty-five things done, one after the other.
CONVERSATIONS = st.lists(
    st.integers(0, 19).flatmap(lambda n: _DONE if n else _TYPED), min_size=5, max_size=25
)
