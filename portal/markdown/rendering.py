"""From Markdown to the HTML that readers see: guard, converter, tree, sanitiser.

Rendered text is kept in a cache of its own. The key holds all that shapes the result (the text, the language of the
labels, what each link leads to for this reader, and `_VERSION`), so nothing has ever to be thrown away: a changed
title, a withdrawn record or another reader makes another key. Raise `_VERSION` with any change to what is rendered.
"""

import hashlib
import html
from dataclasses import dataclass

import nh3
from django.core.cache import caches
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from languages.text import NO_BREAK
from portal.markdown.guard import MarkdownRefused, check, tidy
from portal.markdown.links import Links, NoLinks, targets_in
from portal.markdown.sanitise import sanitise
from portal.markdown.syntax import converter
from portal.markdown.tree import Finish, FinishProcessor, Heading
from portal.service_urls import RENDERINGS

_VERSION = 1
_KEPT_FOR = 30 * 24 * 3600


@dataclass(frozen=True)
class Rendered:
    """One text, ready to show.

    `html` is safe to print; `headings` in order; `broken` holds each target or address that leads nowhere for this
    reader, once, in order; `text` is the plain text, for search and excerpts.
    """

    html: SafeString
    headings: tuple[Heading, ...] = ()
    broken: tuple[str, ...] = ()
    text: str = ""


def render(text: str, *, links: Links | None = None, prefix: str = "", level: int = 2) -> Rendered:
    """Render `text`, whose highest heading becomes one of `level`.

    `links` answers for the reader; without it every internal link is plain text and reported as broken. `prefix`
    starts every id and must differ between the texts of one page. Never raises: a text that the guard refuses is
    shown as it was typed.
    """
    links = links or NoLinks()
    prefix = prefix or "text"
    key, cache = _key(text, links, prefix, level), caches[RENDERINGS]
    rendered = cache.get(key)
    if rendered is None:
        rendered = _render(text, links, prefix, level)
        cache.set(key, rendered, _KEPT_FOR)
    return rendered


def _key(text: str, links: Links, prefix: str, level: int) -> str:
    answers = [(target, links.link(target), links.picture(target)) for target in sorted(targets_in([text]))]
    parts = repr((_VERSION, get_language(), prefix, level, answers, text))
    return f"markdown-{hashlib.sha256(parts.encode()).hexdigest()}"


def _render(text: str, links: Links, prefix: str, level: int) -> Rendered:
    text = tidy(text)
    finish = Finish(links=links, prefix=prefix, level=level)
    md = converter(back_to_text=_("Back to the text of footnote {}"))
    md.treeprocessors.register(FinishProcessor(md, finish), "finish", -10)
    try:
        check(text)
        cleaned = sanitise(md.convert(text))
    except (MarkdownRefused, RecursionError):
        return Rendered(html=SafeString(linebreaks(text, autoescape=True)), text=text)
    return Rendered(
        html=mark_safe(cleaned),  # noqa: S308 - the sanitiser's output
        headings=tuple(finish.headings),
        broken=tuple(finish.broken),
        text=_plain(cleaned),
    )


def _plain(cleaned: str) -> str:
    """The words of sanitised HTML; elements that start a line in the HTML start one here."""
    words = html.unescape(nh3.clean(cleaned, tags=set()))
    words = words.replace(NO_BREAK, " ").replace("\N{LEFTWARDS ARROW WITH HOOK}", "")
    return "\n".join(line.strip() for line in words.split("\n") if line.strip())
