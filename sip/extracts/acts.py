"""What the log calls each act of an extract."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "extract.listed": _("Såg listan över utdrag"),
    "extract.searched": _("Sökte ett barn för ett utdrag"),
    "extract.child_read": _("Såg vem ett utdrag kan lämnas till"),
    "extract.built": _("Byggde ett utdrag"),
    "extract.read": _("Öppnade ett utdrag"),
    "extract.item_read": _("Läste en uppgift i ett utdrag"),
    "extract.item_decided": _("Avgjorde en uppgift i ett utdrag"),
    "extract.passed": _("Godkände ett utdrag som andra läsare"),
    "extract.printed": _("Hämtade ett utdrag som PDF"),
    "extract.exported": _("Hämtade ett utdrag som JSON"),
    "extract.handed_out": _("Lämnade ut ett utdrag"),
    "extract.refused": _("Sade nej till ett utdrag"),
    "extract.extended": _("Förlängde tiden för ett utdrag"),
    "extract.revoked": _("Återtog ett utdrag"),
}
