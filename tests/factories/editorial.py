from django.utils import timezone

from editorial.models import WantedDocument
from tests.factories.numbers import unique
from tests.factories.themes import make_theme
from themes.models import Theme


def make_wanted(theme: Theme | None = None) -> WantedDocument:
    """Return something that readers look for, under a theme of its own when none is given."""
    name = unique("wanted")
    today = timezone.localdate()
    texts = {"text_fr": f"{name} fr", "text_nl": f"{name} nl"}
    return WantedDocument.objects.create(since=today, theme=theme or make_theme(), **texts)
