"""Take an agreement as far as a test needs."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

from django.db import Error, transaction

from core import clock
from core.access import Acting
from core.notices.models import Notice
from core.people.models import RoleAssignment
from core.roles import Role
from groups.agreements.seen import mark_of
from groups.agreements.services import consulting, drafting, signing
from groups.agreements.services.drafting import Wanted
from groups.models import Agreement, AgreementChapter, AgreementParty, Consulted
from tests.core.obligations.build import make_rule
from tests.database import as_loader
from tests.groups import build as b
from tests.groups.meetings import table as t

WANTED = Wanted(
    title="Lokal överenskommelse",
    target_group="Barn som behöver stöd från flera",
    situation="unclear",
    needs_coordination=True,
    needs_economy=True,
)
WRITTEN = ("target", "missions", "procedure", "procurement")  # meets the minimum


def make_town() -> SimpleNamespace:
    """The steering group's table; those who decide for the city and for the region, a school's own voice."""
    with as_loader():
        town = t.make_table()
        for code in ("DL-15", "DL-55"):
            make_rule(town.region, code)
        school = b.make_principal(town.region, "Friskolan", kind="independent_school")
        more = {
            "city_head": b.make_assignment(
                town.region, Role.UNIT_MANAGER, "Cia Chef", unit=town.social, has_mandate=True
            ),
            "school_voice": b.make_assignment(town.region, Role.INDEPENDENT_SCHOOL_REP, "Frida Fri", principal=school),
        }
        bup_head = town.people["bup_head"]
        RoleAssignment.objects.filter(pk=bup_head.pk).update(has_mandate=True)
        bup_head.refresh_from_db()
    town.free_school = school
    town.people |= more
    town.acting |= {name: b.acting_for(one) for name, one in more.items()}
    return town


def later(days: int = 30):
    return clock.today() + timedelta(days=days)


def drafted(town, by: str = "chair", parties=None, **changes) -> Agreement:
    with t.as_(town, by) as me:
        wanted = replace(WANTED, **changes)
        return drafting.draft(town.steering, by=me, wanted=wanted, parties=parties or [town.city, town.care])


def chapter(agreement: Agreement, key: str) -> AgreementChapter:
    with as_loader():
        return agreement.chapters.get(key=key)


def party(agreement: Agreement, principal) -> AgreementParty:
    with as_loader():
        return agreement.parties.select_related("principal").get(principal=principal, removed_at=None)


def wrote(town, agreement: Agreement, by: str = "chair", keys=WRITTEN, text: str = "Så gör vi.") -> Agreement:
    for key in keys:
        one = chapter(agreement, key)
        with t.as_(town, by) as me:
            drafting.save_chapter(one, by=me, text=text, version=one.version)
    return agreement


def named(town, agreement: Agreement) -> Agreement:
    for principal, who in ((town.city, "city_head"), (town.care, "bup_head")):
        one = party(agreement, principal)
        with t.as_(town, "chair") as me:
            drafting.appoint(one, by=me, signatory=town.people[who])
    return agreement


def asked(town, agreement: Agreement, responder: str = "school_voice") -> Consulted:
    with t.as_(town, "chair") as me:
        return consulting.ask(
            agreement, by=me, kind="independent_school", name="Friskolan", responder=town.people[responder]
        )


def remitted(town, agreement: Agreement | None = None, keys=WRITTEN) -> Agreement:
    """Written, its signatories named, out to the school."""
    agreement = named(town, wrote(town, agreement or drafted(town), keys=keys))
    asked(town, agreement)
    with t.as_(town, "chair") as me:
        return consulting.remit(agreement, by=me, best_interests="Barnen får hjälp tidigare.", answer_by=later())


def answered(town, agreement: Agreement | None = None, keys=WRITTEN) -> Agreement:
    agreement = remitted(town, agreement, keys)
    with as_loader():
        one = Consulted.objects.get(agreement=agreement)
    with t.as_(town, "school_voice") as me:
        consulting.answer(one, by=me, text="Vi vill vara med.")
    return agreement


def sent(town, agreement: Agreement | None = None) -> Agreement:
    agreement = answered(town, agreement)
    with t.as_(town, "chair") as me:
        return signing.send(agreement, by=me)


def signed(town, agreement: Agreement, who: str, principal) -> AgreementParty:
    one = party(agreement, principal)
    with t.as_(town, who) as me:
        return signing.sign(one, by=fresh(me), signed_as="Chef", seen=mark_of(Agreement.objects.get(pk=agreement.pk)))


def fresh(me: Acting) -> Acting:
    """Has shown who it is just now."""
    return replace(me, logged_in_at=clock.now())


def marked(agreement: Agreement) -> str:
    with as_loader():
        return mark_of(Agreement.objects.get(pk=agreement.pk))


def in_force(town, agreement: Agreement | None = None) -> Agreement:
    agreement = sent(town, agreement)
    signed(town, agreement, "city_head", town.city)
    signed(town, agreement, "bup_head", town.care)
    return now(agreement)


def told_to(town, kind: str, who: str) -> int:
    """How often somebody has been told in the portal."""
    with as_loader():
        return Notice.objects.filter(kind=kind, recipient=town.people[who], channel="in_app").count()


def by_decision(agreement: Agreement) -> Agreement:
    """Of a region whose agreements are decided politically."""
    with as_loader():
        Agreement.objects.filter(pk=agreement.pk).update(by_decision=True)
    return now(agreement)


def refusal(rows, **values) -> str:
    """What the database says to such a change; nothing where it lets it be made."""
    try:
        with transaction.atomic():
            rows.update(**values)
    except Error as refused:
        return refused.__cause__.diag.message_primary
    return ""


def refusal_to_add(row) -> str:
    """What the database says to a new row; nothing where it takes it."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except Error as refused:
        return refused.__cause__.diag.message_primary
    return ""


def now(agreement: Agreement) -> Agreement:
    with as_loader():
        return Agreement.objects.get(pk=agreement.pk)
