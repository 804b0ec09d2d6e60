import re
from urllib.parse import urljoin, urlsplit

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from mail.send import send_waiting
from tests.factories import make_user

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery staple"
ELSEWHERE = [
    "//evil.example",
    "///evil.example",
    "////evil.example/x",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "https://evil.example",
    "http:evil.example",
    "https:/evil.example",
    "https:///evil.example",
    "//evil.example@testserver",
    "https://testserver@evil.example",
    "https://testserver.evil.example",
    "//testserver:80@evil.example",
    "%2F%2Fevil.example",
    "/%5Cevil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,evil.example",
    " //evil.example",
    "\t//evil.example",
    "/\t/evil.example",
    "/\r\nLocation: https://evil.example",
    "//evil\u3002example",
    "/\u2215evil.example",
    "ftp://evil.example",
]


def address(name: str, code: str = "fr") -> str:
    with translation.override(code):
        return reverse(name)


def leads_away(location: str) -> bool:
    """Whether a browser that follows the location could leave the site, however it reads odd characters."""
    odd = re.search(r"[\\\s\x00-\x1f]|^//", location)
    return bool(odd) or urlsplit(urljoin("http://testserver/fr/x/", location))[:2] != ("http", "testserver")


@pytest.mark.parametrize("code", ["fr", "nl"])
@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "account_inactive",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key_done",
    ],
)
def test_every_page_around_signing_in_is_shown_in_its_language(client: Client, name: str, code: str) -> None:
    response = client.get(address(name, code))
    assert (response.status_code, response["Content-Language"]) == (200, f"{code}-BE")
    assert f'<html lang="{code}-BE"' in response.content.decode()


@pytest.mark.parametrize("name", ["account_change_password", "account_set_password", "account_reauthenticate"])
def test_pages_of_an_account_ask_to_sign_in(client: Client, name: str) -> None:
    response = client.get(address(name))
    assert response["Location"].startswith(address("account_login"))


@pytest.mark.parametrize("code", ["fr", "nl"])
@pytest.mark.parametrize("name", ["account_logout", "account_change_password", "account_reauthenticate"])
def test_somebody_signed_in_sees_the_pages_of_the_account(client: Client, name: str, code: str) -> None:
    client.force_login(User.objects.create_user("jan@example.org", PASSWORD))
    assert client.get(address(name, code)).status_code == 200


def test_somebody_signs_in_with_address_and_password(client: Client) -> None:
    user = User.objects.create_user("jan@example.org", PASSWORD)
    client.post(address("account_login"), {"login": "jan@example.org", "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(user.pk)


def test_nobody_signs_up(client: Client) -> None:
    data = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
    client.post(address("account_signup"), data)
    assert list(User.objects.all()) == []


def test_a_get_signs_nobody_out(client: Client) -> None:
    client.force_login(make_user())
    client.get(address("account_logout"))
    assert "_auth_user_id" in client.session


@pytest.mark.parametrize("known", [True, False])
def test_a_reset_does_not_tell_who_has_an_account(client: Client, known: bool) -> None:
    if known:
        User.objects.create_user("jan@example.org", PASSWORD)
    response = client.post(address("account_reset_password"), {"email": "jan@example.org"})
    assert response["Location"] == address("account_reset_password_done")


@pytest.mark.parametrize("page", ["fr", "nl"])
@pytest.mark.parametrize("language", ["fr", "nl"])
def test_mails_about_the_password_speak_the_language_of_the_person(client: Client, page: str, language: str) -> None:
    User.objects.create_user("jan@example.org", PASSWORD, language=language)
    client.post(address("account_reset_password", page), {"email": "jan@example.org"})
    send_waiting()
    (link,) = re.findall(r"https?://\S+", mail.outbox[0].body)
    assert link.startswith(f"http://testserver/{language}/")
    form = client.get(link, follow=True)
    new = "koolmees fluit voor zonsopgang"
    client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    assert User.objects.get().check_password(new)
    send_waiting()
    with translation.override(language):
        subjects = [translation.gettext("Choose a new password"), translation.gettext("Your password has been changed")]
    assert [each.subject for each in mail.outbox] == subjects


@pytest.mark.parametrize("headers", [{}, {"X-Forwarded-Host": "evil.example"}, {"Forwarded": "host=evil.example"}])
def test_the_link_of_a_reset_leads_to_this_site_and_works(client: Client, headers: dict[str, str]) -> None:
    User.objects.create_user("jan@example.org", PASSWORD)
    client.post(address("account_reset_password"), {"email": "jan@example.org"}, headers=headers)
    send_waiting()
    (link,) = re.findall(r"https?://\S+", mail.outbox[0].body)
    assert link.startswith("http://testserver/fr/")
    assert client.get(link, follow=True).status_code == 200


def test_a_wrong_key_of_a_reset_changes_nothing(client: Client) -> None:
    user = User.objects.create_user("jan@example.org", PASSWORD)
    key = default_token_generator.make_token(user)
    with translation.override("fr"):
        url = reverse("account_reset_password_from_key", kwargs={"uidb36": "zz", "key": key})
    client.post(url, {"password1": "another long password", "password2": "another long password"})
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


@pytest.mark.parametrize("target", ELSEWHERE)
def test_signing_in_never_leads_to_another_site(client: Client, target: str) -> None:
    User.objects.create_user("jan@example.org", PASSWORD)
    data = {"login": "jan@example.org", "password": PASSWORD, "next": target}
    response = client.post(address("account_login"), data)
    assert response.status_code == 302
    assert not leads_away(response["Location"])


@pytest.mark.parametrize("target", ELSEWHERE)
def test_somebody_signed_in_is_not_led_to_another_site(client: Client, target: str) -> None:
    client.force_login(make_user())
    response = client.get(address("account_login"), {"next": target})
    assert not leads_away(response["Location"])


@pytest.mark.parametrize("target", ELSEWHERE)
def test_signing_out_never_leads_to_another_site(client: Client, target: str) -> None:
    client.force_login(make_user())
    response = client.post(address("account_logout"), {"next": target})
    assert not leads_away(response["Location"])


@pytest.mark.parametrize("target", ELSEWHERE)
def test_the_way_to_the_admin_leads_to_our_sign_in_only(client: Client, target: str) -> None:
    response = client.get("/admin/login/", {"next": target})
    assert response["Location"].partition("?")[0] == address("account_login")
