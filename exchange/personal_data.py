"""What import keeps of people: who brought a file."""

from django.utils.translation import gettext_lazy as _

from portal.privacy import declare, harmless
from portal.privacy_declarations import traces

declare(
    traces("exchange.WordImport", "user", shown=("name", "state"), kept=_("30 days"))
)
harmless("the name of a file", "exchange.ImportedRecord.name", "exchange.WordImport.name")
