"""What a consent's page shows of its signatures: who has signed, and how it looked. [F106]"""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import Acting
from core.ui import dates
from sip.cases.subjects import Subject
from sip.consent.models import Consent
from sip.consent.states import WITHOUT_GUARDIANS, Form
from sip.family.readers import CHILD
from sip.family.texts import language
from sip.signatures import policies, strokes
from sip.signatures.models import ConsentSignature


def signature_section(acting: Acting, case: Subject, consent: Consent) -> dict | None:
    """Each who gives it on the screen, with the signature or the way to it; None for a consent of another form.

    `consent` comes with its givers, and with `has_own_child`: who lacks the child's own record hands no tablet over.
    """
    if consent.form != Form.SCREEN:
        return None
    signed = {row.giver_id: row for row in policies.visible_signatures(acting).filter(consent=consent)}
    may_sign = consent.has_own_child and policies.can_sign(acting, case, consent)  # type: ignore[attr-defined]
    return {"rows": [_row(consent, signed.get(pk), name, key, may_sign=may_sign) for pk, name, key in _givers(consent)]}


def _givers(consent: Consent) -> Iterable[tuple]:
    if consent.signatories in WITHOUT_GUARDIANS:
        return [(None, _("Barnet, eller personen själv"), CHILD)]
    return [(one.pk, one.name, CHILD if one.key is None else str(one.key)) for one in consent.givers.all()]


def _row(consent: Consent, row: ConsentSignature | None, name: str, key: str, *, may_sign: bool) -> dict:
    if row is None:
        address = f"{reverse('sip:consent_sign', args=[consent.pk])}?till={key}" if may_sign else ""
        return {"name": name, "words": _("Har inte svarat"), "url": address}
    words = {
        "day": dates.moment(row.signed_at),
        "language": str(language(row.language).label).lower(),
        "who": row.held_by.person,
    }
    return {
        "name": row.name,
        "answer": _("Ja") if row.answer else _("Nej"),
        "answer_is": "ok" if row.answer else "late",
        "words": _("%(day)s, på %(language)s. %(who)s lämnade över plattan.") % words,
        "typed": row.typed_name,
        "path": strokes.path(row.strokes),
        "drawn": _("Underskrift av %(name)s") % {"name": row.name},
        "seal": row.shown_hash[:16],
    }
