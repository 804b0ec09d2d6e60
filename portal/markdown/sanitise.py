"""The last gate: whatever the converter made, only this leaves."""

import nh3

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_FORMATTING = {
    *("p", "br", "hr", "strong", "em", "code", "pre", "blockquote", "sup", "div"),
    *("ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td", "a", "img"),
}

_cleaner = nh3.Cleaner(
    tags=_FORMATTING | set(HEADINGS),
    attributes={
        "a": {"href", "title", "rel", "aria-label"},
        "img": {"src", "alt", "title", "width", "height", "loading", "decoding"},
        "ol": {"start"},
        "div": {"aria-label"},
        **{tag: {"id"} for tag in (*HEADINGS, "li", "sup")},
    },
    tag_attribute_values={
        "div": {"role": {"region"}, "tabindex": {"0"}},
        "th": {"scope": {"col"}},
    },
    allowed_classes={
        "a": {"footnote-ref", "footnote-backref"},
        "div": {"footnote", "table-scroll"},
        "th": {"align-center", "align-right"},
        "td": {"align-center", "align-right"},
    },
    url_schemes=set(SCHEMES),
    link_rel=None,
)


def sanitise(html: str) -> str:
    """`html` with nothing but the elements and attributes that rendering makes."""
    return _cleaner.clean(html)
