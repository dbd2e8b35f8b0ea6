"""Note how the children's best was assessed in a decision. [F52, G-014, 004:L321-326]"""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.access import Acting, lock
from core.errors import Refused, WrongState
from core.textguard import refuse_identity, said_in
from groups.interests.models import TEXTS, BestInterests, Concerns
from groups.meetings.models import ForumDecision
from groups.meetings.services.writing import of_item, writable

MAY_BE_EMPTY = frozenset({"mattered"})


@transaction.atomic
def note_interests(decision: ForumDecision, *, by: Acting, concerns: str, **texts: str) -> BestInterests:
    """Whether it concerns children; when it is assessed, in words of the `TEXTS`. Noted again it is written over.

    Raises WrongState once the minutes are handed in or the decision is struck, PermissionDenied, Refused for what is
    not chosen, a text that is lacking, and one that names somebody.
    """
    item, _meeting = writable(decision.item, by)
    decision = lock(decision)
    if decision.struck_at is not None:
        raise WrongState(_("Beslutet är struket."))
    if concerns not in Concerns.values:
        raise Refused(_("Välj om beslutet rör barn."), field="concerns")
    words = _words(texts) if concerns == Concerns.ASSESSED else dict.fromkeys(TEXTS, "")
    noted = BestInterests.objects.filter(decision=decision).first()
    is_new = noted is None
    noted = noted or BestInterests(**of_item(item), item=item, decision=decision)
    noted.concerns, noted.noted_by_id = concerns, by.assignment_id
    for name, text in words.items():
        setattr(noted, name, text)
    if is_new:
        noted.save(force_insert=True)
    else:
        noted.save(update_fields=["concerns", "noted_by", *TEXTS])
    audit.record("forum_decision.weighed", decision, by=by, reason=concerns)
    return noted


def _words(texts: Mapping[str, str]) -> dict[str, str]:
    words = {}
    for name in TEXTS:
        text = texts.get(name, "")
        if name in MAY_BE_EMPTY:
            refuse_identity(text, field=name)
        words[name] = text.strip() if name in MAY_BE_EMPTY else said_in(name, text)
    return words
