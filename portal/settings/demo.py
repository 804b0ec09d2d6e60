"""Settings of the demonstration: those of production, over plain http, with a secret made on first use."""

import os
from pathlib import Path

from portal.secret import kept_in

DEMO_DIR = Path(os.environ.setdefault("DATA_DIR", str(Path(__file__).resolve().parent.parent.parent / "var" / "demo")))
os.environ.setdefault("SITE_URL", "http://localhost:8000")
os.environ.setdefault("EXTRA_HOSTS", "127.0.0.1")
os.environ.setdefault("SECRET_KEY", kept_in(DEMO_DIR / "secret-key"))
os.environ.setdefault("NEWSLETTER_TOKEN_KEYS", f"1:{kept_in(DEMO_DIR / 'newsletter-token-key')}")
os.environ.setdefault("EMAIL_URL", f"file://{DEMO_DIR / 'mail'}")

from portal.settings.production import *  # noqa: E402, F403 - production reads what is set above.
from portal.settings.production import LOGGING  # noqa: E402

# The person at the terminal looks for addresses and accounts, not for what went well.
LOGGING["handlers"]["stderr"]["level"] = "WARNING"

# Whoever tries the demonstration has no account on any telephone; the site is at home only.
SECOND_FACTOR_FOR_ADMIN = False

SHOW_COMPONENTS = True
