"""Jardins citoyens: residents report, one officer decides; everything in a Telegram chat."""
