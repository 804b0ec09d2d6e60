import pytest
from django.contrib.auth import get_user_model

from portal.checks.accounts import check_passwords

pytestmark = pytest.mark.django_db


def administrator(password):
    return get_user_model().objects.create_superuser("root@example.org", password)


@pytest.mark.parametrize("password", ["admin", "changeme", "root@example.org"])
def test_well_known_password_of_an_administrator_is_refused(password):
    administrator(password)

    assert [error.id for error in check_passwords(None, databases=["default"])] == ["portal.E020"]


def test_good_password_is_accepted():
    administrator("a-long-and-unusual-one")

    assert check_passwords(None, databases=["default"]) == []


def test_database_is_not_asked_unless_it_may_be(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert check_passwords(None) == []
