from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.http import urlencode

from accounts import roles
from editorial import reactions
from editorial.models import Reaction, WantedDocument
from mail.models import Message
from portal import robots
from portal.setup import ensure_tree
from tests.factories import make_draft, make_guide, make_practice, make_theme, member_of, restrict

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tree(monkeypatch: pytest.MonkeyPatch) -> None:
    """People in tests are quicker than people."""
    monkeypatch.setattr(robots, "QUICKEST", timedelta(0))
    ensure_tree()


def form_of(client: Client, page: Any = None, code: str = "fr", **query: str) -> Any:
    where = {"fr": "/fr/votre-avis/", "nl": "/nl/uw-mening/"}[code]
    asked = {**({"record": page.reference} if page else {}), **query}
    return client.get(f"{where}?{urlencode(asked)}")


def say(client: Client, page: Any = None, code: str = "fr", **told: str) -> Any:
    shown = form_of(client, page, code)
    url = shown.request["PATH_INFO"] + "?" + shown.request["QUERY_STRING"]
    stamp = shown.context["form"].initial["stamp"]
    return client.post(url, {"kind": "problem", "stamp": stamp, "website": "", **told})


def test_report_is_kept_with_page_language_and_theme_and_without_identity(client: Client) -> None:
    theme = make_theme()
    page = make_guide(themes=(theme,))
    assert say(client, page, "nl", text="De termijn klopt niet.").status_code == 302
    kept = Reaction.objects.get()
    assert (kept.page_id, kept.language, kept.theme, kept.text) == (page.pk, "nl", theme, "De termijn klopt niet.")
    assert (kept.address, kept.state) == ("", Reaction.State.OPEN)


def test_one_click_says_useful_and_asks_nothing_of_the_cell(client: Client) -> None:
    page = make_practice()
    shown = client.get(page.url_in("fr")).content.decode()
    action = f"/fr/votre-avis/utile/?record={page.reference}"
    assert f'action="{action}"' in shown
    assert client.post(action).status_code == 302
    assert [(each.kind, each.state) for each in Reaction.objects.all()] == [("useful", "done")]


def test_reading_changes_nothing_and_sets_no_cookie_on_the_record(client: Client) -> None:
    page = make_guide()
    assert not client.get(page.url_in("fr")).cookies
    form_of(client, page, kind="not_useful")
    assert client.get(f"/fr/votre-avis/utile/?record={page.reference}").status_code == 405
    assert not Reaction.objects.exists()


def test_problem_without_words_is_asked_for_them_and_nothing_is_lost(client: Client) -> None:
    response = say(client, make_guide(), text="", address="a@example.org")
    assert response.status_code == 200
    assert "Dites en quelques mots" in response.content.decode()
    assert 'value="a@example.org"' in response.content.decode()
    assert not Reaction.objects.exists()


def test_hidden_record_is_not_told_of(client: Client) -> None:
    restricted = make_guide()
    restrict(restricted)
    assert {form_of(client, page).status_code for page in (make_draft(), restricted)} == {404}


@pytest.mark.parametrize("reference", ["x", "GT-9999-999", "\x00", "' or 1=1", "é" * 500])
def test_no_such_record_is_a_page_that_is_not_found(client: Client, reference: str) -> None:
    assert client.get("/fr/votre-avis/", {"record": reference}).status_code == 404


def test_program_gets_the_same_answer_and_nothing_is_kept(client: Client) -> None:
    assert say(client, make_guide(), text="Un lien http://x", website="http://x").status_code == 302
    assert not Reaction.objects.exists()


def test_flood_of_one_network_is_stopped_with_a_reason(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    page = make_guide()
    for number in range(reactions.OF_A_NETWORK.most):
        assert say(client, page, text=f"Numéro {number}").status_code == 302
    assert say(client, page, text="Une de trop").status_code == 429
    assert Reaction.objects.count() == reactions.OF_A_NETWORK.most


def test_answer_goes_to_the_address_in_the_language_of_the_question_and_the_address_goes(client: Client) -> None:
    page = make_guide()
    say(client, page, "nl", kind="question", text="Wie stelt het verslag op?", address="dienst@example.org")
    reactions.answer(Reaction.objects.get(), "De inspectie.", page)
    message = Message.objects.get()
    assert (message.recipient, message.language) == ("dienst@example.org", "nl")
    assert "De inspectie." in message.text
    assert f"/id/{page.reference}" in message.text
    kept = Reaction.objects.get()
    assert (kept.address, kept.state) == ("", Reaction.State.ANSWERED)


def test_addresses_are_taken_out_after_ninety_days_and_reactions_after_two_years(client: Client) -> None:
    for days in (89, 91, 731):
        row = reactions.keep(reactions.Said("question", "fr", text="?", address="a@example.org"))
        Reaction.objects.filter(pk=row.pk).update(at=timezone.now() - timedelta(days=days))
    reactions.purge()
    assert sorted(Reaction.objects.values_list("address", flat=True)) == ["", "a@example.org"]


def test_cell_answers_in_the_admin_and_an_editor_sees_nothing(client: Client) -> None:
    roles.apply_roles()
    row = reactions.keep(reactions.Said("question", "fr", text="Qui signe ?", address="a@example.org"))
    client.force_login(member_of(roles.EDITORS.group))
    assert client.get("/admin/reactions/").status_code in (302, 403)
    client.force_login(member_of(roles.COORDINATION.group))
    assert "Qui signe ?" in client.get("/admin/reactions/").content.decode()
    data = {"state": "answered", "answer": "Le bourgmestre.", "answered_by": "", "theme": ""}
    assert client.post(f"/admin/reactions/edit/{row.pk}/", {**data, "answer": ""}).status_code == 200
    assert client.post(f"/admin/reactions/edit/{row.pk}/", data).status_code == 302
    assert Message.objects.get().recipient == "a@example.org"


@pytest.mark.parametrize("state", ["done", "set_aside"])
def test_when_it_was_dealt_with_is_kept_until_it_is_open_again(client: Client, state: str) -> None:
    roles.apply_roles()
    row = reactions.keep(reactions.Said("question", "fr", text="Qui signe ?"))
    client.force_login(member_of(roles.COORDINATION.group))
    for given, dealt_with in ((state, True), ("open", False)):
        client.post(f"/admin/reactions/edit/{row.pk}/", {"state": given, "answer": "", "answered_by": "", "theme": ""})
        row.refresh_from_db()
        assert (row.state, row.handled_at is not None) == (given, dealt_with)


@pytest.mark.parametrize("sent", ["abc", "9" * 30, "\x00"])
@pytest.mark.parametrize("name", ["theme", "answered_by"])
def test_what_no_chooser_offered_is_refused_and_the_reaction_stays(cell: Client, name: str, sent: str) -> None:
    row = reactions.keep(reactions.Said("question", "fr", text="Qui signe ?"))
    data = {"state": "done", "answer": "", "answered_by": "", "theme": "", name: sent}
    assert cell.post(f"/admin/reactions/edit/{row.pk}/", data).status_code == 200
    row.refresh_from_db()
    assert row.state == Reaction.State.OPEN


def test_list_of_what_is_wanted_leads_to_what_was_written(client: Client) -> None:
    page, today = make_guide(heading_fr="Le guide attendu"), timezone.localdate()
    WantedDocument.objects.create(text_fr="Un modèle d’arrêté", text_nl="Een modelbesluit", since=today)
    WantedDocument.objects.create(text_fr="Écrit", text_nl="Geschreven", since=today, answered_by=page)
    WantedDocument.objects.create(text_fr="Caché", text_nl="Verborgen", since=today, shown=False)
    shown = client.get("/fr/documentation-souhaitee/").content.decode()
    assert "Un modèle d’arrêté" in shown
    assert "Le guide attendu" in shown
    assert "Caché" not in shown
    assert "Een modelbesluit" in client.get("/nl/gezochte-documentatie/").content.decode()


def test_number_of_queries_does_not_grow_with_what_is_wanted(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    def add() -> None:
        WantedDocument.objects.create(
            text_fr="x", text_nl="y", since=timezone.localdate(), theme=make_theme(), answered_by=make_guide()
        )

    add()
    client.get("/fr/documentation-souhaitee/")
    with django_assert_max_num_queries(15) as one:
        client.get("/fr/documentation-souhaitee/")
    add()
    add()
    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get("/fr/documentation-souhaitee/")
