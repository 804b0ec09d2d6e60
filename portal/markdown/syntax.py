"""The Markdown that is understood here: Python-Markdown with less in it than it brings.

Left out: raw HTML (it is shown as text), indented code (a blank too many in pasted text is no program), and links by
definition (``[text][1]``). Links and images are read by own patterns that look at each character a fixed number of
times; the ones that come with the package scan to the end of the paragraph from every bracket.
"""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteBlockProcessor, FootnoteExtension, FootnoteInlineProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString, code_escape

from portal.markdown.lists import ListLayout

_TEXT = r"\[((?:[^\[\]]++|\[[^\[\]]*+\])*+)\]"
_TO = r"""\(\s*+(?:<([^<>\n]*+)>|([^\s()<>]*+(?:\([^\s()<>]*+\)[^\s()<>]*+)*+))(?:\s++("[^"]*+"|'[^']*+'))?+\s*+\)"""
_LINK = rf"(?<!!){_TEXT}{_TO}"
_IMAGE = rf"!{_TEXT}{_TO}"
_CODE = r"(?<![\\`])(`++)(.+?)(?<!`)\1(?!`)"
_ADDRESS = r"<(https?://[^<>\s]+)>|(?<![\w/@])(https?://[^\s<>\[\]\"*`\x02\x03]+)"
_MAIL = r"<([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})>"
_NOTE = r"\[\^([\w.-]{1,40})\]"
_UNUSED_INLINE = ("html", "entity", "reference", "image_reference", "short_reference", "short_image_ref", "automail")
_UNUSED_BLOCKS = ("code", "reference")


class _Code(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:
        code = Element("code")
        code.text = AtomicString(code_escape(m.group(2).strip()))
        return code, m.start(), m.end()


class _Link(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:
        link = Element("a", {"href": self._address(m), **self._title(m)})
        link.text = m.group(1)
        return link, m.start(), m.end()

    def _address(self, m: re.Match[str]) -> str:
        return self.unescape(m.group(2) or m.group(3) or "").strip()

    def _title(self, m: re.Match[str]) -> dict[str, str]:
        return {"title": self.unescape(m.group(4)[1:-1])} if m.group(4) else {}


class _Image(_Link):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:
        image = Element("img", {"src": self._address(m), "alt": self.unescape(m.group(1)), **self._title(m)})
        return image, m.start(), m.end()


class _Address(InlineProcessor):
    """A web address written out, with or without angle brackets, is a link to itself."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:
        address, end = m.group(1), m.end()
        if not address:
            address = m.group(2).rstrip(".,;:!?'_")
            surplus = address.count(")") - address.count("(")
            address = address[:-surplus] if surplus > 0 and address.endswith(")" * surplus) else address
            end = m.start() + len(address)
        return _self_link(address, address), m.start(), end


class _Mail(InlineProcessor):
    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:
        return _self_link(f"mailto:{m.group(1)}", m.group(1)), m.start(), m.end()


def _self_link(href: str, text: str) -> Element:
    link = Element("a", {"href": href})
    link.text = AtomicString(text)
    return link


class _NoteBlock(FootnoteBlockProcessor):
    RE = re.compile(rf"^[ ]{{0,3}}{_NOTE}:[ ]*(.*)$", re.MULTILINE)


def converter(*, back_to_text: str) -> Markdown:
    """A converter for one text; `back_to_text` names the link from footnote {} back to its place."""
    notes = FootnoteExtension(BACKLINK_TITLE=back_to_text)
    md = Markdown(extensions=["tables", "def_list", "sane_lists", "fenced_code", notes])
    md.preprocessors.deregister("html_block")
    for name in _UNUSED_INLINE:
        md.inlinePatterns.deregister(name)
    for name in _UNUSED_BLOCKS:
        md.parser.blockprocessors.deregister(name)
    md.preprocessors.register(ListLayout(md), "list_layout", 20)
    md.parser.blockprocessors.register(_NoteBlock(notes), "footnote", 17)
    md.inlinePatterns.register(_Code(_CODE, md), "backtick", 190)
    md.inlinePatterns.register(FootnoteInlineProcessor(_NOTE, notes), "footnote", 175)
    md.inlinePatterns.register(_Link(_LINK, md), "link", 160)
    md.inlinePatterns.register(_Image(_IMAGE, md), "image_link", 150)
    md.inlinePatterns.register(_Address(_ADDRESS, md), "autolink", 120)
    md.inlinePatterns.register(_Mail(_MAIL, md), "automail", 110)
    return md
