"""What the log calls each act of the time enquiry."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "time_enquiry.sent": _("Frågade cheferna om tider"),
    "time_enquiry.answered": _("Svarade på en fråga om tider"),
}
