"""The policy is read as a browser reads it: directive by directive."""

import pytest
from django.contrib.auth import get_user_model

from portal.setup import ensure_tree

pytestmark = pytest.mark.django_db


def policy(response):
    directives = (part.split() for part in response.headers["Content-Security-Policy"].split(";"))
    return {name: values for name, *values in directives}


@pytest.fixture(autouse=True)
def tree():
    return ensure_tree()


@pytest.fixture
def editor(client):
    user = get_user_model().objects.create_superuser("editor@example.org", "a long enough password")
    client.force_login(user)
    return client


@pytest.mark.parametrize("path", ["/", "/fr/", "/nl/", "/fr/nothing-here/", "/robots.txt"])
def test_readers_get_a_policy_without_exceptions(client, path):
    found = policy(client.get(path))

    assert found["default-src"] == ["'none'"]
    assert found["script-src"] == found["style-src"] == ["'self'"]
    assert found["base-uri"] == found["object-src"] == ["'none'"]
    assert found["frame-ancestors"] == found["form-action"] == ["'self'"]
    assert not any("unsafe" in value for values in found.values() for value in values)


def test_sign_in_is_as_strict_as_a_public_page(client):
    response = client.get("/admin/login/", follow=True)

    assert policy(response)["script-src"] == ["'self'"]


def test_editors_pages_allow_what_their_templates_need(editor):
    found = policy(editor.get("/admin/"))

    assert found["script-src"] == found["style-src"] == ["'self'", "'unsafe-inline'"]
    assert found["img-src"] == ["'self'", "data:", "blob:"]
    assert found["default-src"] == ["'none'"]
    assert "'unsafe-eval'" not in found["script-src"]


def test_public_page_stays_strict_for_a_person_signed_in(editor):
    assert policy(editor.get("/fr/"))["script-src"] == ["'self'"]


def test_admin_pages_stay_strict_for_a_person_not_signed_in(client):
    assert policy(client.get("/admin/pages/"))["script-src"] == ["'self'"]
