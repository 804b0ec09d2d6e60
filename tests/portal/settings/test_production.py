"""Production settings, loaded in processes whose environment holds nothing but what a test says."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.soak
ROOT = Path(__file__).resolve().parents[3]
KEY = "".join(chr(65 + number % 57) for number in range(80))
SHOW = """
import django, json
django.setup()
from django.conf import settings
names = {names!r}
print(json.dumps({{name: getattr(settings, name) for name in names}}, default=str))
"""


def run(tmp_path, *arguments, **variables):
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "portal.settings.production",
        "DATA_DIR": str(tmp_path),
        **variables,
    }
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def settings_of(tmp_path, *names, **variables):
    done = run(tmp_path, "-c", SHOW.format(names=names), **variables)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize(("absent", "given"), [("SITE_URL", "SECRET_KEY"), ("SECRET_KEY", "SITE_URL")])
def test_production_does_not_start_without_site_and_secret(tmp_path, absent, given):
    values = {"SECRET_KEY": KEY, "SITE_URL": "https://guides.example.org"}

    done = run(tmp_path, "manage.py", "check", **{given: values[given]})

    assert done.returncode != 0
    assert f"{absent} (" in done.stderr
    assert "is not set" in done.stderr


@pytest.mark.slow
def test_deployment_check_of_a_public_site_says_nothing(tmp_path):
    done = run(
        tmp_path,
        "manage.py",
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
        SITE_URL="https://guides.example.org",
        SECRET_KEY=KEY,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "System check identified no issues (0 silenced).\n"


def test_everything_about_the_address_follows_from_site_url(tmp_path):
    found = settings_of(
        tmp_path,
        "ALLOWED_HOSTS",
        "CSRF_TRUSTED_ORIGINS",
        "WAGTAILADMIN_BASE_URL",
        "SESSION_COOKIE_NAME",
        "CSRF_COOKIE_NAME",
        "SECURE_SSL_REDIRECT",
        "SECURE_PROXY_SSL_HEADER",
        SITE_URL="https://guides.example.org:8443",
        SECRET_KEY=KEY,
        TRUSTED_PROXIES="1",
    )

    assert found == {
        "ALLOWED_HOSTS": ["guides.example.org"],
        "CSRF_TRUSTED_ORIGINS": ["https://guides.example.org:8443"],
        "WAGTAILADMIN_BASE_URL": "https://guides.example.org:8443",
        "SESSION_COOKIE_NAME": "__Host-sessionid",
        "CSRF_COOKIE_NAME": "__Host-csrftoken",
        "SECURE_SSL_REDIRECT": True,
        "SECURE_PROXY_SSL_HEADER": ["HTTP_X_FORWARDED_PROTO", "https"],
    }


def test_header_of_a_proxy_is_not_believed_unless_there_is_one(tmp_path):
    found = settings_of(
        tmp_path,
        "SECURE_PROXY_SSL_HEADER",
        "USE_X_FORWARDED_HOST",
        SITE_URL="https://guides.example.org",
        SECRET_KEY=KEY,
    )

    assert found == {"SECURE_PROXY_SSL_HEADER": None, "USE_X_FORWARDED_HOST": False}


def test_site_on_plain_http_has_cookies_that_work_there(tmp_path):
    found = settings_of(
        tmp_path,
        "SESSION_COOKIE_NAME",
        "SESSION_COOKIE_SECURE",
        "SECURE_SSL_REDIRECT",
        SITE_URL="http://localhost:8000",
        SECRET_KEY=KEY,
    )

    assert found == {"SESSION_COOKIE_NAME": "sessionid", "SESSION_COOKIE_SECURE": False, "SECURE_SSL_REDIRECT": False}


def test_configuration_is_shown_with_secrets_masked(tmp_path):
    done = run(
        tmp_path,
        "manage.py",
        "config",
        SITE_URL="https://guides.example.org",
        SECRET_KEY=KEY,
        DATABASE_URL="postgresql://guides:hunter2@localhost/portal",
        NEWSLETTER_TOKEN_KEYS=f"1:{KEY}",
        EMAIL_URL="smtp://guides:hunter3@localhost",
    )

    assert done.returncode == 0
    assert "https://guides.example.org" in done.stdout
    assert not any(secret in done.stdout for secret in (KEY, "hunter2", "hunter3"))
