"""What the log calls each act on a transfer of information."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "transfer.started": _("Skrev uppgifter som ska lämnas till andra"),
    "transfer.read": _("Öppnade uppgifter till andra verksamheter"),
    "transfer.receiver_named": _("Utsåg vem som tar hand om mottagna uppgifter"),
    "transfer.closed": _("Avslutade lämnandet av uppgifter"),
    "transfer.stopped": _("Lämnandet av uppgifter stoppades"),
}
