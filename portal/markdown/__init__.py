"""Markdown for readers: ``render`` shows a text, ``check`` says whether it can be shown."""

from portal.markdown.guard import MarkdownRefused, check
from portal.markdown.links import Link, Links, Picture
from portal.markdown.rendering import Rendered, render
from portal.markdown.tree import Heading

__all__ = ["Heading", "Link", "Links", "MarkdownRefused", "Picture", "Rendered", "check", "render"]
