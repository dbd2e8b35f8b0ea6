"""What the log calls each act on a placement."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "placement.read": _("Öppnade placeringen"),
    "placement.registered": _("Registrerade en placering"),
    "placement.begun": _("Noterade att placeringen började"),
    "placement.planning_invited": _("Noterade inbjudan till gemensam planering"),
    "placement.planning_met": _("Noterade mötet för gemensam planering"),
    "placement.exam_decided": _("Noterade beslut om läkarundersökning enligt LVU"),
    "placement.exam_done": _("Noterade läkarundersökningen enligt LVU"),
    "placement.applied": _("Noterade ansökan om vård"),
    "placement.asylum_exam_noted": _("Noterade hälsoundersökning för asylsökande"),
    "placement.end_changed": _("Ändrade placeringens planerade slut"),
    "placement.end_planned": _("Noterade planeringen inför avslutet"),
    "placement.ended": _("Avslutade placeringen"),
    "placement.steps_noted": _("Noterade i placeringens checklista"),
    "placement.notice_made": _("Skrev ett besked om placeringen"),
    "health_exam.read": _("Läste om hälsoundersökningen"),
    "health_exam.noted": _("Noterade hälsoundersökningen"),
    "residence.read": _("Läste den skyddade vistelseorten"),
    "residence.protected": _("Skyddade vistelseorten"),
    "residence.region_told": _("Noterade beskedet till regionen om vistelseorten"),
    "residence.ended": _("Avslutade skyddet av vistelseorten"),
}
