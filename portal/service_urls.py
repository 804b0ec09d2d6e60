"""Addresses of the services beside the site (database, cache, mail, search) turned into Django's settings."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit, urlunsplit

SQLITE_OPTIONS = {
    # A read that turns into a write fails at once under the default DEFERRED mode, however long the time-out.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}
RENDERINGS = "renderings"
PAGES = "pages"
MOST_PAGES = 500  # of about 25 kB each, in every process
POSTGRESQL = {"postgres", "postgresql"}
# What the names of indexes may begin with: OpenSearch and Elasticsearch allow no more.
INDEX_PREFIX = re.compile(r"[a-z][a-z0-9]{0,19}")
MAIL_SCHEMES = {"smtp": {}, "smtp+tls": {"EMAIL_USE_TLS": True}, "smtps": {"EMAIL_USE_SSL": True}}
MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


def sqlite(path: str) -> dict[str, Any]:
    """Return the database settings of one SQLite file, with the options that several processes need."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": dict(SQLITE_OPTIONS),
        "CONN_MAX_AGE": None,
    }


def postgresql(parts: SplitResult) -> dict[str, Any]:
    """Return the database settings of a PostgreSQL address; its query gives libpq options such as ``sslmode``."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        # Compiling the many small queries of a page costs PostgreSQL more than running them: a page in two seconds.
        "OPTIONS": {"options": "-c jit=off", **dict(parse_qsl(parts.query))},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def database(text: str) -> dict[str, Any]:
    """Return the database settings of ``sqlite:///path`` or ``postgresql://user:password@host:port/name``."""
    parts = urlsplit(text)
    if parts.scheme == "sqlite" and parts.path.startswith("/") and not parts.netloc:
        return sqlite("/" + unquote(parts.path).lstrip("/"))
    if parts.scheme in POSTGRESQL and parts.path.strip("/"):
        return postgresql(parts)
    raise ValueError("it must be sqlite:///absolute/path or postgresql://user:password@host/name")


def cache(text: str) -> dict[str, Any]:
    """Return the cache settings of ``memory://`` (one process only), ``file:///folder`` or ``redis://host:port/n``."""
    parts = urlsplit(text)
    if parts.scheme == "memory":
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    if parts.scheme == "file" and parts.path.startswith("/"):
        return files(unquote(parts.path))
    if parts.scheme in {"redis", "rediss"} and parts.hostname:
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": text}
    raise ValueError("it must be memory://, file:///absolute/path or redis://host:port/number")


def files(path: str) -> dict[str, Any]:
    """Return the settings of a cache in a folder, which every process of one machine shares."""
    return {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": path,
        "OPTIONS": {"MAX_ENTRIES": 5000},
    }


def caches(one: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the caches that one setting stands for, each with a place of its own.

    ``default`` counts failed sign-ins; ``renderings`` holds texts as HTML, which fill any cache and throw out the rest;
    ``pages`` holds whole pages in the memory of each process, whichever the setting.
    """
    if one["BACKEND"].endswith("RedisCache"):
        other = {"KEY_PREFIX": RENDERINGS}
    elif one["BACKEND"].endswith("FileBasedCache"):
        other = {"LOCATION": str(Path(one["LOCATION"]) / RENDERINGS)}
    else:
        other = {"LOCATION": RENDERINGS}
    pages = {**cache("memory://"), "LOCATION": PAGES, "OPTIONS": {"MAX_ENTRIES": MOST_PAGES}}
    return {"default": one, RENDERINGS: {**one, **other}, PAGES: pages}


def edition_file(one: dict[str, Any], folder: Path) -> Path | None:
    """Return where the processes of one machine tell each other of changes; None where a cache of all machines does."""
    return None if one["BACKEND"].endswith("RedisCache") else folder / "edition"


def search(text: str) -> dict[str, Any]:
    """Return the search settings of the nodes of one cluster, ``https://user:password@host:9200``, parted by commas.

    The query of the first address may give ``prefix`` (of the names of all indexes, ``kb`` without it) and ``ca``
    (a file with the authority that signed the certificates of the cluster).
    """
    nodes = [urlsplit(part.strip()) for part in text.split(",") if part.strip()]
    if not nodes or not all(node.scheme in {"http", "https"} and node.hostname for node in nodes):
        raise ValueError("it must be http:// or https:// with a host, for each node of the cluster")
    if any(node.port is None for node in nodes):
        raise ValueError("each node needs its port, such as 9200")
    options = {"prefix": "kb", "ca": "", **dict(parse_qsl(nodes[0].query))}
    if set(options) != {"prefix", "ca"} or not INDEX_PREFIX.fullmatch(options["prefix"]):
        raise ValueError("it may end in ?prefix= with a word of small letters and digits, and &ca= with a file")
    if options["ca"] and not Path(options["ca"]).is_file():
        raise ValueError(f"there is no file {options['ca']}")
    return {
        "ENGINE": "cluster",
        "URLS": [urlunsplit(node._replace(query="", fragment="")) for node in nodes],
        "PREFIX": options["prefix"],
        "AUTHORITY": options["ca"],
    }


def mail(text: str) -> dict[str, Any]:
    """Return how messages leave: ``smtp://``, ``smtp+tls://``, ``smtps://``, ``console://`` or ``file:///folder``."""
    parts = urlsplit(text)
    if parts.scheme == "console":
        return {"MAIL_TRANSPORT": "django.core.mail.backends.console.EmailBackend"}
    if parts.scheme == "file" and parts.path.startswith("/"):
        return {
            "MAIL_TRANSPORT": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": unquote(parts.path),
        }
    if parts.scheme in MAIL_SCHEMES and parts.hostname:
        return smtp(parts)
    if parts.scheme == "anymail" and parts.hostname:
        return provider(parts)
    raise ValueError(
        "it must be smtp://, smtp+tls:// or smtps:// with a host, anymail:// with a provider, "
        "console:// or file:///absolute/path"
    )


def provider(parts: SplitResult) -> dict[str, Any]:
    """Return the mail settings of a mail service, as ``anymail://brevo?api_key=…&webhook_secret=name:password``.

    What stands in the query are the settings of django-anymail for that service, in small letters.
    """
    name = str(parts.hostname)
    told = dict(parse_qsl(parts.query))
    own = {f"{name}_{key}".upper(): value for key, value in told.items() if key != "webhook_secret"}
    return {
        "MAIL_TRANSPORT": f"anymail.backends.{name}.EmailBackend",
        "MAIL_PROVIDER": name,
        "ANYMAIL": {**own, "WEBHOOK_SECRET": told.get("webhook_secret")},
    }


def smtp(parts: SplitResult) -> dict[str, Any]:
    """Return the mail settings of one SMTP server."""
    return {
        "MAIL_TRANSPORT": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or MAIL_PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_TIMEOUT": 10,
        **MAIL_SCHEMES[parts.scheme],
    }
