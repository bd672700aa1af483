"""Dialogues and cards as data and pure functions; no Telegram, no SQL, no language."""
