"""The control API: what the page and the test drivers do to a simulation, apart from the Bot API."""

from __future__ import annotations

from bot.simulator.control.routes import Control

__all__ = ["Control"]
