"""Settings of the test suite: quick passwords, tasks at once, everything on disk in a folder of its own."""

import atexit
import secrets
import shutil
import tempfile
from pathlib import Path

from portal.key_ring import parse
from portal.service_urls import cache, caches
from portal.settings.base import *  # noqa: F403

NEWSLETTER_TOKEN_KEYS = parse(f"1:{secrets.token_urlsafe(50)}")
SECRET_KEY = secrets.token_urlsafe(64)
DEBUG = False
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
SITE_URL = "http://testserver"
WAGTAILADMIN_BASE_URL = SITE_URL
CSRF_TRUSTED_ORIGINS = [SITE_URL]
DATA_DIR = Path(tempfile.mkdtemp(prefix="portal-tests-"))
atexit.register(shutil.rmtree, DATA_DIR, ignore_errors=True)
MEDIA_ROOT = DATA_DIR / "media"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir()
SEARCH = {"ENGINE": "fts5", "DIRECTORY": DATA_DIR / "search"}
CACHES = caches(cache("memory://"))
EDITION_FILE = DATA_DIR / "edition"
MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
# Tests of the admin are about something else; those of the second factor turn it on.
SECOND_FACTOR_FOR_ADMIN = False
