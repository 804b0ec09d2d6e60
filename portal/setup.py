"""What a new site needs before anyone writes: its tree, and the site's address. Safe to run again."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Page, Site

from portal.models import HomePage
from portal.models.base import BilingualPage
from portal.models.sections import index_page_models

HOME = {
    "heading_fr": "Ce qui marche sur le terrain",
    "heading_nl": "Wat werkt op het terrein",
    "introduction_fr": "Guides et bonnes pratiques de celles et ceux qui font la politique du logement à Bruxelles.",
    "introduction_nl": "De gidsen en goede praktijken van wie het huisvestingsbeleid in Brussel elke dag waarmaakt.",
}
HOME_BLOCKS = [("latest", {"number": 6}), ("themes", None)]


@transaction.atomic
def ensure_tree() -> HomePage:
    """Make the home page and the index page of every package where they are missing, and point the site at them."""
    root = Page.get_first_root_node()
    home = HomePage.objects.first()
    if home is None:
        home = HomePage(slug="portal", body=HOME_BLOCKS, **HOME)
        _publish(root, home)
    for model in index_page_models():
        if not model.objects.exists():
            texts = model.default_texts()
            _publish(home, model(slug=texts["slug_fr"], show_in_menus=model.in_menus, **texts))
    _ensure_site(home)
    return home


def _publish(parent: Page, page: BilingualPage) -> None:
    page.live = False
    parent.add_child(instance=page)
    page.save_revision().publish()


def _ensure_site(home: HomePage) -> None:
    address = urlsplit(settings.SITE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    values = {
        "hostname": address.hostname,
        "port": port,
        "root_page": home,
        "site_name": str(settings.WAGTAIL_SITE_NAME),
    }
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    for name, value in values.items():
        setattr(site, name, value)
    site.save()
    _forget_the_welcome_page(home)


def _forget_the_welcome_page(home: HomePage) -> None:
    """Delete the page that Wagtail's own migrations leave at the top of a new site."""
    for page in Page.objects.sibling_of(home, inclusive=False):
        if page.specific_class is Page:
            page.delete()
