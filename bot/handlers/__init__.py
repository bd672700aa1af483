"""Telegram and nothing else: what came in, what goes out, what an error of Telegram's means."""

from __future__ import annotations

import os

# The library's switch to the way its durations will be; without it, it warns about itself at each of them.
os.environ.setdefault("PTB_TIMEDELTA", "true")
