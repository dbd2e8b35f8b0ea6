"""What the log calls each act on the offer of a plan under LSS."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "lss.read": _("Öppnade erbjudandet om plan enligt LSS"),
    "lss.noted": _("Noterade att en plan enligt LSS ska erbjudas"),
    "lss.offered": _("Noterade att en plan enligt LSS erbjöds"),
    "lss.accepted": _("Noterade ett ja till plan enligt LSS"),
    "lss.declined": _("Noterade ett nej till plan enligt LSS"),
    "lss.plan_noted": _("Noterade planen enligt LSS"),
    "lss.reviewed": _("Noterade att planen enligt LSS sågs över"),
    "lss.told": _("Noterade att regionen underrättades om planen enligt LSS"),
    "lss.ended": _("Avslutade erbjudandet om plan enligt LSS"),
}
