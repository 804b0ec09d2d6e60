"""What an operator may set in the environment: one table of variables, read once, wrong values refused in words.

Everything that follows from ``SITE_URL`` (allowed hosts, trusted origins, secure cookies) is derived here, so that an
operator states the address of the site once. An empty variable counts as absent, as in most ``.env`` files.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.core.exceptions import ImproperlyConfigured

from portal import key_ring
from portal import service_urls as services

SHORTEST_KEY = 50
MAKE_KEY = "$(python3 -c 'import secrets; print(secrets.token_urlsafe(50))')"
MAKE_RING = "1:$(python3 -c 'import secrets; print(secrets.token_urlsafe(50))')"


@dataclass(frozen=True)
class Variable:
    """One variable: what it is for, how its text becomes a value, and whether ``manage.py config`` may show it."""

    name: str
    meaning: str
    parse: Callable[[str], Any]
    example: str
    secret: bool = False


def secret_key(text: str) -> str:
    """Return the key, which must be long enough that ``check --deploy`` accepts it."""
    if len(text) < SHORTEST_KEY or len(set(text)) < 5:
        raise ValueError(f"it must have {SHORTEST_KEY} random characters or more")
    return text


def site_url(text: str) -> SplitResult:
    """Return the parts of the address of the site: scheme and host, perhaps a port, and nothing else."""
    parts = urlsplit(text.rstrip("/"))
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query or parts.fragment:
        raise ValueError("it must be the scheme and host of the site alone")
    return parts


def count(text: str) -> int:
    """Return a whole number, zero or more."""
    if not text.isdecimal():
        raise ValueError("it must be a whole number")
    return int(text)


def folder(text: str) -> Path:
    """Return an absolute folder; a relative one would depend on where the process was started."""
    path = Path(text).expanduser()
    if not path.is_absolute():
        raise ValueError("it must be an absolute path")
    return path


def words(text: str) -> list[str]:
    """Return the parts of a list separated by commas."""
    return [part.strip() for part in text.split(",") if part.strip()]


VARIABLES = {
    variable.name: variable
    for variable in (
        Variable("SITE_URL", "public address of the site", site_url, "https://guides.example.org"),
        Variable("SECRET_KEY", "signs sessions and links", secret_key, MAKE_KEY, secret=True),
        Variable("FORMER_SECRET_KEY", "the key before this one, still read", secret_key, MAKE_KEY, secret=True),
        Variable(
            "NEWSLETTER_TOKEN_KEYS",
            "sign the links in newsletters, the newest first, older ones kept",
            key_ring.parse,
            MAKE_RING,
            secret=True,
        ),
        Variable("DATA_DIR", "folder of database, media and index", folder, "/var/lib/portal"),
        Variable("DATABASE_URL", "database", services.database, "postgresql://user:pw@localhost/portal", secret=True),
        Variable("CACHE_URL", "cache shared by the processes", services.cache, "redis://localhost:6379/0", secret=True),
        Variable("SEARCH_URL", "search cluster", services.search, "https://user:pw@search.local:9200", secret=True),
        Variable("EMAIL_URL", "outgoing mail", services.mail, "smtp+tls://user:pw@mail.example.org:587", secret=True),
        Variable("MAIL_FROM", "sender of the mails of the site", str, "guides@example.org"),
        Variable("MAIL_PER_HOUR", "most messages in an hour, 0 for no limit", count, "2000"),
        Variable("MAIL_ONLY_TO", "who is written to outside production", words, "team.example.org,an@example.com"),
        Variable("MAIL_ADDRESS_KEY", "key of addresses not written to", secret_key, MAKE_KEY, secret=True),
        Variable("SITE_ENVIRONMENT", "production, or the name of a copy of the site", str, "staging"),
        Variable("BACKUP_DIR", "folder of the nightly backups", folder, "/mnt/backup/portal"),
        Variable("TRUSTED_PROXIES", "number of proxies in front of the site", count, "1"),
        Variable("THEME_DIR", "folder with the look of the administration", folder, "/etc/portal/theme"),
        Variable("EXTRA_HOSTS", "further host names that are answered", words, "www.example.org"),
    )
}


class Environment:
    """The variables of one process, parsed when asked for."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = values

    def get(self, name: str, default: Any = None) -> Any:
        """Return the parsed value of a variable, or ``default`` when it is absent; a wrong value is refused."""
        variable = VARIABLES[name]
        text = self.values.get(name, "").strip()
        if not text:
            return default
        try:
            return variable.parse(text)
        except ValueError as fault:
            shown = "the value" if variable.secret else repr(text)
            raise ImproperlyConfigured(
                f"{name} ({variable.meaning}): {shown} cannot be used, {fault}. Example: {name}={variable.example}"
            ) from fault

    def require(self, name: str) -> Any:
        """Return the parsed value of a variable that must be there."""
        value = self.get(name)
        if value is None:
            variable = VARIABLES[name]
            raise ImproperlyConfigured(
                f"{name} ({variable.meaning}) is not set. Set it in the environment, "
                f"for example {name}={variable.example}"
            )
        return value
