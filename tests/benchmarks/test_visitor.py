from __future__ import annotations

from benchmarks.visitor import form_fields

PAGE = """
<form id="other"><input name="left-out" value="1"></form>
<form id="editor" action="/x/">
  <input type="hidden" name="token" value="a&amp;b">
  <input type="checkbox" name="audience" value="1" checked><input type="checkbox" name="audience" value="2">
  <input type="checkbox" name="audience" value="3" checked>
  <textarea name="text">one &lt;
two</textarea>
  <select name="kind"><option value="a">A</option><option value="b" selected>B</option></select>
  <template><input name="steps-__prefix__-id"></template>
  <input type="submit" name="send" value="Send">
</form>
<input name="after" value="1">
"""


def test_fields_of_a_form_are_what_a_browser_would_send() -> None:
    assert form_fields(PAGE, "editor") == {
        "token": ["a&b"],
        "audience": ["1", "3"],
        "text": ["one <\ntwo"],
        "kind": ["b"],
    }
