"""The last forecast of each shift, and whether it was kept in spite of it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from bot.domain.weather import Cause, Figures, Verdict
from bot.storage.tables import forecasts

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection


def keep(connection: Connection, shift: int, verdict: Verdict, now: datetime) -> None:
    """Keep a forecast in place of the earlier one."""
    kept = kept_in_spite_of(connection, shift)
    connection.execute(delete(forecasts).where(forecasts.c.shift == shift))
    values = {"shift": shift, "figures": asdict(verdict.figures), "cause": verdict.cause, "told_at": now}
    connection.execute(insert(forecasts), {**values, "kept": kept})


def of_shift(connection: Connection, shift: int) -> Verdict | None:
    """Return what the last forecast says of a shift."""
    query = select(forecasts.c.figures, forecasts.c.cause).where(forecasts.c.shift == shift)
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    return Verdict(Figures(**row.figures), Cause(row.cause) if row.cause else None)


def kept_in_spite_of(connection: Connection, shift: int) -> Cause | None:
    """Return the cause in spite of which a shift was kept as it is."""
    kept = connection.execute(select(forecasts.c.kept).where(forecasts.c.shift == shift)).scalar()
    return Cause(kept) if kept else None


def keep_in_spite(connection: Connection, shift: int) -> None:
    """Remember that the shift is kept as it is, whatever the last forecast says."""
    connection.execute(update(forecasts).where(forecasts.c.shift == shift).values(kept=forecasts.c.cause))


def forget(connection: Connection, shift: int) -> None:
    """Forget the forecast of a shift that is elsewhere or at another hour now."""
    connection.execute(delete(forecasts).where(forecasts.c.shift == shift))
