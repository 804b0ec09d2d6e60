"""What readers are told of the care for a record."""

from django import template

from editorial.amended import amended_for

register = template.Library()
register.simple_tag(amended_for, name="amended_since_verified")
