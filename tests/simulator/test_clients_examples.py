"""python-telegram-bot's public examples run on the simulator as they are published, played by people.

Left out: what asks for polls, payments, passports, inline mode, web frameworks, or an extra we do not lock.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeAlias

import pytest

from bot.simulator.server import DEMO_TOKEN
from tests.simulator.api import jpeg
from tests.simulator.examples import fetch, running

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from bot.simulator.driver import DrivenPerson, Driver
    from bot.simulator.server import Simulator

    Play: TypeAlias = Callable[[DrivenPerson, Driver], Awaitable[None]]

pytestmark = pytest.mark.slow
SECONDS = 20.0  # a process has to start first


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fetch(tmp_path_factory.mktemp("examples"))


async def echo(person: DrivenPerson, _: Driver) -> None:
    await person.starts()
    await person.sees("Hi Resident!", SECONDS)
    await person.says("à demain 😀")
    await person.sees("à demain 😀")


async def raw_echo(person: DrivenPerson, _: Driver) -> None:
    await person.says("à demain 😀")
    await person.sees("à demain 😀", SECONDS)


async def conversation(person: DrivenPerson, _: Driver) -> None:
    await person.starts()
    await person.press("Other", timeout=SECONDS)
    await person.sees("send me a photo")
    assert await person.keyboard() is None
    await person.sends_photo(jpeg())
    await person.sees("send me your location")
    await person.shares_location(44.13, 4.08)
    await person.sees("tell me something about yourself")
    await person.says("J'aime le jardin.")
    await person.sees("I hope we can talk again")


async def categories(person: DrivenPerson, _: Driver) -> None:
    await person.starts()
    await person.press("Favourite colour", timeout=SECONDS)
    await person.sees("Your favourite colour?")
    await person.says("vert")
    await person.sees("Favourite colour - vert")
    await person.press("Something else...")
    await person.sees("send me the category first")
    await person.says("Métier")
    await person.sees("Your métier?")
    await person.says("jardinière")
    await person.sees("Métier - jardinière")
    await person.press("Done")
    await person.sees("Until next time!")


async def memory(person: DrivenPerson, _: Driver, *, again: bool = False) -> None:
    if again:
        await person.press("Done")  # the new process knows where the conversation stood
        await person.sees("I learned these facts about you", SECONDS)
    await person.starts()
    await person.sees("You already told me your age" if again else "I will hold", SECONDS)
    await person.press("Age")
    await person.sees("I already know" if again else "Yes, I would love to hear")
    await person.says("40")
    await person.sees("age - 40")


async def options(person: DrivenPerson, _: Driver) -> None:
    await person.starts()
    await person.press("Option 2", timeout=SECONDS)
    await person.sees("Selected option: 2")
    await person.says("/help")
    await person.sees("Use /start to test this bot.")


async def routes(person: DrivenPerson, _: Driver) -> None:
    await person.starts()
    await person.press("2", timeout=SECONDS)
    await person.sees("Second CallbackQueryHandler")
    await person.press("3")
    await person.sees("Third CallbackQueryHandler")
    await person.press("Nah")
    await person.sees("See you next time!")


async def family(person: DrivenPerson, _: Driver) -> None:
    await person.starts()
    await person.press("Add yourself", timeout=SECONDS)
    await person.press("Add info")
    await person.press("Name")
    await person.sees("Okay, tell me.")
    await person.says("Dominique")
    await person.sees("Got it!")
    await person.press("Done")
    await person.press("Show data")
    await person.sees("Name: Dominique")
    await person.press("Back")
    await person.sees("You may choose to add")


async def timer(person: DrivenPerson, _: Driver) -> None:
    await person.says("/set")
    await person.sees("Usage: /set", SECONDS)
    await person.says("/set 0.2")
    await person.sees("Timer successfully set!")
    await person.sees("Beep! 0.2 seconds are over!")
    await person.says("/unset")
    await person.sees("You have no active timer.")


async def deep_links(person: DrivenPerson, _: Driver) -> None:
    await person.starts()
    await person.sees("?startgroup=check-this-out", SECONDS)
    await person.starts("check-this-out")
    await person.sees("you just accessed hidden functionality")
    await person.starts("so-cool")
    await person.sees("CLICK HERE")
    await person.starts("using-entities-here")
    await person.press("Like this!")
    await person.starts("using-keyboard-here")
    await person.sees("The payload was: ['using-keyboard-here']")


async def clicks(person: DrivenPerson, _: Driver) -> None:
    await person.starts()
    await person.press("Click me!", timeout=SECONDS)
    await person.sees("clicked 1 times")
    await person.press("Click me!")
    await person.sees("clicked 2 times")
    await person.says("/print_users")
    await person.sees(f"have used this bot: {person.id}")


async def members(person: DrivenPerson, _: Driver) -> None:
    await person.says("bonjour")
    await person.sees("Welcome Resident.", SECONDS)
    await person.blocks()
    await person.unblocks()
    await person.says("/show_chats")
    await person.sees(f"with the user IDs {person.id}.")


async def failure(person: DrivenPerson, driver: Driver) -> None:
    await person.starts()
    await person.sees(f"Your chat id is {person.id}.", SECONDS)
    await person.says("/bad_command")  # the example writes its traceback to a person who is not here
    refused = (await driver.until_called("sendMessage", 2))[-1]
    assert refused["answer"]["description"] == "Bad Request: chat not found"
    assert "wrong_method_name" in refused["arguments"]["text"]


async def web_app(person: DrivenPerson, driver: Driver) -> None:
    await person.starts()
    await person.sees("choose a color", SECONDS)
    data = {"data": '{"hex": "#00ff00", "rgb": {"r": 0, "g": 255, "b": 0}}', "button_text": "Open"}
    sender = {"id": person.id, "is_bot": False, "first_name": "Resident"}
    chat = {"id": person.id, "type": "private", "first_name": "Resident"}
    message = {"message_id": 900_001, "date": 1_790_000_000, "chat": chat, "from": sender}
    await driver.raw({"message": {**message, "web_app_data": data}})
    await person.sees("(0, 255, 0)")


PLAYS: dict[str, list[Play]] = {
    "echobot": [echo],
    "rawapibot": [raw_echo],
    "conversationbot": [conversation],
    "conversationbot2": [categories],
    "persistentconversationbot": [memory, partial(memory, again=True)],
    "inlinekeyboard": [options],
    "inlinekeyboard2": [routes],
    "nestedconversationbot": [family],
    "timerbot": [timer],
    "deeplinking": [deep_links],
    "contexttypesbot": [clicks],
    "chatmemberbot": [members],
    "errorhandlerbot": [failure],
    "webappbot": [web_app],
}
EXPECTED_TO_FAIL = {"errorhandlerbot"}


@pytest.mark.parametrize("name", PLAYS)
async def test_a_public_example_runs_unchanged(
    name: str, examples: Path, simulator: Simulator, driver: Driver, tmp_path: Path
) -> None:
    person = await driver.person("resident")
    for play in PLAYS[name]:  # each in a new process
        async with running(examples / f"{name}.py", simulator.base_url, DEMO_TOKEN, tmp_path) as written:
            await play(person, driver)
    output = written.read_text(encoding="utf-8")
    assert ("Traceback" in output) == (name in EXPECTED_TO_FAIL), output
