#!/usr/bin/env python
"""Run the administrative commands of the portal."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    """Run the command named on the command line with the settings of ``DJANGO_SETTINGS_MODULE``."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.development")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as fault:
        # The operator needs the sentence, not the way through the code.
        sys.exit(str(fault))


if __name__ == "__main__":
    main()
