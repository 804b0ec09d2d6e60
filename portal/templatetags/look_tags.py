"""The style sheets and marks that a theme may replace."""

from django import template

from portal import look

register = template.Library()
register.simple_tag(look.theme_file)
