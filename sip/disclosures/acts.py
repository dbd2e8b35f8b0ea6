"""What the log calls each act on pieces and disclosures."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "piece.read": _("Läste underlag"),
    "piece.written": _("Skrev underlag"),
    "piece.disclosed": _("Lämnade ut underlag"),
    "piece.filed": _("Tog emot underlag"),
    "piece.copies_listed": _("Såg listan över mottagna underlag"),
    "piece.copy_read": _("Läste verksamhetens kopia av ett underlag"),
    "shared.read": _("Läste vad som har delats om barnet"),
    "shared.texts_sorted": _("Gick igenom utlämnade texter för en i familjen"),
    "shared.printed": _("Hämtade vad som har delats som PDF"),
}
