"""The addresses at which readers say what they think of a page, and see what is still to be written."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from editorial import reaction_views

urlpatterns = [
    path(_("your-opinion/"), reaction_views.react, name="reaction"),
    path(_("your-opinion/useful/"), reaction_views.useful, name="reaction_useful"),
    path(_("your-opinion/thanks/"), reaction_views.thanks, name="reaction_thanks"),
    path(_("documentation-wanted/"), reaction_views.wanted, name="wanted"),
]
