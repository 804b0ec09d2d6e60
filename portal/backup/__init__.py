"""Backups: one file with the database, the media and a manifest that says what must be in it."""
