"""The log of a public site: one JSON object per line, in UTC, with the identifier of the request."""

import json
import logging
import re
from datetime import UTC, datetime
from typing import Any

from portal.middleware import request_id

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "portal.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        # Its own handlers would write every line a second time, or mail it.
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # Names of hosts that do not exist come from scanners of the whole net, thousands a day.
        "django.security.DisallowedHost": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}

#: The last part of an address below ``/n/`` opens somebody's subscription or data (newsletter/urls.py).
KEY_IN_ADDRESS = re.compile(r"(/n/[a-z]+/)[^/\s?\"']+")


def masked(text: str) -> str:
    """Return a text without the keys in the addresses that stand in it."""
    return KEY_IN_ADDRESS.sub(r"\1***", text)


class JsonLines(logging.Formatter):
    """Writes a record as one line; line ends within a message are escaped, so that nobody can forge a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record."""
        line = {
            "time": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": masked(record.getMessage()),
            "request": getattr(getattr(record, "request", None), "identifier", request_id.current.get()),
        }
        if record.exc_info:
            line["error"] = masked(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)
