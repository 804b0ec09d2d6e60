"""Links in published texts that lead nobody anywhere: what they name was withdrawn or deleted, or never published."""

from __future__ import annotations

import languages
from portal.markdown.resolver import PageLinks
from portal.named_targets import named_targets
from portal.published import Access

#: A link to what is kept to a circle is none for other readers, and not broken.
EVERYWHERE = Access(frozenset())


def dead_links() -> dict[int, tuple[str, ...]]:
    """Return the targets that lead nowhere, by the key of the published record whose texts name them."""
    named = named_targets()
    targets = frozenset[str]().union(*named.values())
    links = PageLinks.to(targets, language=languages.active(), access=EVERYWHERE)
    dead = {each for each in targets if not (links.link(each) or links.picture(each))}
    return {page: tuple(sorted(own & dead)) for page, own in named.items() if own & dead}
