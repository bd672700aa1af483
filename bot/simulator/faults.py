"""The failures that a test or a person at the page has ordered; it does not carry them out."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from bot.simulator.errors import ControlError

if TYPE_CHECKING:
    from bot.simulator.call import Call
    from bot.simulator.shapes import Json

CALL_KINDS = frozenset(
    {"429", "500", "502", "reset_before", "reset_after", "slow", "truncated", "not_ok_200", "empty_200"}
)
UPDATE_KINDS = frozenset({"duplicate", "delay", "reorder", "split"})
KINDS = CALL_KINDS | UPDATE_KINDS
BEFORE = frozenset({"429", "500", "502", "reset_before", "not_ok_200"})
"""These happen instead of the method's effect; the others after it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A failure of the next `times` calls (of a method, to a chat), once `after` such calls went well.

    Or of the next updates of a chat: `times` of them, or so many pairs for `reorder`, albums for `split`.
    """

    kind: str
    times: int = 1
    method: str | None = None
    chat_id: int | None = None
    after: int = 0
    seconds: float = 1.0
    retry_after: int = 1

    @classmethod
    def read(cls, wanted: Json) -> Fault:
        """Return the fault that a control call describes; raises ControlError."""
        kind = str(wanted.get("kind"))
        if kind not in KINDS:
            raise ControlError(f"kind is one of {', '.join(sorted(KINDS))}")
        if kind in UPDATE_KINDS and wanted.get("method"):
            raise ControlError(f"{kind} is a fault of updates: it has no method")
        try:
            return cls(
                kind=kind,
                times=int(wanted.get("times") or 1),
                method=str(wanted["method"]).lower() if wanted.get("method") else None,
                chat_id=int(wanted["chat_id"]) if wanted.get("chat_id") else None,
                after=int(wanted.get("after") or 0),
                seconds=float(wanted.get("seconds") or 1.0),
                retry_after=int(wanted.get("retry_after") or 1),
            )
        except (TypeError, ValueError) as error:
            raise ControlError(f"a fault's numbers are numbers: {error}") from None

    def fits(self, call: Call) -> bool:
        """Return whether the fault is for this call."""
        return (
            self.kind in CALL_KINDS
            and (self.method is None or self.method == call.method.lower())
            and (self.chat_id is None or str(self.chat_id) == call.text("chat_id"))
        )

    def fits_update(self, chat_id: int, *, in_album: bool) -> bool:
        """Return whether the fault is for an update of this chat; only an album can be split."""
        return (
            self.kind in UPDATE_KINDS
            and self.chat_id in {None, chat_id}
            and (in_album or self.kind != "split")
        )


class Faults:
    """The faults that are on, in the order they were ordered."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Switch a fault on."""
        self._faults.append(fault)

    def clear(self) -> None:
        """Switch all faults off."""
        self._faults.clear()

    def view(self) -> list[Json]:
        """Return what is on."""
        return [asdict(fault) for fault in self._faults]

    def take(self, call: Call) -> Fault | None:
        """Return the fault that this call suffers, if any, and count it."""
        if not self._faults:
            return None
        for index, fault in enumerate(self._faults):
            if fault.fits(call):
                return self._counted(index, fault)
        return None

    def take_update(self, chat_id: int, *, in_album: bool) -> Fault | None:
        """Return the fault that an update of this chat suffers, if any, and count it."""
        for index, fault in enumerate(self._faults):
            if fault.fits_update(chat_id, in_album=in_album):
                return self._counted(index, fault)
        return None

    def _counted(self, index: int, fault: Fault) -> Fault | None:
        if fault.after:
            self._faults[index] = replace(fault, after=fault.after - 1)
            return None
        if fault.times > 1:
            self._faults[index] = replace(fault, times=fault.times - 1)
        else:
            del self._faults[index]
        return fault
