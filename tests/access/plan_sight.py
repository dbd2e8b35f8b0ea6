"""What one person meets of a plan: by raw SQL past our code, by the querysets, by the pages. [security 13]"""

from collections import Counter

from django.db import connection
from django.test import Client
from django.urls import reverse

from core.access import acting_as
from sip.cases.policies import visible_identities
from sip.consent.policies import visible_consents
from sip.disclosures.policies import visible_filed_pieces, visible_pieces
from sip.models import Guardian, PlanVersion
from sip.plans import policies
from sip.plans.register import visible_other_plans
from tests.access.plan_model import HOME, STARTER, UNIT_OF, Model
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.sip.plans.town import NEED, TEXT

COST, BARRED = "MÄRKE-KOSTNAD", "Anna Provsson"
TABLES = {
    "plan": "sipplan",
    "name": "casechild",
    "consents": "consent",
    "child": "childcase",
    "givers": "consentgiver",
    "headings": "plansection",
    "versions": "planversion",
    "costs": "costrecord",
    "other plans": "otherplan",
    "offers": "planoffer",
    "hand-overs": "handover",
    "pieces": "contribution",
    "copies": "filedcopy",
    "filed pieces": "filedpiece",
}
COLUMNS = ", ".join(f"(SELECT count(*) FROM sip_{table} WHERE case_id = %(plan)s)" for table in TABLES.values())
# What hangs on a plan without a sort of its own above: all of it is met, or nothing.
HANGS = {
    "there": ("planrole",),
    "content": (
        "planmeeting", "planinvitation", "planvoice", "plangoal", "planmeasure", "plananswer", "surveycode",
    ),
    "beside": ("plantelling", "refusal"),
}  # fmt: skip
HANGING = [table for tables in HANGS.values() for table in tables]
HUNG = ", ".join(f"(SELECT count(*) FROM sip_{table} WHERE case_id = %(plan)s)" for table in HANGING)
QUERYSETS = {
    "plan": policies.visible_plans,
    "name": visible_identities,
    "consents": visible_consents,
    "headings": policies.visible_sections,
    "versions": policies.visible_versions,
    "costs": policies.visible_costs,
    "other plans": visible_other_plans,
    "hand-overs": policies.visible_handovers,
    "pieces": visible_pieces,
    "copies": policies.visible_copies,
    "filed pieces": visible_filed_pieces,
}


def by_sql(me, plan) -> Counter:
    with acting_as(me), connection.cursor() as cursor:
        cursor.execute(f"SELECT {COLUMNS}", {"plan": plan.pk})
        return +Counter(dict(zip(TABLES, cursor.fetchone(), strict=True)))


def all_that_hangs(plan) -> Counter:
    """Whoever may meet it."""
    with as_loader(), connection.cursor() as cursor:
        return _hanging(cursor, plan)


def hanging_by_sql(me, plan) -> Counter:
    with acting_as(me), connection.cursor() as cursor:
        return _hanging(cursor, plan)


def _hanging(cursor, plan) -> Counter:
    cursor.execute(f"SELECT {HUNG}", {"plan": plan.pk})
    return +Counter(dict(zip(HANGING, cursor.fetchone(), strict=True)))


def by_queryset(me, plan) -> Counter:
    with acting_as(me):
        return +Counter({name: ask(me).filter(case_id=plan.pk).count() for name, ask in QUERYSETS.items()})


def wrong_pages(town, who: str, plan, model: Model, turn: int) -> list[tuple]:
    """Differences on the plan's own page, and on one of the others in turn."""
    client = Client()
    sign_in(client, town.assignments[who])

    def look(name, key=None, **asked):
        page = client.get(reverse(f"sip:{name}", args=[key] if key else []), asked)
        return page.status_code, page.content.decode()

    sees, reads = model.sees(who), model.reads(who) or (model.stands(who) and model.covers(UNIT_OF[who]))
    status, body = look("plan_detail", plan.pk)
    wrong = []
    if status != (200 if sees["plan"] else 404) or (TEXT in body) > reads or (NEED in body) > _reads_need(model, who):
        wrong.append((who, "page", status, TEXT in body, NEED in body))
    shown = client.post(reverse("sip:plan_identity", args=[plan.pk])).status_code
    if shown != (200 if sees["name"] else 404):
        wrong.append((who, "name on request", shown))
    other = (_wrong_costs, _wrong_versions, _wrong_copies)[turn % 3]
    return wrong + [(who, *one) for one in other(look, plan, model, who, sees, reads)]


def _wrong_costs(look, plan, model: Model, who: str, sees: Counter, reads: bool) -> list[tuple]:
    status, body = look("plan_costs", plan.pk)
    is_right = status == (200 if reads else 404) and (COST in body) == bool(sees["costs"])
    return [] if is_right else [("costs", status, COST in body)]


def _wrong_copies(look, plan, model: Model, who: str, sees: Counter, reads: bool) -> list[tuple]:
    status, body = look("filed_copies")
    return [] if (plan.case.code in body) == bool(sees["copies"]) else [("copies", status)]


def _wrong_versions(look, plan, model: Model, who: str, sees: Counter, reads: bool) -> list[tuple]:
    with as_loader():
        version = PlanVersion.objects.filter(case_id=plan.pk).order_by("-number").first()
    if version is None:
        return []
    status, body = look("plan_version", version.pk)
    wrong = [] if status == (200 if reads else 404) and (TEXT in body) == reads else [("version", status, TEXT in body)]
    return wrong + (_wrong_paper(look, version, model, may=reads) if who == STARTER else [])


def _reads_need(model: Model, who: str) -> bool:
    return (UNIT_OF[who] == HOME and bool(model.sees(who)["pieces"])) or any(
        unit == HOME for unit, _version in model.received(who)
    )


def _wrong_paper(look, version, model: Model, *, may: bool) -> list[tuple]:
    """The paper for one guardian: never the plan when it is kept from them, never a school where that is, and no text
    that nobody has sorted where anything is."""
    with as_loader():
        guardian = Guardian.objects.get(child__cases__case_id=version.case_id, name=BARRED)
    status, body = look("plan_family", version.pk, till=str(guardian.pk))
    paper = body.partition("<article")[2].partition("</article>")[0]
    kept = bool(model.barred & {"plan", "everything"})
    wrong = []
    if status != (200 if may else 404) or (TEXT in paper) != (may and not model.barred):
        wrong.append(("guardian", "paper", status, TEXT in paper))
    if may and not kept and ("Österskolan" in paper) == ("places" in model.barred):
        wrong.append(("guardian", "places", "Österskolan" in paper))
    return wrong
