"""What packages above tell the portal and each other: look again, and nothing more."""

from django.dispatch import Signal

#: Facts of a published record changed without a publication; ``instance`` is its page, inside the transaction.
facts_changed = Signal()
#: A process that serves the site has started; whoever receives it must not hold the first reader up.
process_started = Signal()
