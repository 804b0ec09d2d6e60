"""Every place with personal data is declared, can be given out, and forgets."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import models
from wagtail.log_actions import log

import languages
from accounts.models import User
from mail.models import Message, Suppression
from newsletter.models import Subscriber
from portal import erasures, privacy, privacy_declarations
from portal.processing_record import record
from tests.factories import make_user
from tests.factories.mail import make_message
from tests.factories.newsletter import make_subscriber

ADDRESS = "ann.exemple@example.be"


@pytest.fixture(autouse=True)
def own_list_of_erasures(settings: Any, tmp_path: Any) -> None:
    settings.DATA_DIR = tmp_path


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_every_field_that_looks_like_personal_data_is_declared() -> None:
    assert privacy.undeclared() == []


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("contact", models.EmailField()),
        ("first_name", models.CharField(max_length=9)),
        ("visitor_ip", models.CharField(max_length=9)),
        ("address", models.GenericIPAddressField()),
        ("written_by", models.ForeignKey(User, on_delete=models.CASCADE)),
    ],
)
def test_new_field_with_personal_data_would_be_noticed(name: str, field: Any) -> None:
    field.name = name
    field.remote_field and setattr(field.remote_field, "model", User)
    assert privacy.tells_of_a_person(field)


@pytest.mark.parametrize("name", ["title", "slug", "name_fr", "sort_order"])
def test_other_fields_are_left_alone(name: str) -> None:
    field: Any = models.CharField(max_length=9)
    field.name = name
    assert not privacy.tells_of_a_person(field)


def test_declarations_name_fields_that_there_are() -> None:
    for data in privacy.declared():
        for model in data.models:
            for name in (*data.fields, *(each for each in data.shown if isinstance(each, str))):
                model._meta.get_field(name)


@pytest.fixture
def person(db: None) -> Subscriber:
    make_user(ADDRESS)
    make_message(ADDRESS)
    return make_subscriber(ADDRESS)


def test_everything_under_an_address_is_given_out(person: Subscriber) -> None:
    told = json.loads(run("personal_data", "give", ADDRESS.upper()))
    text = json.dumps(told, ensure_ascii=False)
    assert len(told) >= 3
    assert text.count(ADDRESS) >= 3
    assert "mission d’intérêt public" in text


def test_erased_person_is_nowhere_in_the_database(person: Subscriber) -> None:
    log(instance=User.objects.get(), action="wagtail.create")
    told = run("personal_data", "erase", ADDRESS)
    assert "The address is nowhere in the database." in told
    assert list(privacy.places_with(ADDRESS)) == []
    user = User.objects.get()
    assert (user.is_active, user.has_usable_password(), user.first_name) == (False, False, "")
    assert Message.objects.get().recipient == ""
    assert Suppression.objects.get().reason == "erasure"


def test_what_must_be_edited_by_hand_is_told(person: Subscriber) -> None:
    make_user("other@example.be")
    User.objects.filter(email="other@example.be").update(last_name=f"see {ADDRESS}")
    assert "accounts.User.last_name: still in 1 rows" in run("personal_data", "erase", ADDRESS)


def test_last_administrator_is_not_erased(db: None) -> None:
    User.objects.create_superuser(ADDRESS)
    with pytest.raises(CommandError, match="last administrator"):
        run("personal_data", "erase", ADDRESS)
    assert User.objects.filter(email=ADDRESS, is_active=True).exists()
    assert not erasures.is_erased(ADDRESS)


def test_what_is_no_address_is_refused(db: None) -> None:
    with pytest.raises(CommandError, match="not an address"):
        run("personal_data", "give", "ann")


def test_erasure_is_done_again_on_data_that_a_backup_brought_back(person: Subscriber) -> None:
    run("personal_data", "erase", ADDRESS)
    Subscriber.objects.all().delete()
    make_subscriber(ADDRESS)
    make_subscriber("other@example.be")
    assert run("reapply_erasures") == "1 addresses erased again.\n"
    assert list(privacy.places_with(ADDRESS)) == []
    assert Subscriber.objects.filter(email="other@example.be").exists()


def test_list_of_erasures_holds_no_address(person: Subscriber, settings: Any, tmp_path: Any) -> None:
    settings.DATA_DIR = settings.BACKUP_DIR = tmp_path
    erasures.remember(ADDRESS)
    assert erasures.is_erased(ADDRESS)
    assert ADDRESS not in (tmp_path / erasures.FILE).read_text(encoding="ascii")


@pytest.mark.parametrize("code", languages.CODES)
def test_record_of_processing_has_every_declaration_in_the_language(db: None, code: str) -> None:
    text = run("processing_record", code)
    assert text.count("\n| ") >= len(privacy.declared())
    english = record()
    assert not {line for line in english.splitlines() if line.startswith("#")} & set(text.splitlines()) or code == "fr"


def test_traces_of_accounts_lead_to_the_account(db: None) -> None:
    find = privacy_declarations.of_account("wagtailcore.PageLogEntry", "user")
    assert not find(ADDRESS).exists()
