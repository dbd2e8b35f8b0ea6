"""What the log calls each act around an ask for help."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "pool.asked": _("Frågade SIP-samordnarna om hjälp"),
    "pool.assigned": _("Bestämde vilken SIP-samordnare som hjälper till"),
    "pool.declined": _("Sade nej till en fråga om hjälp"),
    "pool.withdrawn": _("Återtog en fråga om hjälp"),
}
