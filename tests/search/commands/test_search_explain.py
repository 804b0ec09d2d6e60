from io import StringIO

from django.core.management import call_command

from tests.factories import make_theme
from tests.search.conftest import Publish


def explained(*arguments: str) -> str:
    out = StringIO()
    call_command("search_explain", *arguments, stdout=out)
    return out.getvalue()


def test_it_tells_how_a_question_is_read_and_why_a_record_is_found(publish: Publish) -> None:
    theme = make_theme("sommeil", fr="Marchand de sommeil", nl="Huisjesmelker")
    guide = publish(heading_fr="Le logement", heading_nl="De woning", themes=(theme,))
    text = explained("huisjesmelker logemant")
    assert "spelling: logemant → logement" in text
    assert "concept theme:sommeil: “huisjesmelker” (word 1) = Marchand de sommeil" in text
    assert "label × 0.7: Marchand de sommeil (marchand + sommeil)" in text
    assert "tag + 1.5: theme sommeil" in text
    assert f"{guide.reference}  fr  Le logement" in text
    assert "“huisjesmelker” = Marchand de sommeil: the record is tagged with it" in text


def test_the_spelling_may_be_left_as_it_is(publish: Publish) -> None:
    publish(heading_fr="Le logement")
    assert "spelling" not in explained("logemant", "--exact")
    assert "left out: bail" in explained("logement -bail")
