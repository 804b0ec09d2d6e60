"""Settings for work on the code: debug pages, mail on the console, a secret made once and kept in ``DATA_DIR``."""

from portal.secret import kept_in
from portal.settings.base import *  # noqa: F403
from portal.settings.base import DATA_DIR, ENVIRONMENT, INSTALLED_APPS

DEBUG = True
SHOW_COMPONENTS = True
SECRET_KEY = ENVIRONMENT.get("SECRET_KEY") or kept_in(DATA_DIR / "secret-key")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver"]
INSTALLED_APPS = ["whitenoise.runserver_nostatic", *INSTALLED_APPS]
