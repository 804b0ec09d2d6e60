import pytest
from django.utils import translation
from wagtail.forms import TaskStateCommentForm


@pytest.mark.parametrize(("code", "label"), [("fr", "Commentaire"), ("nl", "Opmerking")])
def test_reason_for_asking_for_changes_is_asked_for_in_the_language_of_who_asks(code: str, label: str) -> None:
    with translation.override(code):
        assert TaskStateCommentForm()["comment"].label == label
