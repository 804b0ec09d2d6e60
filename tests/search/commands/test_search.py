import json
from io import StringIO

from django.core.management import call_command

from tests.search.conftest import Publish


def searched(*arguments: str) -> str:
    out = StringIO()
    call_command("search", *arguments, stdout=out)
    return out.getvalue()


def test_json_tells_what_an_anonymous_reader_finds(publish: Publish) -> None:
    guide = publish(heading_fr="L'humidité", summary_fr="Que faire ?", heading_nl="Vocht")
    found = json.loads(searched("humidite", "--lang", "fr", "--json"))
    assert (found["total"], found["degraded"], found["facets"]["kind"]) == (1, False, {"guide": 1})
    [hit] = found["hits"]
    assert hit.pop("snippet").startswith("Que faire ?")
    assert hit == {
        "reference": guide.reference,
        "language": "fr",
        "title": "L'humidité",
        "url": "/fr/guides/lhumidite/",
    }


def test_text_is_for_people(publish: Publish) -> None:
    guide = publish(heading_fr="Le bail", heading_nl="De huur")
    assert searched("huur", "--lang", "nl").startswith(
        f"1 results\n{guide.reference}  De huur\n    /nl/gidsen/de-huur/"
    )


def test_both_languages(publish: Publish) -> None:
    publish(heading_fr="Un CPAS", heading_nl="Een huis")
    publish(heading_fr="Autre", heading_nl="Het CPAS")
    assert json.loads(searched("CPAS", "--json"))["total"] == 1
    assert json.loads(searched("CPAS", "--both", "--json"))["total"] == 2
