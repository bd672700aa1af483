"""Files made for people: PDFs, tables, pictures; they need no network and no other machine's fonts."""
