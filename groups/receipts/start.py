"""Words for the acts and notices of receipts."""

from django.utils.translation import gettext_lazy

from core.notices.kinds import Kind

ACTS = {
    "receipt.asked": gettext_lazy("Bad medlemmar läsa och bekräfta"),
    "receipt.confirmed": gettext_lazy("Bekräftade att det är läst"),
    "receipt.reminded": gettext_lazy("Påminde dem som inte har läst"),
}
NOTICES = (
    Kind("receipt_asked", gettext_lazy("Du är ombedd att läsa och bekräfta."), once=True),
    Kind("receipt_reminded", gettext_lazy("Påminnelse: du har inte bekräftat att du har läst."), once=False),
)
