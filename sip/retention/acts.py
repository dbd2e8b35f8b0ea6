"""What the log calls each act of deletion."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "retention.proposed": _("Föreslog gallring"),
    "retention.listed": _("Såg ett förslag om gallring i en lista"),
    "retention.read": _("Öppnade ett förslag om gallring"),
    "retention.approved": _("Godkände gallring"),
    "retention.rejected": _("Avslog gallring"),
    "retention.held": _("Stoppade gallring"),
    "retention.hold_lifted": _("Hävde ett stopp för gallring"),
    "retention.lapsed": _("Förslaget om gallring är inte längre aktuellt"),
    "retention.executed": _("Gallrade en akt"),
    "retention.replayed": _("Gallrade en återläst akt på nytt"),
}
