"""Calls made of outbox rows: text in the language of the moment, cards sent once and edited after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from telegram import BotCommandScopeChat, InputMediaPhoto
from telegram.constants import ParseMode

from bot.domain.people import Role
from bot.flows import menu
from bot.flows.messages import msg
from bot.flows.outbound import Album, Content, Keyboard, Pin, Prompt, StaffCommands
from bot.flows.packing import pack_content
from bot.handlers.calls import Call, Later
from bot.storage import outbox, people
from tests.town import Town

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tests.town import Phone


@pytest.fixture(name="town")
def _town(sqlite_connection: Connection) -> Town:
    return Town(sqlite_connection)


@pytest.fixture(name="resident")
def _resident(town: Town) -> Phone:
    phone = town.phone()
    phone.types("/start")
    return phone


def called(town: Town, content: Content, *, silent: bool = False) -> Call | None:
    """Return the call of a row for the first person of the town."""
    outbox.add(
        town.connection,
        person=1,
        key="k",
        cause="c",
        priority=0,
        content=pack_content(content),
        now=town.now,
        silent=silent,
    )
    (row,) = outbox.claim(town.connection, town.now, 1)
    call = town.talk.prepare(town.connection, row, town.now)
    assert not isinstance(call, Later)
    return call


def arguments(call: Call | None) -> dict[str, Any]:
    assert call is not None
    return dict(call.arguments)


@pytest.mark.usefixtures("resident")
def test_a_text_is_html_without_a_preview_and_what_people_wrote_is_escaped(town: Town) -> None:
    call = called(town, Prompt((msg("answer.question", question='<b>&"'),)))

    assert call is not None
    assert call.method == "send_message"
    assert arguments(call)["text"] == '«\u00a0&lt;b&gt;&amp;"\u00a0»'
    assert arguments(call)["parse_mode"] == ParseMode.HTML
    assert arguments(call)["link_preview_options"].is_disabled


def test_a_text_is_in_the_language_of_the_moment_of_sending(town: Town, resident: Phone) -> None:
    resident.press("Español")
    said = arguments(called(town, Prompt((msg("cancel.nothing"),), keyboard=Keyboard.MENU)))
    assert said["text"] == town.says(msg("cancel.nothing"), "es")


@pytest.mark.usefixtures("resident")
@pytest.mark.parametrize(("silent", "asked"), [(True, True), (False, None)])
def test_silence_is_asked_for_only_where_it_is_meant(town: Town, *, silent: bool, asked: bool | None) -> None:
    assert arguments(called(town, Pin(44.1, 4.1), silent=silent))["disable_notification"] is asked


@pytest.mark.usefixtures("resident")
def test_a_point_is_a_location(town: Town) -> None:
    sent = arguments(called(town, Pin(44.1, 4.1)))
    assert (sent["latitude"], sent["longitude"], sent["chat_id"]) == (44.1, 4.1, 1000)


@pytest.mark.parametrize(("photos", "method"), [(1, "send_photo"), (3, "send_media_group")])
def test_one_photo_is_a_photo_and_more_are_an_album(
    town: Town, resident: Phone, photos: int, method: str
) -> None:
    for number in range(photos):
        resident.photo(f"p{number}", album="1")
    resident.place()
    resident.press("Sacs")
    resident.press("Envoyer")
    call = called(town, Album(1, "before", msg("card.photos")))

    assert call is not None
    assert call.method == method


def test_an_album_with_nothing_to_show_yet_is_not_sent(town: Town, resident: Phone) -> None:
    resident.file("image/png")
    resident.place()
    resident.press("Sacs")
    resident.press("Envoyer")

    assert called(town, Album(1, "before", msg("card.photos"))) is None


def test_a_card_is_sent_once_then_edited(town: Town, resident: Phone) -> None:
    officer = town.officer()
    resident.report()
    officer.press("Je m'en occupe")
    mine = [call for call in town.calls if call.arguments.get("chat_id") == officer.number]
    sent, edited = [call for call in mine if "photo" in call.method or "media" in call.method]

    assert (sent.method, edited.method) == ("send_photo", "edit_message_media")
    media = edited.arguments["media"]
    assert isinstance(media, InputMediaPhoto)
    assert media.parse_mode == ParseMode.HTML


@pytest.mark.usefixtures("resident")
def grant(town: Town, role: Role) -> None:
    """Give the resident a role."""
    person = people.by_account(town.connection, 1000)
    assert person is not None
    people.grant(town.connection, person.id, role, town.now)


@pytest.mark.parametrize(
    ("role", "own"),
    [
        (
            Role.OFFICER,
            [
                "file",
                "chercher",
                "historique",
                "programme",
                "inscrire",
                "couper",
                "reponses",
                "modeles",
                "absence",
                "chiffres",
                "exporter",
                "equipe",
            ],
        ),
        (Role.SUPERVISOR, ["programme", "feuille"]),
        (Role.ADMINISTRATOR, ["equipe"]),
    ],
)
@pytest.mark.usefixtures("resident")
def test_staff_see_their_own_commands_in_their_own_chat(town: Town, role: Role, own: list[str]) -> None:
    grant(town, role)
    sent = arguments(called(town, StaffCommands()))

    assert sent["scope"] == BotCommandScopeChat(1000)
    assert [command.command for command in sent["commands"]][: len(own) + 1] == [*own, "start"]


@pytest.mark.usefixtures("resident")
def test_whoever_is_no_more_of_the_staff_sees_everybodys_commands(town: Town) -> None:
    sent = arguments(called(town, StaffCommands()))
    assert [command.command for command in sent["commands"]] == [*menu.COMMANDS]


def test_commands_are_described_in_the_persons_language(town: Town, resident: Phone) -> None:
    grant(town, Role.OFFICER)
    resident.press("English")
    sent = arguments(called(town, StaffCommands()))
    assert sent["commands"][0].description == town.says(msg("command.queue"), "en")
