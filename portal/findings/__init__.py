"""What an author should look at before readers do: ``checks(page)`` finds it, in the active language."""

from portal.findings.checks import checks
from portal.findings.finding import Finding

__all__ = ["Finding", "checks"]
