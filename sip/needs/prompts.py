"""What a page says at once, before anything is asked or written. [P-15, P-21, W-38, F102, F103]

The word about reporting stands on every page of a child's need, whoever has noted what: the duty is each reader's own.
"""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from core import clock
from core.access import Acting
from core.regions.profile import profile_of
from sip.needs.choices import Sign

PROMPTS = {
    Sign.SUICIDE_RISK: {
        "title": _("Kontakta både socialtjänsten och BUP genast"),
        "text": _("Det gäller när ni misstänker att barnet kan ta sitt liv. Ring 112 om det är fara just nu."),
        "state": "late",
    },
    Sign.SUBSTANCES: {
        "title": _("Anmäl till socialtjänsten"),
        "text": _("Alla verksamheter ska anmäla när ett barn använder alkohol, narkotika eller andra droger."),
        "state": "late",
    },
    Sign.PARENT: {
        "title": _("Barnet kan behöva information och stöd"),
        "text": _(
            "Kom överens om vem som berättar för barnet om förälderns situation, och vem barnet kan vända sig till."
        ),
        "state": "soon",
    },
    Sign.LASTING: {
        "title": _("Utse någon som samordnar habiliteringen"),
        "text": _("En viss person ska svara för att insatserna hänger ihop. Personen utses i barnets SIP."),
        "state": "soon",
    },
}


def prompts_for(acting: Acting, signs: Iterable[str]) -> list[dict]:
    """In the order of urgency, each once; of a coordinator only where the region asks for one. [F92]"""
    found = set(signs)
    if profile_of(acting.region_id, clock.today()).habilitation_coordinator is None:
        found.discard(Sign.LASTING)
    return [words for sign, words in PROMPTS.items() if sign in found]
