"""Signing in with a code, and the admin that nobody enters without one."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from io import StringIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.log_actions import registry

from accounts import roles
from accounts.checks import check_second_factor
from accounts.models import User
from mail.send import send_waiting
from portal.setup import ensure_tree
from tests.accounts.admin_samples import Samples
from tests.accounts.admin_walk import addresses, path_of
from tests.factories import member_of

pytestmark = pytest.mark.django_db

PASSWORD = "korenbloem wandelt zeer traag"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
WAYS_OUT = {"wagtailadmin_login", "wagtailadmin_logout", "wagtailcore_login"}


@pytest.fixture(autouse=True)
def asked(settings: Any) -> None:
    settings.SECOND_FACTOR_FOR_ADMIN = True
    ensure_tree()
    roles.apply_roles()


def address(name: str, code: str = "fr") -> str:
    with translation.override(code):
        return reverse(name)


def editor(language: str = "fr") -> User:
    person = member_of(roles.EDITORS.group)
    person.language = language
    person.set_password(PASSWORD)
    person.save()
    return person


def with_factor(person: User, client: Client) -> User:
    """Give a second factor; the adapter encrypts it as it does in a request."""
    client.get("/fr/")
    TOTP.activate(person, SECRET)
    return person


def code(secret: str = SECRET) -> str:
    (counter,) = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, counter))


def sign_in(client: Client, person: User, language: str = "fr") -> Any:
    return client.post(address("account_login", language), {"login": person.email, "password": PASSWORD})


@pytest.mark.soak
@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_every_address_of_the_admin_leads_to_setting_up_a_second_factor(client: Client) -> None:
    samples = Samples()
    for role in (roles.EDITORS, roles.COORDINATION, roles.ADMINISTRATORS):
        client.force_login(member_of(role.group))
        asked = [each for each in addresses() if each.name not in WAYS_OUT]
        elsewhere = {
            each.name
            for each in asked
            if client.get(path_of(each, samples)).headers.get("Location") != address("mfa_activate_totp")
        }
        assert elsewhere == set()


def test_posts_to_the_admin_are_led_there_too(client: Client) -> None:
    client.force_login(editor("nl"))
    response = client.post(reverse("wagtailadmin_account"), {"name_email-first_name": "X"})
    assert response["Location"] == address("mfa_activate_totp", "nl")


def test_members_read_without_a_second_factor(client: Client) -> None:
    client.force_login(member_of(roles.MEMBERS.group))
    assert client.get("/fr/").status_code == 200
    assert client.get(reverse("wagtailadmin_home")).headers.get("Location") != address("mfa_activate_totp")


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_an_editor_sets_up_a_second_factor_and_works(
    client: Client, language: str, django_capture_on_commit_callbacks: Any
) -> None:
    person = editor(language)
    sign_in(client, person, language)
    page = client.get(reverse("wagtailadmin_home"), follow=True)
    # Signing in a moment ago does not count as confirming: setting up asks for the password again.
    answer = client.post(page.request["PATH_INFO"] + "?" + page.request["QUERY_STRING"], {"password": PASSWORD})
    page = client.get(answer["Location"])
    assert 'src="data:image/svg+xml;base64,' in page.content.decode()
    assert "script-src 'self'" in page["Content-Security-Policy"]
    secret = client.session["mfa.totp.secret"]
    assert 'inputmode="numeric"' in page.content.decode()
    # In groups of four letters, which are easier to type.
    assert " ".join(re.findall("....", secret)) in page.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(address("mfa_activate_totp", language), {"code": code(secret)})
    assert answer["Location"] == address("mfa_view_recovery_codes", language)
    codes = client.get(answer["Location"])
    assert len(re.findall(r"<code>\d{8}</code>", codes.content.decode())) == 10
    assert client.get(reverse("wagtailadmin_home")).status_code == 200
    with translation.override(language):
        send_waiting()
        assert mail.outbox[-1].subject == translation.gettext("A second factor has been set up")
    assert "accounts.factor_set_up" in {each.action for each in registry.get_logs_for_instance(person)}


def test_the_secret_is_not_readable_in_the_database(client: Client) -> None:
    with_factor(editor(), client)
    assert SECRET not in str(Authenticator.objects.get().data)


def test_the_password_alone_no_longer_signs_in(client: Client) -> None:
    person = with_factor(editor(), client)
    assert sign_in(client, person)["Location"] == address("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    client.post(address("mfa_authenticate"), {"code": code()})
    assert client.session["_auth_user_id"] == str(person.pk)
    assert client.get(reverse("wagtailadmin_home")).status_code == 200


def test_a_code_works_once(client: Client) -> None:
    person, used = with_factor(editor(), client), code()
    sign_in(client, person)
    client.post(address("mfa_authenticate"), {"code": used})
    again = Client()
    sign_in(again, person)
    if code() == used:
        again.post(address("mfa_authenticate"), {"code": used})
        assert "_auth_user_id" not in again.session


def test_after_five_wrong_codes_the_right_one_is_refused(client: Client) -> None:
    person = with_factor(editor(), client)
    sign_in(client, person)
    for _number in range(5):
        client.post(address("mfa_authenticate"), {"code": "000000"})
    client.post(address("mfa_authenticate"), {"code": code()})
    assert "_auth_user_id" not in client.session


def test_a_new_secret_key_leaves_no_code_that_fits(client: Client, settings: Any) -> None:
    person = with_factor(editor(), client)
    settings.SECRET_KEY = "another key that was never used before, long enough"
    sign_in(client, person)
    for guess in (code(), code("")):
        client.post(address("mfa_authenticate"), {"code": guess})
    assert "_auth_user_id" not in client.session


def test_the_former_secret_key_still_reads_second_factors(client: Client, settings: Any) -> None:
    person = with_factor(editor(), client)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key that was never used before, long enough"
    sign_in(client, person)
    client.post(address("mfa_authenticate"), {"code": code()})
    assert "_auth_user_id" in client.session


def test_an_administrator_takes_a_lost_second_factor_away(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    person, by = with_factor(editor("nl"), client), with_factor(member_of(roles.ADMINISTRATORS.group), client)
    client.force_login(by)
    url = reverse("remove_second_factor", args=(person.pk,))
    assert client.get(url).status_code == 200
    assert Authenticator.objects.filter(user=person).exists()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url)
    assert not Authenticator.objects.filter(user=person).exists()
    (entry,) = registry.get_logs_for_instance(person).filter(action="accounts.factor_removed")
    assert entry.user == by
    with translation.override("nl"):
        send_waiting()
        assert mail.outbox[-1].subject == translation.gettext("Your second factor has been removed")


def test_only_somebody_with_all_rights_takes_that_of_somebody_with_all_rights(client: Client) -> None:
    root = with_factor(User.objects.create_superuser("root@example.org", PASSWORD), client)
    client.force_login(with_factor(member_of(roles.ADMINISTRATORS.group), client))
    client.post(reverse("remove_second_factor", args=(root.pk,)))
    assert Authenticator.objects.filter(user=root).exists()


def test_the_cell_takes_no_second_factor_away(client: Client) -> None:
    person = with_factor(editor(), client)
    client.force_login(with_factor(member_of(roles.COORDINATION.group), client))
    client.post(reverse("remove_second_factor", args=(person.pk,)))
    assert Authenticator.objects.filter(user=person).exists()


def test_the_command_takes_a_second_factor_away(client: Client) -> None:
    person = with_factor(editor(), client)
    call_command("remove_second_factor", person.email.upper(), stdout=StringIO())
    assert not Authenticator.objects.filter(user=person).exists()


@pytest.mark.parametrize(
    ("site", "on", "refused"),
    [
        ("https://guide.example.org", True, []),
        ("https://guide.example.org", False, ["accounts.E001"]),
        ("http://localhost:8000", False, []),
    ],
)
def test_a_public_site_without_second_factors_is_refused(
    settings: Any, site: str, on: bool, refused: list[str]
) -> None:
    settings.SITE_URL, settings.SECOND_FACTOR_FOR_ADMIN = site, on
    assert [each.id for each in check_second_factor(None)] == refused


@pytest.mark.parametrize("language", ["fr", "nl"])
@pytest.mark.parametrize(
    "name", ["mfa_index", "mfa_activate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"]
)
def test_every_page_about_the_second_factor_is_in_its_language(client: Client, name: str, language: str) -> None:
    person = editor(language)
    client.force_login(person)
    response = client.get(address(name, language), follow=True)
    assert f'<html lang="{language}-BE"' in response.content.decode()


def test_the_key_before_is_given_to_what_reads_second_factors() -> None:
    """Read in a process of its own, as the settings are when the site starts."""
    asked = "from portal.settings import base; print(base.SECRET_KEY_FALLBACKS)"
    former = "".join(chr(65 + number % 50) for number in range(60))
    answers = [
        subprocess.run(
            [sys.executable, "-c", asked], env={**os.environ, **given}, capture_output=True, text=True, check=True
        ).stdout.strip()
        for given in ({"FORMER_SECRET_KEY": former}, {"FORMER_SECRET_KEY": ""})
    ]
    assert answers == [repr([former]), "[]"]
