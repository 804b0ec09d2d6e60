from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.users.models import UserProfile

from accounts import roles
from accounts.admin_door import admin_sign_in
from accounts.forms_admin import NewPersonForm, PersonForm
from accounts.models import User
from accounts.viewsets import PersonView
from portal.setup import ensure_tree
from tests.factories import make_user, member_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def applied() -> None:
    ensure_tree()
    roles.apply_roles()


def administrator() -> User:
    return member_of(roles.ADMINISTRATORS.group)


def superuser() -> User:
    return User.objects.create_superuser("root@example.org", "x")


def test_administrator_does_not_give_all_rights() -> None:
    assert "is_superuser" not in NewPersonForm(giver=administrator()).fields
    assert "is_superuser" in NewPersonForm(giver=superuser()).fields


def test_roles_are_offered_in_the_language_of_the_administrator() -> None:
    offered = [
        label for _value, label in PersonForm(giver=administrator(), instance=make_user()).fields["groups"].choices
    ]
    assert sorted(offered) == sorted(role.label for role in roles.ROLES)


def test_administrator_does_not_edit_somebody_with_all_rights(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = administrator()
    view = PersonView(model=User, pk_url_kwarg="pk")
    view.setup(request, pk=str(superuser().pk))
    assert view.forbidden


def test_list_of_people_opens_for_administrators(client: Client) -> None:
    client.force_login(administrator())
    assert client.get(reverse("wagtailusers_users:index")).status_code == 200


def test_admin_speaks_the_language_of_the_account() -> None:
    person = make_user()
    person.language = "nl"
    person.save()
    assert UserProfile.objects.get(user=person).preferred_language == "nl"


def test_language_chosen_in_the_admin_is_the_one_of_the_account() -> None:
    person = make_user()
    profile = UserProfile.objects.get(user=person)
    profile.preferred_language = "nl"
    profile.save()
    person.refresh_from_db()
    assert person.language == "nl"


def test_signing_in_changes_no_language(client: Client) -> None:
    person = make_user()
    UserProfile.objects.filter(user=person).update(preferred_language="en")
    client.force_login(person)
    assert UserProfile.objects.get(user=person).preferred_language == "en"


@pytest.mark.parametrize(("page", "code"), [("/fr/connexion/", "fr"), ("/nl/aanmelden/", "nl")])
def test_new_account_takes_the_language_of_its_first_sign_in(client: Client, page: str, code: str) -> None:
    User.objects.create_user("new@example.org", "correct horse battery staple")
    assert User.objects.get().language == ""

    client.post(page, {"login": "new@example.org", "password": "correct horse battery staple"})

    person = User.objects.get()
    assert (person.language, UserProfile.objects.get(user=person).preferred_language) == (code, code)


def test_language_of_the_invitation_stands(client: Client) -> None:
    User.objects.create_user("new@example.org", "correct horse battery staple", language="fr")
    client.post("/nl/aanmelden/", {"login": "new@example.org", "password": "correct horse battery staple"})
    assert (client.session["_auth_user_id"], User.objects.get().language) == (str(User.objects.get().pk), "fr")


def test_saving_an_account_without_language_leaves_that_of_its_admin(client: Client) -> None:
    person = make_user()
    UserProfile.objects.filter(user=person).update(preferred_language="en")
    person.save()
    assert UserProfile.objects.get(user=person).preferred_language == "en"


def test_member_at_the_door_of_the_admin_is_told_instead_of_sent_in_circles(rf: RequestFactory) -> None:
    request = rf.get("/admin/login/")
    request.user = member_of(roles.MEMBERS.group)
    assert admin_sign_in(request).status_code == 403


def test_stranger_at_the_door_of_the_admin_is_led_to_the_sign_in_page(rf: RequestFactory) -> None:
    request = rf.get("/admin/login/?next=/admin/pages/")
    request.user = AnonymousUser()
    response = admin_sign_in(request)
    assert (response.status_code, response.url) == (302, "/fr/connexion/?next=/admin/pages/")


def test_editor_at_the_door_of_the_admin_is_led_on(rf: RequestFactory) -> None:
    request = rf.get("/admin/login/")
    request.user = member_of(roles.EDITORS.group)
    assert admin_sign_in(request).status_code == 302


def test_forms_of_people_and_roles_open_for_administrators(client: Client) -> None:
    client.force_login(administrator())
    person = make_user()
    urls = [
        reverse("wagtailusers_users:add"),
        reverse("wagtailusers_users:edit", args=(person.pk,)),
    ]
    pages = [client.get(url).content.decode() for url in urls]
    assert ['name="language"' in page for page in pages] == [True, True]
    assert "is_superuser" not in pages[0]
    assert roles.EDITORS.label in pages[0]


def test_administrator_is_refused_the_form_of_somebody_with_all_rights(client: Client) -> None:
    client.force_login(administrator())
    response = client.get(reverse("wagtailusers_users:edit", args=(superuser().pk,)))
    assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home"))
