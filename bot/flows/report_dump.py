"""The resident's dialogue: photo, place, kind, send. Nothing else is compulsory, not even the photo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.commands import FileReport, FollowReport
from bot.domain.report import Canisters, Size
from bot.domain.text import shorten
from bot.flows import labels, pictures, recordings
from bot.flows.about import about
from bot.flows.dialogue import CHANGE, NO, Answered, Aside, Flow, Question, Reading, Wrong
from bot.flows.duplicates import SAME, is_same
from bot.flows.extras import EXTRAS, has_canisters
from bot.flows.gathered import DANGER
from bot.flows.inbound import Choice, Event, Odd, Oddity, Photo, Text
from bot.flows.messages import Code, Message, Term, TermKind, msg, msgn
from bot.flows.no_names import NAME, NO_NAMES_IN_NOTE
from bot.flows.outbound import Keyboard, Option, Prompt, Rows, pairs
from bot.flows.place import PLACE_QUESTIONS, typed_point
from bot.flows.recordings import RECORDINGS
from bot.flows.spots import place_lines, spot

if TYPE_CHECKING:
    from collections.abc import Container

    from bot.domain.commands import Picture
    from bot.domain.territory import WasteKind
    from bot.flows.answers import Answers
    from bot.flows.known import Known

MORE, EMERGENCY, SEND = "more", "emergency", "send"


# --- photos ------------------------------------------------------------------------------------


def _ask_photos(_: Answers, known: Known) -> Prompt:
    lines = (msg("report.photos.ask", most=known.territory.limits.photos), msg("report.photos.privacy"))
    return Prompt(lines, ((Option(NO, labels.NO_PHOTO),),), Keyboard.INLINE)


def _read_photos(event: Event, answers: Answers, known: Known) -> Reading | None:
    match event:
        case Photo(picture, caption):
            return _add_photo(picture, caption, answers, known)
        case Choice(value) if value == NO:  # pressed late, it throws no photo away
            return Answered({"photos": answers.get("photos", [])})
        case Odd(Oddity.TOO_BIG):
            return Wrong(msg("report.photos.too_big"))
        case Odd(Oddity.DOCUMENT):
            return Wrong(msg("report.photos.not_an_image"))
        case Text(text) if "photos" not in answers:
            is_place = "place" not in answers and typed_point(text, known)
            return None if is_place else Wrong(msg("report.photos.wrong"))
    return None


def _add_photo(picture: Picture, caption: str, answers: Answers, known: Known) -> Reading:
    """An album's later parts join silently; a photo sent twice is one."""
    held = answers.get("photos", [])
    in_album = pictures.is_later_part(picture, held)
    if len(held) >= known.territory.limits.photos:
        if in_album:
            return Answered({}, quiet=True)
        return Wrong(msgn("report.photos.enough", known.territory.limits.photos))
    written = (
        f"{answers.get('note', '')} {caption}"
        if caption.strip() and not pictures.is_held(picture, held)
        else ""
    )
    drops = (NAME,) if written else ()
    note = {"note": shorten(written, known.territory.limits.note_characters)} if written else {}
    return Answered({**note, "photos": pictures.joined(picture, held)}, quiet=in_album, drops=drops)


def _accepts_photos(answer: Any, _: Known) -> bool:  # noqa: ANN401 - a stored value
    return pictures.accepts_all(answer)


def _thank_for_photos(answers: Answers, _: Known) -> Message | None:
    count = len(answers["photos"])
    return msgn("report.photos.thanks", count) if count else None


# --- kind --------------------------------------------------------------------------------------


def _kinds(kinds: tuple[WasteKind, ...]) -> list[Option]:
    return [Option(each.id, labels.kind(each)) for each in kinds]


def _ask_kind(_: Answers, known: Known) -> Prompt:
    options = [*_kinds(known.territory.first_kinds), Option(MORE, msg("report.kind.more"))]
    return Prompt((msg("report.kind.ask"),), pairs(options), Keyboard.INLINE)


def _other_kinds(known: Known) -> Rows:
    return pairs(_kinds(known.territory.other_kinds))


def _read_kind(event: Event, answers: Answers, known: Known) -> Reading | None:
    match event:
        case Choice(value) if value == MORE:
            return Aside(Prompt((msg("report.kind.ask"),), _other_kinds(known), Keyboard.INLINE))
        case Choice(value) if value == EMERGENCY:
            return Aside(Prompt(emergency(known)))
        case Choice(value) if _accepts_kind(value, known):
            return Answered({"kind": value}, drops=("same", "canisters"))
        case Text() if "kind" not in answers:
            return Wrong(msg("report.kind.wrong"))
    return None


def emergency(known: Known) -> tuple[Message, ...]:
    """Return whom to call now, and how without a voice."""
    numbers = known.territory.emergency
    call = msg("danger.call", number=Code(numbers.call))
    return (call, msg("danger.text", number=Code(numbers.text))) if numbers.text else (call,)


def _accepts_kind(answer: Any, known: Known) -> bool:  # noqa: ANN401 - a stored value
    return answer in [each.id for each in known.territory.kinds]


def _warn_of_danger(answers: Answers, known: Known) -> Prompt | Message | None:
    """Three short lines before anything else, and one button for whoever is in danger now.

    The town's own rule for this kind, if it has one, is said as well.
    """
    waste = known.territory.kind(answers["kind"])
    rule = msg("label.term", term=Term(TermKind.RULE, waste.id)) if waste.rule else None
    if not waste.dangerous:
        return rule
    lines = (msg("danger.touch"), msg("danger.bin"), msg("danger.away"), *((rule,) if rule else ()))
    return Prompt(lines, ((Option(EMERGENCY, msg("danger.button")),),), Keyboard.INLINE)


# --- summary -----------------------------------------------------------------------------------


def _ask_summary(answers: Answers, known: Known) -> Prompt:
    extras = [Option(f"{CHANGE}size", msg("report.summary.size"))] if not answers.get("size") else []
    if has_canisters(answers) and not answers.get("canisters"):
        extras.append(Option(f"{CHANGE}canisters", msg("report.summary.canisters")))
    extras += [Option(f"{CHANGE}note", msg("report.summary.note"))] if not answers.get("note") else []
    rows = ((Option(SEND, labels.SEND),), *pairs([*extras, Option("change", labels.CHANGE)]))
    return Prompt((msg("report.summary.title"), *_summary(answers, known)), rows, Keyboard.INLINE)


def _summary(answers: Answers, known: Known) -> tuple[Message, ...]:
    waste = known.territory.kind(answers["kind"])
    lines = [msg("report.summary.kind", kind=labels.kind(waste)), *place_lines(answers)]
    photos = len(answers.get("photos", ()))
    lines.append(msgn("report.summary.photos", photos) if photos else msg("report.summary.no_photo"))
    if answers.get("recordings"):
        lines.append(msgn("report.summary.recordings", len(answers["recordings"])))
    if answers.get("size"):
        lines.append(msg("report.summary.size_line", size=labels.SIZES[Size(answers["size"])]))
    if answers.get("canisters"):
        lines.append(labels.CANISTERS[Canisters(answers["canisters"])])
    if answers.get("note"):
        lines.append(msg("report.summary.note_line", note=answers["note"]))
    return tuple(lines)


_CHANGEABLE = {
    "photos": msg("report.change.photos"),
    "place": msg("report.change.place"),
    "kind": msg("report.change.kind"),
    "size": msg("report.change.size"),
    "canisters": msg("report.change.canisters"),
    "note": msg("report.change.note"),
}


def _changeable(names: Container[str]) -> Rows:
    return pairs([Option(f"{CHANGE}{name}", label) for name, label in _CHANGEABLE.items() if name in names])


def _beside_summary(_: Known) -> Rows:
    return (*_changeable(_CHANGEABLE), (Option(EMERGENCY, msg("danger.button")),))


def _read_summary(event: Event, answers: Answers, known: Known) -> Reading | None:
    match event:
        case Choice(value) if value == SEND:
            return Answered({"summary": True})
        case Choice(value) if value == "change":
            return Aside(Prompt((msg("report.change.ask"),), _changeable(answers), Keyboard.INLINE))
        case Choice(value) if value == EMERGENCY:
            return Aside(Prompt(emergency(known)))
        case Text():
            return Wrong(msg("report.summary.wrong"))
    return None


def _finish(answers: Answers) -> FileReport | FollowReport:
    if is_same(answers):
        held = tuple(map(pictures.kept, answers.get("photos", ())))
        spoken = recordings.all_kept(answers)
        return FollowReport(
            answers["same"], held, answers.get("note") or None, spoken, danger="danger" in answers
        )
    return FileReport(
        kind=answers["kind"],
        spot=spot(answers),
        pictures=tuple(map(pictures.kept, answers["photos"])),
        size=Size(answers["size"]) if answers.get("size") else None,
        note=answers.get("note") or None,
        recordings=recordings.all_kept(answers),
        canisters=Canisters(answers["canisters"]) if answers.get("canisters") else None,
        danger="danger" in answers,
    )


REPORT_DUMP = Flow(
    "report_dump",
    (
        about(_read_photos),
        Question(
            "photos",
            _ask_photos,
            _read_photos,
            acknowledge=_thank_for_photos,
            accepts=_accepts_photos,
            early=True,
        ),
        *PLACE_QUESTIONS,
        Question(
            "kind",
            _ask_kind,
            _read_kind,
            acknowledge=_warn_of_danger,
            accepts=_accepts_kind,
            more=_other_kinds,
        ),
        NO_NAMES_IN_NOTE,
        SAME,
        *EXTRAS,
        Question(
            "summary",
            _ask_summary,
            _read_summary,
            when=lambda answers, _: not is_same(answers),
            accepts=lambda answer, _: answer is True,
            more=_beside_summary,
        ),
        RECORDINGS,
        DANGER,
    ),
    _finish,
)
