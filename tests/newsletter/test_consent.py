"""The proof of consent is written once."""

from __future__ import annotations

import pytest

from newsletter import consent
from newsletter.consent import Event, Source
from newsletter.models import ConsentEvent, ConsentText
from newsletter.models.consent import NeverChanged
from tests.factories.newsletter import make_subscriber

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> ConsentEvent:
    return consent.record(make_subscriber(), Event.CONFIRM, Source("test"), wording=consent.current_words("fr"))


@pytest.mark.parametrize("model", [ConsentEvent, ConsentText])
def test_rows_are_neither_changed_nor_deleted(event: ConsentEvent, model: type[ConsentEvent | ConsentText]) -> None:
    row = model.objects.get()
    refused = [
        row.save,
        row.delete,
        model.objects.all().delete,
        lambda: model.objects.update(language="nl"),
        lambda: model.objects.bulk_update([row], ["language"]),
    ]
    for change in refused:
        with pytest.raises(NeverChanged):
            change()


def test_new_words_take_the_place_of_the_old_which_stay(event: ConsentEvent) -> None:
    first = consent.current_words("fr")
    second = ConsentText.objects.create(language="fr", text="D’autres mots.")
    assert consent.current_words("fr") == second
    assert (first.version, second.version) == (1, 2)
    assert first.sha256 != second.sha256
    assert ConsentEvent.objects.get().wording == first


def test_words_are_those_of_the_language() -> None:
    assert "désinscrire" in consent.current_words("fr").text
    assert "uitschrijven" in consent.current_words("nl").text


def test_record_knows_a_pseudonym_only(event: ConsentEvent) -> None:
    assert not [field for field in ConsentEvent._meta.fields if field.is_relation and field.name != "wording"]
    assert "@" not in str(ConsentEvent.objects.values().get())
