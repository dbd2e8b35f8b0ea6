"""What the log calls each act of the child level."""

from django.utils.translation import gettext_lazy as _

from sip.children.acts import ACTS as CHILDREN
from sip.contacts.acts import ACTS as CONTACTS
from sip.disclosures.acts import ACTS as DISCLOSURES
from sip.extracts.acts import ACTS as EXTRACTS
from sip.first_line.acts import ACTS as FIRST_LINE
from sip.lss.acts import ACTS as LSS
from sip.needs.acts import ACTS as NEEDS
from sip.placements.acts import ACTS as PLACEMENTS
from sip.plans.acts import ACTS as PLANS
from sip.pool.acts import ACTS as POOL
from sip.refusals.acts import ACTS as REFUSALS
from sip.retention.acts import ACTS as RETENTION
from sip.story.acts import ACTS as STORY
from sip.surveys.acts import ACTS as SURVEYS
from sip.takeover.acts import ACTS as TAKEOVER
from sip.time_enquiry.acts import ACTS as TIMES
from sip.transfers.acts import ACTS as TRANSFERS
from sip.transitions.acts import ACTS as TRANSITIONS

ACTS = {
    **CHILDREN,
    **CONTACTS,
    **DISCLOSURES,
    **NEEDS,
    **PLANS,
    **PLACEMENTS,
    **TRANSFERS,
    **TRANSITIONS,
    **FIRST_LINE,
    **LSS,
    **TIMES,
    **STORY,
    **SURVEYS,
    **REFUSALS,
    **TAKEOVER,
    **RETENTION,
    **EXTRACTS,
    **POOL,
    "child.listed": _("Såg listan över barn"),
    "child.searched": _("Sökte efter ett barn"),
    "child.found": _("Fick barnet som sökträff"),
    "child.read": _("Öppnade barnets sida"),
    "child.registered": _("Registrerade barnet"),
    "guardian.added": _("Lade till en vårdnadshavare"),
    "case.listed": _("Såg ärendet i en lista"),
    "case.read": _("Öppnade ärendet"),
    "case.identity_read": _("Visade barnets namn"),
    "case.raised": _("Väckte ärendet"),
    "case.noticed_corrected": _("Rättade dagen då behovet uppmärksammades"),
    "case.returned": _("Lämnade tillbaka ärendet"),
    "case.withdrawn": _("Tog ärendet ur forumet"),
    "case.concluded": _("Angav utfallet"),
    "case.escalated": _("Lyfte ärendet till berörda chefer"),
    "case.decided": _("Beslutade i ärendet"),
    "case.decision_received": _("Tog emot beslutet i ärendet"),
    "case.principle_forwarded": _("Skickade principfrågan vidare"),
    "case.deviation_noted": _("Noterade en avvikelse i ärendet"),
    "case.closed": _("Avslutade ärendet"),
    "consent.read": _("Läste samtycket"),
    "consent.paper_read": _("Visade samtycket för familjen"),
    "consent.printed": _("Hämtade samtycket till familjen som PDF"),
    "consent.requested": _("Bad om samtycke"),
    "consent.signed": _("Lämnade över plattan för underskrift av samtycket"),
    "consent.given": _("Registrerade samtycke"),
    "consent.refused": _("Registrerade ett nej till samtycke"),
    "consent.replaced": _("Ersatte ett samtycke"),
    "consent.narrowed": _("Samtycket gäller inte längre verksamheten"),
    "consent.withdrawn": _("Registrerade återkallelse av samtycke"),
    "consent.expired": _("Samtycket gäller inte längre"),
    "consent.used": _("Samtycket användes för mötet"),
    "occasion.called": _("Kallade till möte"),
    "occasion.held": _("Noterade att mötet hållits"),
    "occasion.cancelled": _("Ställde in mötet"),
    "occasion.moved": _("Flyttade mötet"),
    "occasion.widened": _("Kallade fler till mötet"),
    "case.unit_named": _("Lade till en berörd verksamhet"),
    "call.answered": _("Svarade på kallelsen"),
    "minutes.read": _("Läste protokollet"),
    "minutes.saved": _("Skrev i protokollet"),
    "minutes.approved": _("Godkände protokollet"),
    "minutes.printed": _("Hämtade protokollet som PDF"),
    "decision.made": _("Skrev ett beslut"),
    "decision.followed_up": _("Följde upp ett beslut"),
}
