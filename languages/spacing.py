"""Where French sets a space beside a sign, the line must not break: the space becomes one that holds."""

import re

NO_BREAK = "\N{NO-BREAK SPACE}"

# Existing spaces only: whoever wrote “Woning: klacht” set none.
_BEFORE_SIGN = re.compile(r" (?=[;:!?»%€])")
_AFTER_QUOTE = re.compile(r"(?<=«) ")


def held_together(text: str) -> str:
    """Return the text with its spaces before ``: ; ! ? » % €`` and after ``«`` made no-break spaces."""
    return _AFTER_QUOTE.sub(NO_BREAK, _BEFORE_SIGN.sub(NO_BREAK, text))
