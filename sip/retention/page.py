"""What the records officer's pages show: codes, days, the rule and how much; no names. [security 2, 6]"""

from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import Acting
from core.regions.models import LegalReference
from core.regions.profile import profile_of
from core.ui import dates
from core.ui.said import said
from sip.retention import policies
from sip.retention.models import RetentionHold, RetentionProposal
from sip.retention.states import OPEN, Subject
from sip.retention.words import PARTS


def proposal_row(proposal: RetentionProposal) -> dict:
    return {
        "pk": proposal.pk,
        "code": proposal.code,
        "kind": proposal.get_kind_display(),
        "last": dates.day(proposal.last_entry_on),
        "due": dates.day(proposal.due_on),
        "by": dates.day(proposal.finish_by) if proposal.finish_by else "",
        "obj": proposal,
    }


def hold_row(hold: RetentionHold) -> dict:
    days = _("Stoppad %(day)s") % {"day": dates.moment(hold.created_at)}
    ended = f" {_('Hävt %(day)s') % {'day': dates.moment(hold.lifted_at)}}" if hold.lifted_at else ""
    return {
        "title": hold.get_reason_display(),
        "code": hold.code,
        "url": reverse("sip:retention_lift", args=[hold.pk]) if hold.is_live else "",
        "detail": f"{hold.words.rstrip('.')}. {days}.{ended}",
        "badge": _("Gäller") if hold.is_live else _("Hävt"),
        "badge_is": "soon" if hold.is_live else "",
    }


def proposal_page(acting: Acting, proposal: RetentionProposal) -> dict:
    approvals = list(proposal.approvals.select_related("given_by__person").order_by("number"))
    return {
        "proposal": proposal,
        "facts": _facts(proposal, approvals),
        "parts": _parts(proposal) if proposal.status in OPEN else [],
        "proof": _proof(proposal),
        "can_decide": policies.can_decide(acting, proposal),
        "can_extract": policies.can_decide(acting, proposal) and proposal.kind == Subject.CHILD,
        "can_approve": policies.can_approve(acting, proposal),
        "waits_for_another": proposal.status == "first_approved" and not policies.can_approve(acting, proposal),
    }


def _facts(proposal: RetentionProposal, approvals: list) -> list[dict]:
    law = _law(proposal)
    facts = [
        {"term": _("Gäller"), "text": proposal.get_kind_display()},
        {"term": _("Regel"), "text": said(law.label) if law else proposal.class_code, "detail": str(law or "")},
        {"term": _("Sista anteckningen"), "text": dates.day(proposal.last_entry_on)},
        {"term": _("Får gallras från"), "text": dates.day(proposal.due_on)},
    ]
    if proposal.finish_by:
        facts.append({"term": _("Ska vara gallrad senast"), "text": dates.day(proposal.finish_by)})
    facts += [
        {"term": _("Godkänd av"), "text": str(one.given_by.person), "detail": dates.moment(one.created_at)}
        for one in approvals
    ]
    if proposal.reason:
        facts.append({"term": _("Avslagen"), "text": proposal.get_reason_display(), "detail": proposal.words})
    if proposal.ask_again_on:
        facts.append({"term": _("Föreslås igen tidigast"), "text": dates.day(proposal.ask_again_on)})
    return facts


def _law(proposal: RetentionProposal) -> LegalReference | None:
    """The place in the law as it stood on the day of the last entry, from the profile."""
    declared = (law for law in profile_of(proposal.region_id).legal_references if law.code == proposal.law)
    held = [law for law in declared if law.valid_from <= proposal.last_entry_on]
    return LegalReference(**vars(max(held, key=lambda law: law.valid_from))) if held else None


def _parts(proposal: RetentionProposal) -> list[dict]:
    """Counts by table, asked of the database as the records officer; names of nobody."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, amount FROM access.retention_counts(%s)", [proposal.pk])
        amounts = dict(cursor.fetchall())
    return [{"name": name, "amount": amounts[table]} for table, name in PARTS.items() if table in amounts]


def _proof(proposal: RetentionProposal) -> dict | None:
    proof = getattr(proposal, "proof", None)
    if proof is None:
        return None
    parts = [{"name": PARTS.get(table, table), "amount": amount} for table, amount in sorted(proof.counts.items())]
    return {"rows": proof.rows, "files": proof.files, "sha256": proof.sha256, "at": proof.executed_at, "parts": parts}
