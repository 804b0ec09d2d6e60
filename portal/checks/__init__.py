"""System checks of the installation, each with an id, a hint and a test; importing this package registers them."""

from portal.checks import accounts, caches, database, exposure

__all__ = ["accounts", "caches", "database", "exposure"]
