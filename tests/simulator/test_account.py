"""The bot's commands, names and menu are kept by scope and language, and shown to whom they are for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.simulator.api import jpeg

if TYPE_CHECKING:
    from bot.simulator.driver import DrivenPerson, Driver
    from tests.simulator.api import Api


def commands(*names: str) -> list[dict[str, str]]:
    return [{"command": name, "description": f"about {name}"} for name in names]


async def shown(driver: Driver, person: DrivenPerson) -> list[str]:
    chat = await driver.call("GET", f"chats/{person.id}")
    return [command["command"] for command in chat["commands"]]


async def test_a_person_is_shown_the_narrowest_scope_then_the_own_language(
    api: Api, driver: Driver, resident: DrivenPerson
) -> None:
    private = {"type": "all_private_chats"}
    own = {"type": "chat", "chat_id": resident.id}
    await api.ok("setMyCommands", commands=commands("default"))
    assert await shown(driver, resident) == ["default"]
    await api.ok("setMyCommands", commands=commands("private"), scope=private)
    assert await shown(driver, resident) == ["private"]
    await api.ok("setMyCommands", commands=commands("prive"), scope=private, language_code="fr")
    assert await shown(driver, resident) == ["prive"]
    await api.ok("setMyCommands", commands=commands("file"), scope=own)
    assert await shown(driver, resident) == ["file"]
    await api.ok("deleteMyCommands", scope=own)
    await resident.speaks("ar")
    assert await shown(driver, resident) == ["private"]


async def test_commands_are_read_back_for_exactly_their_scope_and_language(api: Api) -> None:
    await api.ok("setMyCommands", commands=commands("aide"), language_code="fr")
    assert await api.ok("getMyCommands", language_code="fr") == commands("aide")
    assert await api.ok("getMyCommands") == []


async def test_names_and_descriptions_are_kept_by_language(api: Api, driver: Driver) -> None:
    for method, field in (
        ("MyName", "name"),
        ("MyDescription", "description"),
        ("MyShortDescription", "short_description"),
    ):
        await api.ok(f"set{method}", **{field: "Jardins"})
        await api.ok(f"set{method}", **{field: "حدائق"}, language_code="ar")
        assert await api.ok(f"get{method}", language_code="ar") == {field: "حدائق"}
        assert await api.ok(f"get{method}", language_code="es") == {field: "Jardins"}
        assert (await driver.state())["bot"][field] == {"": "Jardins", "ar": "حدائق"}
    assert (await api.ok("getMe"))["first_name"] == "Jardins"


async def test_the_bots_picture_can_be_seen(api: Api, driver: Driver) -> None:
    photo = {"type": "static", "photo": "attach://a"}
    assert await api.ok("setMyProfilePhoto", photo=photo, a=jpeg()) is True
    picture = (await driver.state())["bot"]["picture"]
    async with api.session.get(f"{api.base_url}/_sim/files/{picture}") as answer:
        assert (answer.status, answer.content_type) == (200, "image/jpeg")


async def test_the_menu_button_of_a_chat_comes_before_the_general_one(
    api: Api, resident: DrivenPerson
) -> None:
    assert await api.ok("getChatMenuButton") == {"type": "commands"}
    await api.ok("setChatMenuButton", menu_button={"type": "default"}, chat_id=resident.id)
    assert await api.ok("getChatMenuButton", chat_id=resident.id) == {"type": "default"}
    assert await api.ok("getChatMenuButton") == {"type": "commands"}


async def test_leaving_the_cloud_is_accepted(api: Api) -> None:
    assert await api.ok("logOut") is True
    assert await api.ok("close") is True
