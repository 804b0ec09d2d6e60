import pytest

from portal.markdown import render


def html(text: str) -> str:
    return render(text).html.replace("\n", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**gras** et *italique*", "<p><strong>gras</strong> et <em>italique</em></p>"),
        ("> a", "<blockquote><p>a</p></blockquote>"),
        ("a\n: b", "<dl><dt>a</dt><dd>b</dd></dl>"),
        ("a  \nb", "<p>a<br>b</p>"),
        ("`a * b`", "<p><code>a * b</code></p>"),
        ("``a ` b``", "<p><code>a ` b</code></p>"),
        ("\\`a\\`", "<p>`a`</p>"),
        ("```\n<b>\n```", "<pre><code>&lt;b&gt;</code></pre>"),
        ("    quatre blancs", "<p>quatre blancs</p>"),
        ("<b>a</b> &eacute; &", "<p>&lt;b&gt;a&lt;/b&gt; é &amp;</p>"),
        ("*[HTML]: x\n\nHTML", "<p>*[HTML]: x</p><p>HTML</p>"),
        ("[a][1]\n\n[1]: https://a.be", None),
    ],
)
def test_syntax(text: str, expected: str | None) -> None:
    assert html(text) == expected if expected else "<a" not in html(text).partition("</p>")[0]


def link(href: str, text: str = "") -> str:
    return f'<a href="{href}" rel="nofollow noopener">{text or href}</a>'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](https://a.be)", link("https://a.be", "a")),
        ("[a](<https://a.be/b c>)", link("https://a.be/b c", "a")),
        ("[a](https://a.be/x_(y))", link("https://a.be/x_(y)", "a")),
        ("[a](www.a.be)", link("https://www.a.be", "a")),
        ("[a [b]](https://a.be)", link("https://a.be", "a [b]")),
        ("[**a**](https://a.be)", link("https://a.be", "<strong>a</strong>")),
        ("https://a.be/x_y_z", link("https://a.be/x_y_z")),
        ("<https://a.be>", link("https://a.be")),
        ("[https://a.be](https://a.be)", link("https://a.be")),
        ("[a]( https://a.be )", link("https://a.be", "a")),
    ],
)
def test_external_link(text: str, expected: str) -> None:
    assert html(text) == f"<p>{expected}</p>"


def test_title_of_a_link_is_kept() -> None:
    assert 'title="dit &quot;ceci&quot;"' in html("[a](https://a.be 'dit \"ceci\"')")


def test_punctuation_after_a_bare_address_is_not_part_of_it() -> None:
    assert html("(voir https://a.be/b).") == f"<p>(voir {link('https://a.be/b')}).</p>"


def test_mail_address_in_angle_brackets_is_a_link() -> None:
    assert html("<logement@example.be>") == '<p><a href="mailto:logement@example.be">logement@example.be</a></p>'


def test_image_may_be_a_link() -> None:
    assert html("[![a](image:1)](https://a.be)") == f"<p>{link('https://a.be', 'a')}</p>"
