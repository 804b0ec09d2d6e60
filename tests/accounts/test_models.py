import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import User
from tests.factories import make_organisation, make_user

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery staple"


def test_somebody_is_known_by_an_address_in_lower_case() -> None:
    assert User.objects.create_user("Jan.Peeters@Example.ORG").email == "jan.peeters@example.org"


def test_an_address_is_kept_in_lower_case_however_it_is_saved() -> None:
    user = User(email="Jan.Peeters@Example.ORG")
    user.save()
    assert User.objects.get().email == "jan.peeters@example.org"


def test_two_people_do_not_share_an_address_that_differs_in_case() -> None:
    make_user("jan@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        User(email="Jan@example.org").save()


def test_a_form_says_that_an_address_is_taken_whatever_its_case() -> None:
    make_user("jan@example.org")
    with pytest.raises(ValidationError) as refused:
        User(email="Jan@Example.org", password="x").full_clean()
    assert list(refused.value.message_dict) == ["email"]


def test_an_account_without_password_cannot_sign_in() -> None:
    assert make_user().has_usable_password() is False


def test_somebody_new_has_no_rights() -> None:
    user = make_user()
    assert (user.is_staff, user.is_superuser) == (False, False)


def test_a_superuser_has_every_right() -> None:
    user = User.objects.create_superuser("root@example.org", PASSWORD)
    assert (user.is_staff, user.is_superuser, user.check_password(PASSWORD)) == (True, True, True)


@pytest.mark.parametrize("typed", ["jan@example.org", "Jan@Example.org"])
def test_somebody_signs_in_with_the_address_in_any_case(typed: str) -> None:
    user = User.objects.create_user("jan@example.org", PASSWORD)
    assert authenticate(None, email=typed, password=PASSWORD) == user


def test_an_inactive_account_cannot_sign_in() -> None:
    User.objects.create_user("jan@example.org", PASSWORD, is_active=False)
    assert authenticate(None, email="jan@example.org", password=PASSWORD) is None


def test_somebody_is_shown_by_name_else_by_address() -> None:
    named = User(email="jan@example.org", first_name="Jan", last_name="Peeters")
    assert [str(named), str(User(email="jan@example.org"))] == ["Jan Peeters", "jan@example.org"]


def test_an_account_stays_when_its_organisation_goes() -> None:
    user = make_user()
    user.organisation = make_organisation()
    user.save()
    user.organisation.delete()
    user.refresh_from_db()
    assert user.organisation is None
