from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import roles
from mail.models import Message
from portal.setup import ensure_tree
from seminars import panel_readings
from seminars.models import PanelReader, ReaderComment
from seminars.panel_readings import Invited
from tests.factories import member_of, reload
from tests.factories.seminars import a_recommendation, make_panel

pytestmark = pytest.mark.django_db

NOTE = {"findings_fr": "Premier constat.\n\nSecond constat.", "findings_nl": "Eerste vaststelling.\n\nTweede."}
LINK = re.compile(r"https?://[^/]+(/\S+/n/reading/\S+/)")


@pytest.fixture(autouse=True)
def tree() -> None:
    ensure_tree()
    roles.apply_roles()


def a_draft(**texts: str) -> Any:
    return make_panel(published=False, recommendations=(a_recommendation(),), **{**NOTE, **texts})


def link_of(panel: Any, language: str = "fr") -> str:
    """Return the path of the link that somebody of the panel is sent."""
    panel_readings.ask(panel, Invited("Ana", f"ana-{language}@example.org", language))
    found = LINK.search(Message.objects.latest("pk").text)
    assert found
    return found[1]


def part(client: Client, link: str, words: str) -> str:
    """Return the anchor of the paragraph with these words."""
    rows = client.get(link).context["rows"]
    return next(each.anchor for each, _said in rows if words in each.text)


def edit(panel: Any, **texts: str) -> None:
    draft = reload(panel).get_latest_revision_as_object()
    for name, text in texts.items():
        setattr(draft, name, text)
    draft.save_revision(clean=False)


@pytest.mark.parametrize(("language", "words"), [("fr", "Second constat."), ("nl", "Eerste vaststelling.")])
def test_link_shows_the_draft_in_the_language_of_the_reader_without_account_or_cookie(
    client: Client, language: str, words: str
) -> None:
    answer = client.get(link_of(a_draft(), language))
    assert words in answer.content.decode()
    assert not answer.cookies
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer.headers["Cache-Control"]


def test_comment_is_kept_with_its_paragraph_and_reading_changes_nothing(client: Client) -> None:
    link = link_of(a_draft())
    anchor = part(client, link, "Second constat.")
    client.get(link, {"anchor": anchor, "text": "par GET", "finished": "1"})
    assert not ReaderComment.objects.exists()
    assert client.post(link, {"anchor": anchor, "text": "Plutôt : troisième."}).status_code == 302
    kept = ReaderComment.objects.get()
    assert (kept.quote, kept.text, kept.reader.finished_at) == ("Second constat.", "Plutôt : troisième.", None)
    assert "Plutôt : troisième." in client.get(link).content.decode()


def test_comment_on_a_paragraph_that_changed_is_refused_and_what_was_typed_stays(client: Client) -> None:
    panel = a_draft()
    link = link_of(panel)
    anchor = part(client, link, "Second constat.")
    edit(panel, findings_fr="Premier constat.\n\nConstat réécrit.")
    answer = client.post(link, {"anchor": anchor, "text": "Mon avis sur l’ancien."})
    assert answer.status_code == 422
    assert "Mon avis sur l’ancien." in answer.content.decode()
    assert not ReaderComment.objects.exists()


def test_readers_do_not_see_each_other(client: Client) -> None:
    panel = a_draft()
    first, second = link_of(panel, "fr"), link_of(panel, "nl")
    client.post(first, {"anchor": part(client, first, "Premier"), "text": "Entre nous."})
    assert "Entre nous." not in client.get(second).content.decode()


@pytest.mark.parametrize("end", ["revoked", "expired", "replaced", "forged"])
def test_link_that_is_over_opens_nothing(client: Client, end: str) -> None:
    panel = a_draft()
    link = link_of(panel)
    anchor = part(client, link, "Premier")
    if end == "revoked":
        PanelReader.objects.update(revoked_at=timezone.now())
    elif end == "expired":
        PanelReader.objects.update(until=timezone.now() - timedelta(seconds=1))
    elif end == "replaced":
        link_of(panel)
    else:
        link = link[:-3] + "xx/"
    for answer in (client.get(link), client.post(link, {"anchor": anchor, "text": "trop tard"})):
        assert answer.status_code == 404
        assert "Premier constat." not in answer.content.decode()
    assert not ReaderComment.objects.exists()


def test_word_that_it_was_read_is_noted_once(client: Client) -> None:
    link = link_of(a_draft())
    client.post(link, {"finished": "1"})
    first = PanelReader.objects.get().finished_at
    client.post(link, {"finished": "1"})
    assert PanelReader.objects.get().finished_at == first is not None


def test_key_is_kept_nowhere(client: Client) -> None:
    link = link_of(a_draft())
    key = link.rstrip("/").rpartition("/")[2]
    assert key not in str(list(PanelReader.objects.values_list()))


def test_rapporteur_asks_settles_and_closes_in_the_admin(client: Client) -> None:
    panel = a_draft()
    desk = Client()
    desk.force_login(member_of(roles.COORDINATION.group))
    url = reverse("panel_reading_admin", args=[panel.pk])
    assert desk.post(url, {"name": "Ana", "address": "pas une adresse", "language": "fr"}).status_code == 200
    desk.post(url, {"name": "Ana", "address": "ana@example.org", "language": "fr"})
    found = LINK.search(Message.objects.get().text)
    assert found
    client.post(found[1], {"anchor": part(client, found[1], "Premier"), "text": "À préciser."})
    edit(panel, findings_fr="Tout autre chose.")
    (said,) = desk.get(url).context["comments"]
    assert (said[0].text, said[1]) == ("À préciser.", True)
    desk.post(url, {"resolve": str(said[0].pk)})
    assert desk.get(url).context["comments"] == []
    desk.post(url, {"close": "1"})
    assert reload(panel).get_latest_revision_as_object().note_state == "read"
    assert client.get(found[1]).status_code == 404


def test_what_was_said_is_forgotten_long_after_the_links_are_over() -> None:
    link_of(a_draft())
    over = timedelta(days=panel_readings.DAYS_KEPT)
    PanelReader.objects.update(until=timezone.now() - over + timedelta(hours=1))
    panel_readings.purge()
    assert PanelReader.objects.exists()
    PanelReader.objects.update(until=timezone.now() - over - timedelta(hours=1))
    panel_readings.purge()
    assert not PanelReader.objects.exists()


def test_number_of_queries_does_not_grow_with_comments(client: Client, django_assert_max_num_queries: Any) -> None:
    panel = a_draft()
    link = link_of(panel)
    anchor = part(client, link, "Premier")
    desk = Client()
    desk.force_login(member_of(roles.COORDINATION.group))
    url = reverse("panel_reading_admin", args=[panel.pk])
    client.post(link, {"anchor": anchor, "text": "un"})
    desk.get(url)
    with django_assert_max_num_queries(60) as one:
        desk.get(url)
    number = len(one.captured_queries)
    client.post(link, {"anchor": anchor, "text": "deux"})
    client.post(link, {"anchor": anchor, "text": "trois"})
    with django_assert_max_num_queries(number):
        assert len(desk.get(url).context["comments"]) == 3
