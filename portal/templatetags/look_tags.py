"""The style sheets and marks that a theme may replace."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal import look

register = template.Library()
register.simple_tag(look.theme_file)


@register.filter
def mailbox(address: str) -> SafeString:
    """Show an address of mail that, where it is too long for its line, goes on below from its sign."""
    name, sign, host = str(address).rpartition("@")
    return format_html("{}<wbr>{}{}", name, sign, host) if sign else format_html("{}", address)
