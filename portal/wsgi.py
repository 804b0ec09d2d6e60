"""The entry point of WSGI servers; ``DJANGO_SETTINGS_MODULE`` chooses the settings, production when it is absent."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from portal import edition, running, signals

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")

application = get_wsgi_application()
running.hold()
# What changed while nobody served the site was perhaps told to nobody.
edition.begin()
signals.process_started.send(sender=None)

# What was loaded stays to the end: looking through it again and again for garbage holds answers up by a tenth of a
# second (python -m benchmarks.portal_speed --only search).
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 50)
