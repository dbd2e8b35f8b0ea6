"""What the printed agreement says: its chapters, who binds itself and how, its annexes. [AG-04, AG-05, F60]"""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from core.access import Acting, together
from core.ui.said import said
from groups.agreements import policies, states
from groups.agreements.content import COMMITMENTS
from groups.agreements.models import Agreement, AgreementChapter, AgreementParty
from groups.agreements.page import bound_by, facts_of, how_bound
from groups.agreements.states import Level


def printed_agreement(acting: Acting, agreement: Agreement) -> tuple[dict, datetime]:
    """For `documents/_agreement.html`, every value a text ready to read; and when its text was last written."""
    chapters = agreement.chapters.exclude(text="")
    parties = policies.standing_parties(agreement).select_related("principal", "signatory__person", "signed_by__person")
    annexes = policies.standing_files(agreement).filter(party__isnull=True)
    bound = bound_by(parties)
    together(chapters, parties, annexes, bound)
    paper = {
        "region": acting.region_name,
        "forum": said(agreement.forum.name),
        "heading": agreement.title,
        "kind": agreement.get_level_display(),
        "code": _("Version %(number)d") % {"number": agreement.number},
        "state": _state(agreement),
        "facts": [{"term": one["term"], "text": _in_full(one)} for one in facts_of(agreement, bound)],
        "commitments": COMMITMENTS if agreement.level == Level.LOCAL else (),
        "chapters": [{"heading": one.heading, "text": one.text} for one in chapters],
        "annexes": [one.title for one in annexes],
        "parties": [_party(one, agreement) for one in parties],
    }
    return {"agreement": paper}, _written_at(agreement, chapters)


def _state(agreement: Agreement) -> str:
    if agreement.status in states.UNDER_WAY:
        return _("%(state)s. Den gäller inte än.") % {"state": agreement.get_status_display()}
    return str(agreement.get_status_display())


def _in_full(fact: dict) -> str:
    return ", ".join(filter(None, [str(fact["text"]), str(fact.get("detail", ""))]))


def _party(party: AgreementParty, agreement: Agreement) -> dict:
    """`to_sign`: there are lines to write on, while it waits for a signature."""
    waits = agreement.status == states.S.READY_TO_SIGN and not party.method and not agreement.by_decision
    how = how_bound(party)
    return {"name": party.principal.name, "state": how["state"], "who": how["detail"], "to_sign": waits}


def _written_at(agreement: Agreement, chapters: Iterable[AgreementChapter]) -> datetime:
    return max([agreement.created_at, *(one.saved_at for one in chapters if one.saved_at)])
