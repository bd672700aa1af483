"""The failures that a test or a person at the page has ordered; it does not carry them out."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from bot.simulator.errors import ControlError

if TYPE_CHECKING:
    from bot.simulator.call import Call
    from bot.simulator.shapes import Json

KINDS = frozenset(
    {"429", "500", "502", "reset_before", "reset_after", "slow", "truncated", "not_ok_200", "empty_200"}
)
BEFORE = frozenset({"429", "500", "502", "reset_before", "not_ok_200"})
"""These happen instead of the method's effect; the others after it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A failure of the next `times` calls (of a method, to a chat), once `after` such calls went well."""

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
        return (self.method is None or self.method == call.method.lower()) and (
            self.chat_id is None or str(self.chat_id) == call.text("chat_id")
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

    def _counted(self, index: int, fault: Fault) -> Fault | None:
        if fault.after:
            self._faults[index] = replace(fault, after=fault.after - 1)
            return None
        if fault.times > 1:
            self._faults[index] = replace(fault, times=fault.times - 1)
        else:
            del self._faults[index]
        return fault
