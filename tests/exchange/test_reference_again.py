"""What stands in the tables once the shipped reference data is loaded, and what loading again does to it."""

from pathlib import Path

import pytest

from exchange.errors import BundleRefused
from exchange.reference import SHIPPED, Changes, load_reference_data
from guides.models import Audience
from law.models import Provision
from organisations.models import Organisation
from tests.exchange.shipped import change
from tests.module_rows import ModuleRows
from themes.models import Label, Theme

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


@pytest.fixture(scope="module")
def loaded(module_rows: ModuleRows) -> None:
    with module_rows():
        load_reference_data(SHIPPED)


def test_everything_that_leads_from_one_row_to_another_is_there() -> None:
    inspection = Organisation.objects.get(identifier="inspection")
    assert (inspection.kind.identifier, inspection.parent.identifier) == ("regional", "bruxelles-logement")
    assert Theme.objects.get(slug="sommeil").broader.slug == "insal"
    assert [theme.slug for theme in Theme.objects.get(slug="nonconf").related.all()] == ["insal"]
    assert Provision.objects.get(identifier="rgpd-9").act == Provision.objects.get(identifier="rgpd-6").act
    assert [name.name for name in Organisation.objects.get(identifier="perspective").former_names.all()] == [
        "Bureau bruxellois de la planification",
        "Brussels Planningsbureau",
    ]


@pytest.mark.parametrize(
    ("slug", "language", "label"),
    [
        ("bp", "nl", "good practices"),
        ("bp", "fr", "bonne pratiques"),
        ("rgpd", "nl", "GDPR"),
        ("aipd", "fr", "DPIA"),
        ("insal", "nl", "krot"),
        ("sommeil", "fr", "marchand de someil"),
        ("humid", "en", "mold"),
        ("sommeil", "en", "slumlord"),
    ],
)
def test_hidden_labels_are_there_for_search(slug: str, language: str, label: str) -> None:
    assert Label.objects.filter(theme__slug=slug, language=language, kind="hidden", text=label).exists()


def test_changed_row_is_updated_and_the_others_are_not(folder: Path) -> None:
    change(
        folder / "vocabulary.csv", "Logement insalubre,insalubrité", "Logement malsain,Logement insalubre;insalubrité"
    )

    assert load_reference_data(folder) == Changes(updated=1, unchanged=228)
    assert str(Theme.objects.get(slug="insal").label_in("fr")) == "Logement malsain"


def test_row_that_is_gone_from_the_file_stays(folder: Path) -> None:
    change(folder / "audiences.csv", "support-service,Services d’accompagnement,Begeleidingsdiensten\n", "")

    load_reference_data(folder)

    assert Audience.objects.filter(identifier="support-service").exists()


def test_columns_that_a_file_does_not_have_stay_as_they_are(folder: Path) -> None:
    Organisation.objects.filter(identifier="inspection").update(mailbox="inspection@example.org")

    assert load_reference_data(folder) == Changes(unchanged=229)
    assert Organisation.objects.get(identifier="inspection").mailbox == "inspection@example.org"


def test_competences_are_those_of_the_file(folder: Path) -> None:
    def held() -> list[str]:
        body = Organisation.objects.get(identifier="inspection")
        return [each.theme.slug for each in body.competences.all()]

    assert held() == ["inspect", "normes", "plainte"]
    change(folder / "organisations.csv", "inspect;normes;plainte", "plainte;insal")
    assert load_reference_data(folder) == Changes(updated=1, unchanged=228)
    assert held() == ["plainte", "insal"]
    change(folder / "organisations.csv", "plainte;insal", "malsain")
    with pytest.raises(BundleRefused):
        load_reference_data(folder)


def test_competences_stay_where_the_file_has_no_column_for_them(folder: Path) -> None:
    path = folder / "organisations.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(line.rpartition(",")[0] for line in lines) + "\n", encoding="utf-8")
    assert load_reference_data(folder) == Changes(unchanged=229)
    assert Organisation.objects.get(identifier="inspection").competences.count() == 3
