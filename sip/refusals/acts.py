"""What the log calls each act on a no to a plan."""

from django.utils.translation import gettext_lazy as _

ACTS = {"plan.refused_by_unit": _("Noterade att en verksamhet säger nej till planen")}
