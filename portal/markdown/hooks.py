"""Where the editor's end points are: under the admin's address, which asks for admin access before anything else."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks


@hooks.register("register_admin_urls")
def editor_urls() -> list[URLPattern | URLResolver]:
    """The end points are included by name, for the models that they use are loaded after the fields of models."""
    return [path("markdown/", include("portal.markdown.urls"))]
