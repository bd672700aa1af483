"""Outputs as plain JSON values for the outbox, and back; it knows nothing of Telegram."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.people import Role
from bot.flows.carried import Carried
from bot.flows.messages import pack, unpack
from bot.flows.outbound import (
    Album,
    BoardDrawing,
    CardDrawing,
    Document,
    Form,
    HeldDrawing,
    InvitationOffer,
    Keyboard,
    LinkOffer,
    MadeFile,
    Option,
    OwnFile,
    Pin,
    Pinning,
    Played,
    Prompt,
    Reminding,
    Share,
    SheetPicture,
    StaffCommands,
    TallyDrawing,
    WeekSheet,
)

if TYPE_CHECKING:
    from bot.flows.outbound import Content, Made

#: Outputs whose parts are plain values already.
_PLAIN: dict[str, type[Made]] = {
    "card": CardDrawing,
    "pin": Pin,
    "link_offer": LinkOffer,
    "staff_commands": StaffCommands,
    "reminding": Reminding,
    "board": BoardDrawing,
    "sheet": SheetPicture,
    "week_sheet": WeekSheet,
    "own_file": OwnFile,
    "made_file": MadeFile,
    "carried": Carried,
    "held": HeldDrawing,
    "tally": TallyDrawing,
    "pinning": Pinning,
}
_NAMES: dict[type[Content], str] = {kind: name for name, kind in _PLAIN.items()}


def pack_content(content: Content) -> dict[str, Any]:
    """Turn an output into plain JSON values for the outbox."""
    match content:
        case Prompt():
            return {
                "is": "prompt",
                "lines": [pack(line) for line in content.lines],
                "rows": [[_pack_option(option) for option in row] for row in content.rows],
                "keyboard": content.keyboard.value,
                "session": content.session,
                "question": content.question,
                "photo_of": content.photo_of,
                "letter": content.letter,
                "over": content.over,
            }
        case Album(request, stage, caption):
            return {"is": "album", "request": request, "stage": stage, "caption": pack(caption)}
        case Played(recording, caption):
            return {"is": "played", "recording": recording, "caption": pack(caption)}
        case InvitationOffer(role):
            return {"is": "invitation_offer", "role": role.value}
        case Document(person, form):
            return {"is": "document", "person": person, "form": form.value}
        case _:
            return {"is": _NAMES[type(content)], **vars(content)}


def unpack_content(plain: dict[str, Any]) -> Content:
    """Give back what `pack_content` was given."""
    match plain["is"]:
        case "prompt":
            return _unpack_prompt(plain)
        case "album":
            return Album(plain["request"], plain["stage"], unpack(plain["caption"]))
        case "played":
            return Played(plain["recording"], unpack(plain["caption"]))
        case "invitation_offer":
            return InvitationOffer(Role(plain["role"]))
        case "document":
            return Document(plain["person"], Form(plain["form"]))
        case name:
            return _PLAIN[name](**{key: value for key, value in plain.items() if key != "is"})


def _unpack_prompt(plain: dict[str, Any]) -> Prompt:
    return Prompt(
        tuple(unpack(line) for line in plain["lines"]),
        tuple(tuple(_unpack_option(option) for option in row) for row in plain["rows"]),
        Keyboard(plain["keyboard"]),
        plain["session"],
        plain["question"],
        tuple(plain["photo_of"]) if plain.get("photo_of") else None,
        letter=bool(plain.get("letter")),
        over=plain.get("over", 0),  # an older release wrote none
    )


def _pack_option(option: Option) -> list[Any]:
    return [option.value, pack(option.label), option.share]


def _unpack_option(plain: list[Any]) -> Option:
    value, label, share = plain
    return Option(value, unpack(label), Share(share) if share else None)
