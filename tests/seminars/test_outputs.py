from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts import roles
from portal.setup import ensure_tree
from seminars import outputs
from tests.factories import member_of, reload
from tests.factories.seminars import a_recommendation, make_panel, make_seminar

pytestmark = pytest.mark.django_db

BOTH = {"body_fr": "La synthèse.", "body_nl": "De synthese."}
NOTE = {"findings_fr": "Constats.", "findings_nl": "Vaststellingen."}


def edit(page: Any, **texts: str) -> None:
    """Write into the draft of a page, as an author does."""
    draft = reload(page).get_latest_revision_as_object()
    for name, text in texts.items():
        setattr(draft, name, text)
    draft.save_revision(clean=False)


def test_each_panel_leads_to_where_its_recommendations_are_pasted(cell: Client) -> None:
    panel = make_panel()
    shown = page_of(cell, panel.get_parent()).content.decode()
    assert shown.count(reverse("pasted_recommendations", args=[panel.pk])) == 1
    assert shown.count("/admin/pasted-recommendations/") == 1


def page_of(client: Client, seminar: Any) -> Any:
    return client.get(reverse("seminar_outputs", args=[seminar.pk]))


def publish(client: Client, seminar: Any) -> Any:
    return client.post(reverse("seminar_outputs", args=[seminar.pk]), follow=True)


def a_seminar(panels: int = 1, **fields: Any) -> tuple[Any, list[Any]]:
    """Return a seminar that was held, and its panels, whose notes nobody has published."""
    seminar = make_seminar(state="held", **fields)
    made = [
        make_panel(seminar, published=False, number=number, recommendations=(a_recommendation(),), **NOTE)
        for number in range(1, panels + 1)
    ]
    return seminar, made


def test_one_click_publishes_seminar_panels_and_recommendations_together(cell: Client) -> None:
    seminar, panels = a_seminar(3)
    edit(seminar, **BOTH)
    answer = publish(cell, seminar)
    assert (reload(seminar).state, [reload(panel).live for panel in panels]) == ("outputs_published", [True] * 3)
    shown = Client().get(reload(seminar).url_in("nl")).content.decode()
    assert "De synthese." in shown
    assert all(panel.recommendations.get().text_nl in shown for panel in map(reload, panels))
    assert "4" in "".join(str(message) for message in answer.context["messages"])


def test_nothing_is_published_while_a_language_of_the_synthesis_is_missing(cell: Client) -> None:
    seminar, panels = a_seminar(2)
    edit(seminar, body_fr="La synthèse.")
    publish(cell, seminar)
    assert (reload(seminar).state, [reload(panel).live for panel in panels]) == ("held", [False, False])


def test_nothing_is_published_while_one_panel_is_incomplete(cell: Client) -> None:
    seminar, panels = a_seminar(2)
    edit(seminar, **BOTH)
    edit(panels[1], summary_nl="")
    with pytest.raises(ValidationError) as refused:
        outputs.publish(reload(seminar), member_of(roles.COORDINATION.group))
    assert len(refused.value.messages) == 1
    assert (reload(seminar).state, reload(panels[0]).live) == ("held", False)


def test_page_says_part_by_part_what_is_missing_in_which_language(cell: Client) -> None:
    seminar, _panels = a_seminar()
    edit(seminar, body_nl="De synthese.")
    whole = page_of(cell, seminar).context["parts"]
    steps = {step.label: step.missing for step in whole[0].steps}
    assert ("Français",) in steps.values()
    assert len(whole) == 2
    assert whole[0].problems != []
    assert whole[1].problems == []


def test_second_click_changes_nothing_and_says_how_much_was_published(cell: Client) -> None:
    seminar, panels = a_seminar()
    edit(seminar, **BOTH)
    publish(cell, seminar)
    first = reload(panels[0]).last_published_at
    publish(cell, seminar)
    assert reload(panels[0]).last_published_at == first


def test_followed_up_seminar_does_not_go_back(cell: Client) -> None:
    seminar, _panels = a_seminar()
    edit(seminar, state="followed_up", **BOTH)
    publish(cell, seminar)
    assert reload(seminar).state == "followed_up"


def test_editor_looks_but_does_not_publish(client: Client) -> None:
    ensure_tree()
    roles.apply_roles()
    client.force_login(member_of(roles.EDITORS.group))
    seminar, panels = a_seminar()
    edit(seminar, **BOTH)
    assert page_of(client, seminar).status_code == 200
    publish(client, seminar)
    assert reload(panels[0]).live is False
