from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from guides.models import Audience

pytestmark = pytest.mark.django_db
AUDIENCES = "id,name_fr,name_nl\nnotary,Notaires,Notarissen\n"


def run(folder: Path, **options: object) -> str:
    out = StringIO()
    with translation.override(None):
        call_command("load_reference_data", folder, stdout=out, **options)
    return out.getvalue()


def test_folder_with_one_of_the_files_is_enough(tmp_path: Path) -> None:
    (tmp_path / "audiences.csv").write_text(AUDIENCES, encoding="utf-8")

    assert run(tmp_path) == "1 created, 0 updated, 0 unchanged.\n"
    assert run(tmp_path) == "0 created, 0 updated, 1 unchanged.\n"


def test_dry_run_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "audiences.csv").write_text(AUDIENCES, encoding="utf-8")

    assert run(tmp_path, dry_run=True).endswith("This was a dry run: nothing was changed.\n")
    assert not Audience.objects.exists()


def test_problem_is_told_with_file_line_and_column(tmp_path: Path) -> None:
    (tmp_path / "audiences.csv").write_text(f"{AUDIENCES}Notary 2,Notaires,\n", encoding="utf-8")

    with pytest.raises(CommandError) as caught:
        run(tmp_path)

    first, second, last = str(caught.value).splitlines()
    assert first == "audiences.csv, line 3, column 3, name_nl: This cell may not be empty."
    assert second.startswith("audiences.csv, line 3, column 1, id: ")
    assert last == "Nothing was changed."


def test_folder_without_any_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        run(tmp_path)
