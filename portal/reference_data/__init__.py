"""What records refer to, kept by the coordination cell: themes, organisations, law, audiences.

Each package offers its own with the hook ``register_reference_data``; the admin shows them in one menu, and the role
of the coordination cell covers them all.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models
from wagtail import hooks

HOOK = "register_reference_data"


def offers(viewset: Any) -> Callable[[], Any]:
    """Offer a viewset in the menu of the reference data."""
    return hooks.register(HOOK, lambda: viewset)


def registered() -> list[Any]:
    """Return the viewsets of every installed package, in the order of the menu."""
    return sorted((offered() for offered in hooks.get_hooks(HOOK)), key=lambda viewset: viewset.menu_order)


def reference_data_models() -> list[type[models.Model]]:
    return [viewset.model for viewset in registered()]
