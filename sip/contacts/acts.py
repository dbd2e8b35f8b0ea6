"""What the log calls the acts on who works with a child."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "contact.added": _("Lade till en kollega hos barnet"),
    "contact.ended": _("Avslutade sitt arbete med barnet"),
}
