"""Use cases, one verb a function: ask the domain, write, queue outputs; no Telegram, no SQL, no network."""
