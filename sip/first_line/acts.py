"""What the log calls each act around what is asked of the first line."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "first_line.asked": _("Skrev en begäran till första linjen om SIP"),
    "first_line.taken_up": _("Svarade första linjen: tas upp"),
    "first_line.declined": _("Svarade första linjen: tas inte upp"),
}
