"""Sheets to be printed, made while they are sent: PDFs that need no network and no other machine's fonts."""
