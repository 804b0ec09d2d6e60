from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from search import tasks
from search.models import IndexFile
from tests.search.conftest import Publish


def names() -> dict[str, str]:
    return dict(IndexFile.objects.values_list("language", "name"))


def test_all_indexes_are_rebuilt(publish: Publish) -> None:
    publish()
    before, out = names(), StringIO()
    call_command("search_rebuild", stdout=out)
    assert out.getvalue() == "fr: 1 documents\nnl: 1 documents\n"
    assert not set(names().values()) & set(before.values())


def test_one_language_can_be_rebuilt_alone(publish: Publish) -> None:
    publish()
    before, out = names(), StringIO()
    call_command("search_rebuild", "--lang", "nl", stdout=out)
    assert out.getvalue() == "nl: 1 documents\n"
    assert names()["fr"] == before["fr"]


def test_an_interruption_is_said_and_harms_nothing(publish: Publish, monkeypatch: pytest.MonkeyPatch) -> None:
    publish()
    before = names()

    def interrupted(*arguments: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(tasks, "rebuild", interrupted)
    with pytest.raises(CommandError, match="Interrupted") as error:
        call_command("search_rebuild")
    assert error.value.returncode == 130
    assert names() == before
