import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.environment import VARIABLES, Environment


def test_absent_and_empty_variables_have_the_default():
    assert Environment({}).get("TRUSTED_PROXIES", 0) == 0
    assert Environment({"TRUSTED_PROXIES": " "}).get("TRUSTED_PROXIES", 0) == 0


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("SITE_URL", "guides.example.org"),
        ("SITE_URL", "ftp://guides.example.org"),
        ("SITE_URL", "https://guides.example.org/fr"),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 60),
        ("DATA_DIR", "var"),
        ("NEWSLETTER_TOKEN_KEYS", "secret without a number"),
        ("NEWSLETTER_TOKEN_KEYS", "1:short"),
        ("NEWSLETTER_TOKEN_KEYS", "300:" + "abcdefgh" * 5),
        ("NEWSLETTER_TOKEN_KEYS", f"1:{'abcdefgh' * 5},1:{'hgfedcba' * 5}"),
        ("DATABASE_URL", "mysql://localhost/portal"),
        ("DATABASE_URL", "sqlite://relative.db"),
        ("CACHE_URL", "memcached://localhost"),
        ("EMAIL_URL", "smtp://"),
        ("TRUSTED_PROXIES", "-1"),
    ],
)
def test_wrong_value_is_refused_with_name_and_example(name, text):
    with pytest.raises(ImproperlyConfigured) as refusal:
        Environment({name: text}).get(name)

    assert str(refusal.value).startswith(f"{name} ({VARIABLES[name].meaning})")
    assert f"Example: {name}={VARIABLES[name].example}" in str(refusal.value)


@pytest.mark.parametrize("name", [name for name, variable in VARIABLES.items() if variable.secret])
def test_refusal_never_shows_a_secret(name):
    with pytest.raises(ImproperlyConfigured) as refusal:
        Environment({name: "hunter2"}).get(name)

    assert "hunter2" not in str(refusal.value)


def test_required_variable_that_is_absent_is_named_with_an_example():
    with pytest.raises(ImproperlyConfigured, match=r"SITE_URL .* is not set.*SITE_URL=https://guides\.example\.org"):
        Environment({}).require("SITE_URL")


def test_site_url_loses_its_final_slash():
    assert (
        Environment({"SITE_URL": "https://guides.example.org/"}).get("SITE_URL").geturl()
        == "https://guides.example.org"
    )
