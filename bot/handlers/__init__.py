"""Telegram and nothing else: what came in, what goes out, what an error of Telegram's means."""
