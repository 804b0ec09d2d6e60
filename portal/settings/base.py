"""Settings of every environment; development, production and test start from here.

What an operator may change comes from the environment (portal/environment.py). A number that is the same everywhere
is a constant beside the code that uses it, not a setting.
"""

import os
from datetime import timedelta
from pathlib import Path

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from languages import LANGUAGES as SITE_LANGUAGES
from portal.csp import POLICY
from portal.environment import Environment, site_url
from portal.service_urls import cache, caches, edition_file, mail, sqlite

BASE_DIR = Path(__file__).resolve().parent.parent.parent
ENVIRONMENT = Environment(os.environ)
DATA_DIR = ENVIRONMENT.get("DATA_DIR", BASE_DIR / "var")
BACKUP_DIR = ENVIRONMENT.get("BACKUP_DIR")

# Address of the site: everything that depends on it is derived, so that an operator says it once.
SITE = ENVIRONMENT.get("SITE_URL", site_url("http://localhost:8000"))
SITE_URL = SITE.geturl()
HTTPS = SITE.scheme == "https"
ALLOWED_HOSTS = [SITE.hostname, *ENVIRONMENT.get("EXTRA_HOSTS", [])]
CSRF_TRUSTED_ORIGINS = [SITE_URL]
WAGTAILADMIN_BASE_URL = SITE_URL
TRUSTED_PROXIES = ENVIRONMENT.get("TRUSTED_PROXIES", 0)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES

INSTALLED_APPS = [
    "languages",
    "themes",
    "organisations",
    "law",
    "mail",
    "portal",
    "accounts",
    "guides",
    "practices",
    "seminars",
    "search",
    "newsletter",
    "editorial",
    "exchange",
    "wagtail.sites",
    "accounts.admin_apps.AdminUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.contrib.settings",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    # For its words: the admin says “three minutes ago” with them.
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    # Probes are answered first: they come without a host name and must not be sent on to https.
    "portal.middleware.health.HealthProbes",
    "portal.middleware.request_id.RequestId",
    "portal.middleware.page_cache.PageCache",
    "django.middleware.security.SecurityMiddleware",
    "portal.middleware.headers.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.middleware.csp.ContentSecurityPolicy",
    "portal.middleware.session_cookie.SessionCookie",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.middleware.language.LanguageFromPath",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.idle.IdleLimit",
    "accounts.second_factor.SecondFactor",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Services
DATABASES = {"default": ENVIRONMENT.get("DATABASE_URL", sqlite(str(DATA_DIR / "db.sqlite3")))}
CACHES = caches(ENVIRONMENT.get("CACHE_URL", cache("memory://")))
# Whole pages are kept for readers without a cookie where nobody changes the source meanwhile.
PAGE_CACHE = False
EDITION_FILE = edition_file(CACHES["default"], DATA_DIR)
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
SEARCH = {"ENGINE": "fts5", "DIRECTORY": DATA_DIR / "search"}
MAIL = ENVIRONMENT.get("EMAIL_URL", mail("console://"))
# Django reads each setting of mail by its own name.
vars().update(MAIL)
# Whoever sends mail writes a row; a worker gives the rows to MAIL_TRANSPORT.
EMAIL_BACKEND = "mail.backend.EmailBackend"
if MAIL.get("MAIL_PROVIDER"):
    # What the service tells of addresses comes in by its webhook.
    INSTALLED_APPS += ["anymail"]
MAIL_PER_HOUR = ENVIRONMENT.get("MAIL_PER_HOUR", 0)
# Outside production only these addresses and domains are written to: a copy of the site must not write to its readers.
SITE_ENVIRONMENT = ENVIRONMENT.get("SITE_ENVIRONMENT", "development")
MAIL_ONLY_TO = ENVIRONMENT.get("MAIL_ONLY_TO", [])
DEFAULT_FROM_EMAIL = ENVIRONMENT.get("MAIL_FROM", f"noreply@{SITE.hostname}")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Links in newsletters must work for years, so their keys are not SECRET_KEY. Without any, one is kept in DATA_DIR.
NEWSLETTER_TOKEN_KEYS = ENVIRONMENT.get("NEWSLETTER_TOKEN_KEYS", ())

# Language and time
LANGUAGE_CODE = SITE_LANGUAGES[0].code
LANGUAGES = [(language.code, language.name) for language in SITE_LANGUAGES]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Brussels"

# Files
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
# The colours, type and logo of an administration stand in a folder of its own; the rest of the look follows from them.
THEME_DIR = ENVIRONMENT.get("THEME_DIR")
STATICFILES_DIRS = [("theme", THEME_DIR)] if THEME_DIR else []
# The page of all components is for staff, and for everyone where the site is only tried out.
SHOW_COMPONENTS = False
# Media has no public address: documents are served by a view that asks who may see them.
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Style sheets and scripts are for this site alone.
WHITENOISE_ALLOW_ALL_ORIGINS = False
FILE_UPLOAD_PERMISSIONS = 0o640
# Forms of the editor with many child rows have thousands of fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# What was signed or encrypted with the key before this one is still read.
SECRET_KEY_FALLBACKS = [key for key in [ENVIRONMENT.get("FORMER_SECRET_KEY")] if key]
# Who is not to be written to is known by a hash, under a key that outlives that of the sessions.
MAIL_ADDRESS_KEY = ENVIRONMENT.get("MAIL_ADDRESS_KEY")
MAIL_ADDRESS_KEYS = [MAIL_ADDRESS_KEY] if MAIL_ADDRESS_KEY else []

# Accounts
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": f"{VALIDATION}.CommonPasswordValidator"},
    {"NAME": "accounts.password_rules.LongestPassword"},
    {"NAME": "accounts.password_rules.WordsOfTheHouse"},
]
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = "/"
WAGTAILADMIN_LOGIN_URL = "/admin/login/"
# Passwords are reset in one place, the sign-in pages; the admin's own form would be a second way in.
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Whoever did not change the password or the second factor is to know that somebody did.
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = "strict"
# Five wrong passwords lock one address of mail on one client for fifteen minutes.
ACCOUNT_RATE_LIMITS = {"login_failed": "5/15m/key,20/15m/ip"}
# Codes of an application on the telephone, and codes on paper for the day it is lost.
MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {"activate_totp": "accounts.factor_forms.SetUpForm"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
SECOND_FACTOR_FOR_ADMIN = True

# Cookies: the __Host- prefix binds a cookie to this host, and browsers accept it on https only.
PREFIX = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{PREFIX}sessionid"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
CSRF_COOKIE_NAME = f"{PREFIX}csrftoken"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = HTTPS
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# What browsers are told
CONTENT_SECURITY_POLICY = POLICY
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# Browsers that know the policy above heed its frame-ancestors; the previews of the editor allow themselves.
X_FRAME_OPTIONS = "DENY"

# Wagtail
WAGTAIL_SITE_NAME = _("Housing in practice")
WAGTAIL_I18N_ENABLED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [*LANGUAGES, ("en", "English")]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "portal.uploads.forms.DocumentForm"
WAGTAILIMAGES_IMAGE_FORM_BASE = "portal.uploads.forms.ImageForm"
WAGTAILDOCS_DOCUMENT_MODEL = "portal.PortalDocument"
WAGTAILIMAGES_IMAGE_MODEL = "portal.PortalImage"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ics", "odp", "ods", "odt", "pdf", "pptx", "txt", "xlsx"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
# Passwords of pages and collections would be stored as plain text.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
# Autosave writes to the database on every pause in typing; SQLite has one writer.
WAGTAIL_AUTOSAVE_INTERVAL = 2500
# Nothing of the editors' work is told to third parties.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
TAGGIT_CASE_INSENSITIVE = False
