"""What is done to the parsed text before it becomes HTML: headings, links, images, tables, footnotes, spaces."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from django.utils.text import slugify
from django.utils.translation import gettext as _
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from languages.text import unbroken
from portal.markdown.links import TARGET, Links

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NOTE_LINKS = ("footnote-ref", "footnote-backref")
_ALIGNED = re.compile(r"text-align: (center|right);")


@dataclass(frozen=True)
class Heading:
    """A heading as rendered: `level` is 2 to 6, `id` the anchor on the page, `text` plain."""

    level: int
    id: str
    text: str


@dataclass
class Finish:
    """The work on one tree: what it needs (links, prefix of ids, highest level of heading) and what it finds."""

    links: Links
    prefix: str
    level: int
    headings: list[Heading] = field(default_factory=list)
    broken: dict[str, None] = field(default_factory=dict)

    def run(self, root: Element) -> None:
        """Change `root` in place; fills `headings` and `broken`."""
        self._headings(root)
        for image in list(root.iter("img")):
            self._image(image)
        for link in list(root.iter("a")):
            self._link(link)
        _tables(root)
        _no_breaks(root)
        self._note_ids(root)

    def _headings(self, root: Element) -> None:
        elements = [element for element in root.iter() if element.tag in _HEADINGS]
        top = min((int(element.tag[1]) for element in elements), default=1)
        below = self.level
        used: set[str] = set()
        for element in elements:
            # No level is skipped: screen readers list headings as a tree.
            level = min(int(element.tag[1]) - top + self.level, below, 6)
            below = level + 1
            text = _words(element)
            anchor = self._anchor(text, used)
            element.tag = f"h{level}"
            element.set("id", anchor)
            self.headings.append(Heading(level, anchor, text))

    def _anchor(self, text: str, used: set[str]) -> str:
        base = anchor = f"{self.prefix}-{slugify(text)[:60].strip('-') or 'section'}"
        number = 2
        while anchor in used:
            anchor, number = f"{base}-{number}", number + 1
        used.add(anchor)
        return anchor

    def _image(self, image: Element) -> None:
        source, alt = image.get("src", ""), image.get("alt", "")
        picture = self.links.picture(source) if TARGET.fullmatch(source) else None
        if picture:
            image.set("src", picture.url)
            image.set("alt", alt or picture.alt)
            image.set("width", str(picture.width))
            image.set("height", str(picture.height))
            image.set("loading", "lazy")
            image.set("decoding", "async")
            return
        # Images of other sites would tell those sites who reads this page.
        self.broken[source] = None
        _plain(image)
        image.text = alt

    def _link(self, link: Element) -> None:
        href = link.get("href", "")
        if link.get("class") in _NOTE_LINKS:
            return
        if TARGET.fullmatch(href):
            self._internal(link, href)
        elif href.startswith("#"):
            self._anchored(link, href)
        elif _is_external(href):
            link.set("href", f"https://{href}" if href.startswith("www.") else href)
            link.set("rel", "nofollow noopener")
        elif not _is_allowed(href):
            self.broken[href] = None
            _plain(link)

    def _internal(self, link: Element, target: str) -> None:
        found = self.links.link(target)
        if not found:
            self.broken[target] = None
            _plain(link)
        else:
            link.set("href", found.url)
        if not link.text and not len(link):
            link.text = found.label if found and found.label else target

    def _anchored(self, link: Element, href: str) -> None:
        anchor = f"{self.prefix}-{href[1:]}"
        if any(heading.id in (anchor, href[1:]) for heading in self.headings):
            link.set("href", f"#{anchor}" if not href[1:].startswith(f"{self.prefix}-") else href)
            return
        self.broken[href] = None
        _plain(link)

    def _note_ids(self, root: Element) -> None:
        """Several texts share a page: their footnotes must not share ids."""
        for element in root.iter():
            if element.tag in ("li", "sup") and "id" in element.attrib:
                element.set("id", f"{self.prefix}-{element.get('id')}")
            elif element.get("class") in _NOTE_LINKS:
                element.set("href", f"#{self.prefix}-{element.get('href', '')[1:]}")
                if title := element.get("title"):
                    element.set("aria-label", title)


class FinishProcessor(Treeprocessor):
    """Runs `finish` when the package has done all its own work on the tree."""

    def __init__(self, md: Markdown, finish: Finish) -> None:
        super().__init__(md)
        self._finish = finish

    def run(self, root: Element) -> None:
        """Change `root` in place."""
        self._finish.run(root)


def _plain(element: Element) -> None:
    """Leave only the words: a span is not on the sanitiser's list, its content is."""
    element.tag = "span"
    element.attrib.clear()


def _is_external(href: str) -> bool:
    return href.startswith(("http://", "https://", "//", "www."))


def _is_allowed(href: str) -> bool:
    """Addresses inside the site, mail and telephone; a bare word or another scheme leads nowhere."""
    return href.startswith(("/", "mailto:", "tel:"))


def _words(element: Element) -> str:
    """The text of a heading without the numbers of its footnotes."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag != "sup":
            yield from _texts(child)
        yield child.tail or ""


def _tables(root: Element) -> None:
    """Wide tables scroll in a region of their own that a keyboard can reach."""
    tables = ((parent, index, child) for parent in list(root.iter()) for index, child in enumerate(list(parent)))
    number = 0
    for parent, index, table in tables:
        if table.tag != "table":
            continue
        number += 1
        heads = [" ".join("".join(head.itertext()).split()) for head in table.iter("th")]
        label = _("Table %(number)d: %(columns)s") % {"number": number, "columns": ", ".join(filter(None, heads))}
        region = Element("div", {"class": "table-scroll", "role": "region", "tabindex": "0", "aria-label": label})
        region.tail, table.tail = table.tail, None
        parent[index] = region
        region.append(table)
        for cell in table.iter():
            _cell(cell)


def _cell(cell: Element) -> None:
    if cell.tag not in ("th", "td"):
        return
    if aligned := _ALIGNED.fullmatch(cell.attrib.pop("style", "")):
        cell.set("class", f"align-{aligned.group(1)}")
    if cell.tag == "th":
        if "".join(cell.itertext()).strip():
            cell.set("scope", "col")
        else:
            # An empty corner heads nothing.
            cell.tag = "td"


def _no_breaks(root: Element) -> None:
    for element in root.iter():
        if element.text and element.tag not in ("code", "pre"):
            element.text = unbroken(element.text)
        if element.tail:
            element.tail = unbroken(element.tail)
