from io import StringIO

import pytest
from django.core.management import call_command

from search.models import SearchDocument
from tests.search.conftest import Publish


def test_nothing_to_repair_is_a_success(publish: Publish) -> None:
    publish()
    out = StringIO()
    call_command("search_sync", "--check", stdout=out)
    assert out.getvalue() == "Documents put right: 0. Indexes rebuilt: none.\n"


def test_check_fails_when_something_had_to_be_repaired_and_then_succeeds(publish: Publish) -> None:
    publish()
    SearchDocument.objects.filter(language="fr").delete()
    with pytest.raises(SystemExit) as error:
        call_command("search_sync", "--check", stdout=StringIO())
    assert error.value.code == 1
    call_command("search_sync", "--check", stdout=StringIO())
