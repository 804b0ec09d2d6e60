"""Static files as they are served: named after their content, packed, our style sheets without comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

OWN_STYLES = "portal/css/"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_INDENTATION = re.compile(r"\s*\n\s*")


def slim(style_sheet: str) -> str:
    """Return a style sheet of ours without comments and indentation; none has either within a string."""
    return _INDENTATION.sub("\n", _COMMENT.sub("", style_sheet)).strip() + "\n"


class PortalStaticFiles(CompressedManifestStaticFilesStorage):
    """Rewrites the collected copies of our style sheets before they get their names."""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if not dry_run:
            paths = {name: (self, name) if self._slimmed(name) else found for name, found in paths.items()}
        yield from super().post_process(paths, dry_run, **options)

    def _slimmed(self, name: str) -> bool:
        """Rewrite a style sheet of ours; False, and nothing done, for any other file."""
        if not (name.startswith(OWN_STYLES) and name.endswith(".css")):
            return False
        collected = Path(self.path(name))
        collected.write_text(slim(collected.read_text(encoding="utf-8")), encoding="utf-8")
        return True
