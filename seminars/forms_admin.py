"""The form of a panel: as every record's, with the rules that need the seminar it is part of."""

from __future__ import annotations

from typing import Any

from portal.forms_admin import ContentPageForm


class PanelForm(ContentPageForm):
    def as_submitted(self) -> Any:
        page = super().as_submitted()
        if not page.path and self.parent_page is not None:
            # A panel that is being made has no place in the tree yet.
            page.seminar = self.parent_page.specific
        return page
