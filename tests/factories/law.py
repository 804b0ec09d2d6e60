from law.models import Act, Provision
from tests.factories.numbers import unique


def make_provision(identifier: str = "") -> Provision:
    identifier = identifier or unique("provision")
    act = Act.objects.create(title_fr=f"{identifier} code", title_nl=f"{identifier} wetboek")
    return Provision.objects.create(identifier=identifier, act=act, article_fr="art. 1", article_nl="art. 1 nl")
