"""What the log calls each act on a transition, and what the eighteenth birthday ends."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "transition.read": _("Öppnade övergången"),
    "transition.found": _("Övergången lades upp av portalen"),
    "transition.added": _("Lade till en övergång"),
    "transition.planned": _("Planerade övergången"),
    "transition.wish_noted": _("Noterade den ungas önskan om vårdnadshavarna"),
    "transition.called": _("Kallade till det gemensamma mötet om övergången"),
    "transition.call_answered": _("Svarade på kallelsen till mötet om övergången"),
    "transition.met": _("Noterade det gemensamma mötet om övergången"),
    "transition.transfer_confirmed": _("Bekräftade att informationen är överförd"),
    "transition.handed_over": _("Övergången är överlämnad"),
    "transition.closed": _("Avslutade övergången"),
    "transition.not_needed": _("Noterade att övergången inte behövs"),
    "guardian.ended": _("Vårdnadshavarens del upphörde"),
    "guardian.allowed": _("Vårdnadshavaren får vara med på den ungas önskan"),
}
