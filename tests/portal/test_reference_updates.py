from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ReferenceIndex

from guides.models import GuideStep
from portal.models import PortalDocument
from portal.reference_updates import no_updates, one_update
from tests.factories import make_document, make_draft, make_practice, make_practice_draft, republish, schedule

pytestmark = pytest.mark.django_db


def looks(steps: int) -> int:
    """Return how often the index of references is asked for while a practice of so many steps is published."""
    with CaptureQueriesContext(connection) as asked:
        make_practice(steps=steps)
    index = ReferenceIndex._meta.db_table
    return sum(f'FROM "{index}"' in query["sql"] for query in asked.captured_queries)


def known(document: PortalDocument) -> int:
    return ReferenceIndex.get_references_to(document).count()


def test_a_page_is_looked_at_as_often_for_ten_steps_as_for_one() -> None:
    assert looks(10) == looks(1)


def test_what_a_draft_and_its_rows_refer_to_is_known() -> None:
    document = make_document()
    draft = make_draft(steps=0)
    draft.steps = [GuideStep(heading_fr="Un", heading_nl="Een", form_fr=document)]
    draft.save()
    assert known(document) == 1


def test_what_a_page_refers_to_follows_its_publication() -> None:
    document, guide = make_document(), make_draft()
    step = GuideStep(heading_fr="Un", heading_nl="Een", form_fr=document)
    guide = republish(guide, steps=[step])
    assert known(document) == 1
    republish(guide, steps=[GuideStep(heading_fr="Un", heading_nl="Een")])
    assert known(document) == 0


def test_a_publication_that_is_only_scheduled_changes_nothing_yet() -> None:
    document, practice = make_document(), make_practice_draft()
    schedule(practice)
    assert known(document) == 0


def test_nothing_is_looked_at_inside_another_pause() -> None:
    document, draft = make_document(), make_draft(steps=0)
    with no_updates():
        with no_updates():
            pass
        draft.steps = [GuideStep(heading_fr="Un", heading_nl="Een", form_fr=document)]
        draft.save()
        assert known(document) == 0
    with one_update(draft):
        pass
    assert known(document) == 1
