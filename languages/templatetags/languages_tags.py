from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

import languages
from languages.text import Text, in_language

register = template.Library()


@register.simple_tag
def lang_attr(text: object) -> SafeString | str:
    """Give `` lang="nl-BE"`` for a text that is not in the language of the page, else nothing."""
    if isinstance(text, Text) and text.foreign:
        return format_html(' lang="{}"', languages.tag_of(text.language))
    return ""


@register.filter
def language_name(code: str) -> str:
    """Give the name of a language in that language: ``fr`` → ``Français``."""
    return languages.BY_CODE[code].name if code in languages.BY_CODE else code


@register.filter
def language_tag(code: str) -> str:
    """Give the tag of a language for ``lang`` and ``hreflang``: ``fr`` → ``fr-BE``."""
    return languages.tag_of(code)


@register.simple_tag
def text_in(instance: object, name: str, code: str) -> Text:
    """Give the text ``name`` of a record in the language ``code``, else in the other one."""
    return in_language(instance, name, code)
