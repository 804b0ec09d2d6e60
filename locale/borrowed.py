"""Messages of Django and allauth whose own catalogues lack a translation, or say it in other words than this site.

Nothing imports this file. The script that gathers the messages of the project finds them here, and the project's
catalogues come before those of the packages: a Dutch message that is missing there would be shown in French.
"""

from django.utils.translation import gettext_noop, ngettext_lazy

MESSAGES = (
    # Missing in Django's Dutch catalogue.
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
    # Another word for e-mail address than everywhere else on the site.
    gettext_noop("Enter a valid email address."),
    # Sizes of files, which French-speaking readers know as ko and Mo.
    gettext_noop("%s KB"),
    gettext_noop("%s MB"),
    # Said to friends in allauth's Dutch catalogue, to officials here.
    gettext_noop("The email address and/or password you specified are not correct."),
    gettext_noop("You must type the same password each time."),
    gettext_noop("Please type your current password."),
    gettext_noop("Be patient, you are sending too many requests."),
    gettext_noop("Too many failed login attempts. Try again later."),
)
