from django.utils import timezone

from editorial.models import WantedDocument
from tests.factories.numbers import unique
from tests.factories.themes import make_theme


def make_wanted() -> WantedDocument:
    """Return something that readers look for, under a theme."""
    name = unique("wanted")
    today = timezone.localdate()
    return WantedDocument.objects.create(text_fr=f"{name} fr", text_nl=f"{name} nl", since=today, theme=make_theme())
