"""A group played through the control API; nothing here knows what the bot does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.simulator.driver import DrivenPerson, Driver


class PlayedGroup:
    """One group and what people do in it."""

    def __init__(self, driver: Driver, group_id: int) -> None:
        self._driver = driver
        self.id = group_id

    @classmethod
    async def founded(
        cls, driver: Driver, creator: DrivenPerson, *, kind: str = "group", bot: str = "member"
    ) -> PlayedGroup:
        fields = {"creator": creator.id, "title": "Voisins", "kind": kind, "bot": bot}
        return cls(driver, (await driver.post("groups", fields))["id"])

    async def does(self, act: str, person: DrivenPerson, **fields: object) -> dict[str, Any]:
        return await self._driver.post(f"groups/{self.id}/{act}", {"person": person.id, **fields})

    async def seen(self) -> dict[str, Any]:
        return await self._driver.call("GET", f"groups/{self.id}")
