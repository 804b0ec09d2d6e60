"""A secret key made on first use and kept in a file that only its owner reads."""

import os
import secrets
import tempfile
from pathlib import Path


def kept_in(path: Path) -> str:
    """Return the key in the file, made now when there is none; two processes that start together get the same one."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        _make(path)
    return path.read_text(encoding="ascii")


def _make(path: Path) -> None:
    """Put a key in place whole, so that nobody reads half of one; the first of several processes wins."""
    with tempfile.NamedTemporaryFile("w", encoding="ascii", dir=path.parent, prefix=f".{path.name}-") as file:
        file.write(secrets.token_urlsafe(64))
        file.flush()
        os.fsync(file.fileno())
        try:
            os.link(file.name, path)
        except FileExistsError:
            return
