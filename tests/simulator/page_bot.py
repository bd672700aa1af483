"""A tiny bot that says the lines of a dump report over HTTP; it decides and keeps nothing."""

from __future__ import annotations

import asyncio
import contextlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

import aiohttp

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

Json: TypeAlias = dict[str, Any]

TOO_MANY = 429
NAME = "Jardins citoyens"
NAME_AR = "حدائق المواطنين"
DESCRIPTION = (
    "Signalez un dépôt de déchets en quatre gestes : photo, lieu, type, envoi.\n\n"
    "Un agent de la ville lit chaque demande et répond."
)
DESCRIPTION_AR = "أبلغوا عن النفايات في أربع خطوات: صورة، مكان، نوع، إرسال."
COMMANDS = [
    {"command": "signaler", "description": "Signaler des déchets"},
    {"command": "demandes", "description": "Mes demandes"},
]

HOME = [["🗑 Signaler des déchets"], ["Mes demandes", "Rejoindre l'équipe"], ["Une question", "🌐 Langue"]]
HOME_AR = [["🗑 الإبلاغ عن النفايات"], ["طلباتي", "الانضمام إلى الفريق"]]
PLACE = [
    [{"text": "📍 Partager ma position", "request_location": True}],
    ["Même lieu que la dernière fois"],
    [{"text": "Mon numéro", "request_contact": True}, "Annuler"],
]
KINDS = [
    ["🛋 Encombrants", "🛍 Sacs"],
    ["🧱 Gravats", "🧯 Bonbonnes de gaz"],
    ["💉 Seringues", "🤷 Je ne sais pas"],
    ["Autre…"],
]
SUMMARY = [["✅ Envoyer"], ["Changer le lieu", "Changer le type"], ["Ajouter un mot", "Annuler"]]
CARD = [["Je m'en occupe"], ["Accepter", "Planifier"], ["Nettoyé", "Demander"], ["Transmettre", "Sans suite"]]

WELCOME = f"Bonjour ! Je suis le bot <b>{NAME}</b>.\nQue voulez-vous faire ?"
WELCOME_AR = f"أهلًا بكم. أنا روبوت <b>{NAME_AR}</b>.\nماذا تريدون أن تفعلوا؟"  # noqa: RUF001 - Arabic letters look like Latin ones
WELCOME_OFFICER = "Bonjour. Ici arrivent les demandes, une fiche par demande.\n<b>Rien en attente.</b>"
ASK_PLACE = "Merci, la photo est bien reçue.\n<b>Où sont les déchets ?</b> Le lieu du dépôt, pas le vôtre."
ASK_KIND = "<b>Que voyez-vous ?</b>"
CHECK = (
    "<b>Votre signalement</b>\n🛋 Encombrants\n📍 Cévennes, jardins familiaux\n📷 2 photos\n\n"
    "Tout est juste ? Envoyez."
)
SENT = (
    "✅ C'est envoyé : <b>D-0042</b>\n\nReçu aujourd'hui par le service Concertation.\n"
    "Une réponse avant le <b>lundi 7 décembre</b>.\n\nLa suite arrive ici."
)
ON_CARD = "🛋 <b>Encombrants</b> · D-0042\n📍 Cévennes, jardins familiaux\n⏱ Réponse avant le lundi 7 décembre"
TAKEN = "👤 La ville s'occupe de <b>D-0042</b>. Le passage de l'équipe est prévu jeudi."


@dataclass(slots=True)
class PageBot:
    """A bot at `root` (`http://…/bot<token>`); `heard` is every update it got."""

    root: str
    session: aiohttp.ClientSession
    officer: int | None = None
    patient: bool = False
    heard: list[Json] = field(default_factory=list)
    answers: asyncio.Event = field(default_factory=asyncio.Event)
    photos: list[str] = field(default_factory=list)
    came: asyncio.Event = field(default_factory=asyncio.Event)

    async def call(self, method: str, **given: object) -> Any:  # noqa: ANN401 - a Bot API result has any shape
        """Return what a call gives, made again after a 429; raises AssertionError when it is refused."""
        async with self.session.post(f"{self.root}/{method}", json=given) as response:
            answer = await response.json()
        if answer.get("error_code") == TOO_MANY:
            await asyncio.sleep(answer["parameters"]["retry_after"])
            return await self.call(method, **given)
        assert answer["ok"], answer
        return answer["result"]

    async def say(self, chat: int, text: str, markup: Json | None = None) -> int:
        """Send a text in HTML and return the message's id."""
        more = {"reply_markup": markup} if markup else {}
        sent = await self.call("sendMessage", chat_id=chat, text=text, parse_mode="HTML", **more)
        return int(sent["message_id"])

    async def introduce(self) -> None:
        """Set what people read before they start the bot."""
        await self.call("setMyName", name=NAME)
        await self.call("setMyName", name=NAME_AR, language_code="ar")
        await self.call("setMyDescription", description=DESCRIPTION)
        await self.call("setMyDescription", description=DESCRIPTION_AR, language_code="ar")
        await self.call("setMyCommands", commands=COMMANDS)

    async def run(self) -> None:
        """Answer update after update until cancelled."""
        offset = 0
        while True:
            for update in await self.call("getUpdates", offset=offset, timeout=20):
                offset = update["update_id"] + 1
                self.heard.append(update)
                self._tell_readers()
                await self._answer(update)

    def _tell_readers(self) -> None:
        self.came.set()
        self.came = asyncio.Event()

    async def _answer(self, update: Json) -> None:
        if "callback_query" in update:
            await self._pressed(update["callback_query"])
        elif "message" in update:
            await self._heard(update["message"])

    async def _heard(self, message: Json) -> None:
        chat, text = message["chat"]["id"], message.get("text", "")
        if text.startswith("/start"):
            await self._welcome(chat, message["from"])
        elif "photo" in message:
            await self._photo(chat, message)
        elif "location" in message:
            await self.say(chat, "C'est noté : <b>Cévennes</b>.", {"remove_keyboard": True})
            await self.say(chat, ASK_KIND, inline(KINDS))
        elif text:
            await self.say(
                chat, "Une photo, ou le lieu ? Voir https://example.org", inline([["Continuer", "Alerte"]])
            )

    async def _welcome(self, chat: int, person: Json) -> None:
        if chat == self.officer:
            await self.say(chat, WELCOME_OFFICER, keyboard([["📋 La file", "Chiffres"]]))
        elif person.get("language_code") == "ar":
            await self.say(chat, WELCOME_AR, keyboard(HOME_AR))
        else:
            await self.say(chat, WELCOME, keyboard(HOME))

    async def _photo(self, chat: int, message: Json) -> None:
        self.photos.append(message["photo"][-1]["file_id"])
        album = message.get("media_group_id")
        known = [item for item in self.heard[:-1] if item.get("message", {}).get("media_group_id") == album]
        if not (album and known):
            await self.say(chat, ASK_PLACE, keyboard(PLACE))

    async def _pressed(self, query: Json) -> None:
        if self.patient:
            await self.answers.wait()
        label, chat = query["data"], query["message"]["chat"]["id"]
        alert = (
            {"text": "Une alerte à lire.", "show_alert": True}
            if label == "Alerte"
            else {"text": "C'est noté."}
        )
        await self.call("answerCallbackQuery", callback_query_id=query["id"], **alert)
        if "Encombrants" in label:
            await self._edit(query, "Que voyez-vous ? 🛋 Encombrants")
            await self.say(chat, CHECK, inline(SUMMARY))
        elif "Envoyer" in label:
            await self._edit(query, CHECK)
            await self.say(chat, SENT, keyboard(HOME))
            await self._tell_officer()

    async def _edit(self, query: Json, text: str) -> None:
        place = {"chat_id": query["message"]["chat"]["id"], "message_id": query["message"]["message_id"]}
        await self.call("editMessageText", **place, text=text, parse_mode="HTML")

    async def _tell_officer(self) -> None:
        if self.officer is None:
            return
        media = [{"type": "photo", "media": name} for name in self.photos[-2:]]
        if media:
            await self.call("sendMediaGroup", chat_id=self.officer, media=json.dumps(media))
        await self.call("sendLocation", chat_id=self.officer, latitude=44.142, longitude=4.087)
        await self.say(self.officer, ON_CARD, inline(CARD))


def inline(rows: list[list[str]]) -> Json:
    """Return an inline keyboard whose buttons send their own label."""
    return {"inline_keyboard": [[{"text": label, "callback_data": label} for label in row] for row in rows]}


def keyboard(rows: list[Any]) -> Json:
    """Return a reply keyboard that fits its buttons."""
    return {"keyboard": rows, "resize_keyboard": True, "input_field_placeholder": "Écrivez ou choisissez"}


@contextlib.asynccontextmanager
async def page_bot(root: str) -> AsyncIterator[PageBot]:
    """Run the bot for as long as the block lasts."""
    async with aiohttp.ClientSession() as session:
        bot = PageBot(root, session)
        await bot.introduce()
        running = asyncio.create_task(bot.run())
        try:
            yield bot
        finally:
            running.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await running
