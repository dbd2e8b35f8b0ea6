"""What the rows behind a number are called: the heading of their page."""

from django.utils.translation import gettext as _

from core.ui.said import said
from followup.indicators.rows import SEX, parts_of
from followup.models import Counting
from followup.presenting.group_words import work_words
from followup.presenting.tables import qualities, sex_label


def label_of(cell: str, counting: Counting) -> str:
    """«Ärenden som väcktes»; of a part «Avvikelserapporter som skickades, från: Förskolan»."""
    total, quality, part = parts_of(cell)
    whole = _totals()[total]
    if not quality:
        return whole
    if quality == SEX:
        return _("%(rows)s: %(part)s") % {"rows": whole, "part": sex_label(part).lower()}
    word, names = qualities(counting)[quality]
    label = said(dict(names).get(part, part))
    return _("%(rows)s, %(word)s: %(part)s") % {"rows": whole, "word": word.lower(), "part": label}


def _totals() -> dict[str, str]:
    return {
        "held": _("Ärenden med ett första möte under perioden"),
        "raised": _("Ärenden som väcktes"),
        "convened": _("Ärenden som kallades"),
        "sittings": _("Möten som hölls"),
        "escalated": _("Ärenden som lyftes till styrgruppens chefer"),
        "outcome": _("Ärenden som fick sitt utfall"),
        "resolved": _("Ärenden som löstes i individforum"),
        "unresolved": _("Ärenden som inte löstes i individforum"),
        "decided": _("Ärenden som cheferna beslutade i"),
        "called_in_time": _("Ärenden som kallades i tid"),
        "called_late": _("Ärenden som kallades för sent eller inte alls"),
        "called_counted": _("Ärenden som kan bedömas"),
        "called_waiting": _("Ärenden som väcktes men inte kan bedömas"),
        "sat_in_time": _("Ärenden där mötet hölls i tid"),
        "sat_late": _("Ärenden där mötet hölls för sent eller inte alls"),
        "sat_counted": _("Ärenden som kan bedömas efter mötet"),
        "sent": _("Avvikelserapporter som skickades"),
        "submitted": _("Avvikelser som skickades till sekretariatet"),
        "plans": _("Planer som började gälla"),
        "sip_needs": _("Behov av samordnade insatser"),
        "sip_offered": _("Behov där en SIP har erbjudits"),
        "sip_unoffered": _("Behov där ingen SIP har erbjudits än"),
        "closed": _("Avvikelser som avslutades"),
        **work_words(),
    }
