import pytest
from django.core.management import call_command
from django.db import transaction

from search.models import Counter, IndexFile, SearchDocument


@pytest.mark.django_db
def test_numbers_are_given_once_and_in_order() -> None:
    with transaction.atomic():
        first, second = Counter.take(3), Counter.take(2)
    assert [*first, *second] == [1, 2, 3, 4, 5]
    assert Counter.last() == 5


@pytest.mark.django_db
def test_no_number_was_given_at_first() -> None:
    assert Counter.last() == 0


def test_rows_are_called_by_what_they_are_about() -> None:
    rows = (SearchDocument(key="page:1:fr"), IndexFile(language="fr", name="fr.1.sqlite3"), Counter(value=3))
    assert [str(row) for row in rows] == ["page:1:fr", "fr.1.sqlite3", "3"]


@pytest.mark.django_db
def test_models_and_migrations_agree() -> None:
    call_command("makemigrations", "search", check=True, dry_run=True, verbosity=0)
