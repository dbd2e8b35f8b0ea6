"""What the log calls the acts on who works with a child."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "contact.added": _("Släppte in en kollega på barnet"),
    "contact.ended": _("Lämnade arbetet med barnet"),
}
