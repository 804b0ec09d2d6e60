from tests.factories.numbers import unique
from themes.models import Label, Theme, ThemedItem


def make_theme(slug: str = "", *, broader: Theme | None = None, fr: str = "", nl: str = "") -> Theme:
    """Return a theme with a preferred label in both languages."""
    slug = slug or unique("theme")
    theme = Theme.objects.create(slug=slug, name=slug, broader=broader)
    for language, text in (("fr", fr or f"{slug} fr"), ("nl", nl or f"{slug} nl")):
        Label.objects.create(theme=theme, language=language, kind=Label.Kind.PREFERRED, text=text)
    return Theme.objects.get(pk=theme.pk)


def themed(themes: tuple[Theme, ...]) -> list[ThemedItem]:
    """Return the themes of a record in the order in which they are given, or one theme when none is given."""
    return [ThemedItem(tag=theme, sort_order=place) for place, theme in enumerate(themes or (make_theme(),))]
