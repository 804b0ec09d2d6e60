import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.factories import make_user, restrict
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
    assert (hit.pop("kind"), hit.pop("verified_on")) == ("guide", guide.verified_on.isoformat())
    assert hit == {
        "date": timezone.localdate().isoformat(),
        "attachment": None,
        "reasons": [],
        "found_in": "fr",
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
    assert json.loads(searched("CPAS", "--also", "nl", "--json"))["total"] == 2


def test_a_member_finds_what_members_may_see(publish: Publish) -> None:
    guide = publish(heading_fr="Le bail")
    restrict(guide)
    call_command("search_sync", verbosity=0)
    member = make_user()
    assert json.loads(searched("bail", "--json"))["total"] == 0
    assert json.loads(searched("bail", "--json", "--as", member.email))["total"] == 1
    with pytest.raises(CommandError, match="no active account"):
        searched("bail", "--as", "nobody@example.org")
