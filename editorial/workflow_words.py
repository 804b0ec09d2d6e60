"""Words of Wagtail's workflow that it translates once, when it is loaded, into whatever language is active then."""

from django.utils.translation import gettext_lazy as _
from wagtail.forms import TaskStateCommentForm

TaskStateCommentForm.base_fields["comment"].label = _("Comment")
