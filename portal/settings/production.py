"""Settings of a public site; it does not start without ``SITE_URL`` and ``SECRET_KEY``."""

from portal import logs
from portal.csp import STRICT, with_upgrade
from portal.service_urls import caches, edition_file, files, mail
from portal.settings.base import *  # noqa: F403
from portal.settings.base import DATA_DIR, DATABASES, ENVIRONMENT, HTTPS, STORAGES, TRUSTED_PROXIES

YEAR = 365 * 24 * 3600

DEBUG = False
ENVIRONMENT.require("SITE_URL")
SECRET_KEY = ENVIRONMENT.require("SECRET_KEY")
SITE_ENVIRONMENT = ENVIRONMENT.get("SITE_ENVIRONMENT", "production")
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    # Several machines may use one database: a key made by each would not open the links of the others.
    NEWSLETTER_TOKEN_KEYS = ENVIRONMENT.require("NEWSLETTER_TOKEN_KEYS")

CACHES = caches(ENVIRONMENT.get("CACHE_URL", files(str(DATA_DIR / "cache"))))
PAGE_CACHE = True
EDITION_FILE = edition_file(CACHES["default"], DATA_DIR)
MAIL = ENVIRONMENT.get("EMAIL_URL", mail("smtp://localhost"))
vars().update(MAIL)
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "portal.static_files.PortalStaticFiles"}}

CONTENT_SECURITY_POLICY = {"DIRECTIVES": with_upgrade(STRICT, https=HTTPS)}
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = YEAR if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
# The header of a proxy is believed only when the operator said that there is one.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None

LOGGING = logs.LOGGING
