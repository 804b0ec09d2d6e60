"""Style sheets lose on the way to readers what only people who change them read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management import call_command

from portal.static_files import slim


def test_comments_and_indentation_go_and_rules_stay() -> None:
    assert slim('/* Why. */\na {\n  content: "+" / "";\n\n  /* Two\n     lines. */\n  color: red;\n}\n') == (
        'a {\ncontent: "+" / "";\ncolor: red;\n}\n'
    )


def test_collected_style_sheets_are_slim_named_after_their_content_and_packed(settings: Any, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "portal.static_files.PortalStaticFiles"}}
    call_command("collectstatic", interactive=False, verbosity=0)
    (served,) = tmp_path.glob("portal/css/site.*.css")
    assert "/*" not in served.read_text(encoding="utf-8")
    assert "@layer components" in served.read_text(encoding="utf-8")
    assert served.with_name(f"{served.name}.gz").stat().st_size < 7_000
