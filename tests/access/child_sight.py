"""What one person meets of a child: by raw SQL past our code, by the querysets, by the pages. [security 13]"""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.db import connection
from django.test import Client
from django.urls import reverse

from core.access import acting_as
from sip.cases.policies import visible_identities
from sip.children.policies import visible_children
from sip.consent.policies import visible_consents
from sip.disclosures.policies import visible_filed_pieces, visible_pieces
from sip.extracts.policies import visible_extracts, visible_items
from sip.lss.policies import visible_offers
from sip.placements.policies import visible_exams, visible_placements, visible_residences
from sip.plans.policies import visible_handovers, visible_plans, visible_versions
from sip.pool.policies import visible_asks
from sip.retention.policies import visible_holds, visible_proposals
from sip.transfers.policies import visible_transfers
from sip.transitions.policies import visible_transitions
from tests.access.child_model import Model
from tests.core.people.build import sign_in
from tests.database import as_loader

Rows = dict[str, dict[UUID, dict[str, Any]]]
PLACE = "MÄRKE-VISTELSEORT"
# Kind → its table, its key, and what of a row says who may meet it, by the model's words.
TABLES = {
    "child": ("child", "id", {"child": "id"}),
    "guardians": ("guardian", "id", {"child": "child_id"}),
    "contacts": ("contact", "id", {"child": "child_id"}),
    "bars": ("guardianbar", "id", {"child": "child_id"}),
    "protections": ("protecteddata", "id", {"child": "child_id"}),
    "needs": ("needassessment", "id", {"child": "child_id"}),
    "numbers": ("childidentifier", "id", {"child": "child_id"}),
    "persons": ("childperson", "id", {"child": "child_id"}),
    "checked": ("checkliststep", "id", {"child": "child_id"}),
    "placements": ("placement", "id", {"child": "child_id", "unit": "unit_id"}),
    "exams": ("healthexam", "id", {"placement": "placement_id"}),
    "residences": ("protectedresidence", "id", {"child": "child_id", "unit": "unit_id"}),
    "offers": ("lssoffer", "id", {"child": "child_id", "unit": "unit_id"}),
    "transitions": ("transition", "id", {"child": "child_id", "case": "case_id"}),
    "sides": ("transitionunit", "id", {"transition": "transition_id"}),
    "cases": ("case", "id", {"case": "id", "code": "code"}),
    "parts": ("participation", "id", {"case": "case_id"}),
    "transfers": ("transfer", "case_id", {"case": "case_id"}),
    "plans": ("sipplan", "case_id", {"case": "case_id"}),
    "versions": ("planversion", "id", {"case": "case_id"}),
    "hand-overs": ("handover", "id", {"case": "case_id"}),
    "names": ("casechild", "case_id", {"case": "case_id", "name": "family_name"}),
    "consents": ("consent", "id", {"case": "case_id"}),
    "covered": ("consentunit", "id", {"case": "case_id"}),
    "givers": ("consentgiver", "id", {"case": "case_id"}),
    "signatures": ("consentsignature", "id", {"case": "case_id"}),
    "papers": ("storedfile", "id", {"case": "case_id"}),
    "pieces": ("contribution", "id", {"case": "case_id", "unit": "unit_id", "text": "text"}),
    "filed": ("filedpiece", "id", {"case": "case_id", "unit": "unit_id", "filer": "filed_by_id", "text": "text"}),
    "notices": (
        "placementnotice", "id",
        {"case": "case_id", "placement": "placement_id", "receiver": "receiving_unit_id", "sent": "sent_on"},
    ),
    "first line": ("firstlineask", "id", {"case": "case_id", "receiver": "receiving_unit_id", "sent": "sent_on"}),
    "asks for help": ("poolask", "id", {"unit": "unit_id"}),
    "takeovers": ("takeover", "id", {"unit": "unit_id", "receiver": "receiver_id"}),
    "proposals": ("retentionproposal", "id", {"principal": "principal_id"}),
    "approvals": ("retentionapproval", "id", {"of": "proposal_id"}),
    "holds": ("retentionhold", "id", {"principal": "principal_id"}),
    "proofs": ("retentionproof", "id", {"principal": "principal_id"}),
    "extracts": ("extract", "id", {"principal": "principal_id", "status": "status"}),
    "items": ("extractitem", "id", {"of": "extract_id"}),
}  # fmt: skip
KEYS = ", ".join(f"ARRAY(SELECT {key} FROM sip_{table})" for table, key, _said in TABLES.values())
QUERYSETS = {
    "child": visible_children, "placements": visible_placements, "exams": visible_exams,
    "residences": visible_residences, "offers": visible_offers, "transitions": visible_transitions,
    "transfers": visible_transfers, "plans": visible_plans, "versions": visible_versions,
    "hand-overs": visible_handovers, "names": visible_identities, "consents": visible_consents,
    "pieces": visible_pieces, "filed": visible_filed_pieces, "asks for help": visible_asks,
    "proposals": visible_proposals, "holds": visible_holds,
    "extracts": visible_extracts, "items": visible_items,
}  # fmt: skip
PAGES = {
    "child": ("child_detail", "child_story"), "transfers": ("transfer_detail", "transfer_story"),
    "placements": ("placement_detail",), "residences": ("residence",), "offers": ("lss_detail",),
    "transitions": ("transition_detail",), "plans": ("plan_detail",), "asks for help": ("pool_detail",),
    "proposals": ("retention_detail",), "extracts": ("extract_detail",), "items": ("extract_item",),
}  # fmt: skip
LISTS = ("start", "child_list", "filed_copies", "pool_list", "takeover_list", "retention_list", "extract_list")


def all_rows(town: SimpleNamespace, names: dict[UUID, str]) -> Rows:
    """Everything that is there in the region, whoever may meet it; units and people by their names here."""
    found: Rows = {}
    with as_loader(), connection.cursor() as cursor:
        for kind, (table, key, said) in TABLES.items():
            columns = ", ".join((key, *said.values()))
            cursor.execute(f"SELECT {columns} FROM sip_{table} WHERE region_id = %s", [town.region.pk])
            found[kind] = {
                row[0]: dict(zip(said, (_named(names, value) for value in row[1:]), strict=True))
                for row in cursor.fetchall()
            }
        cursor.execute("SELECT contribution_id, receiving_unit_id, consent_id FROM sip_disclosure")
        given = cursor.fetchall()
    for piece, row in found["pieces"].items():
        row["given"] = [(names[unit], consent) for key, unit, consent in given if key == piece]
    return found


def _named(names: dict[UUID, str], value: Any) -> Any:
    return names.get(value, value) if isinstance(value, UUID) else value


def expected(model: Model, who: str, rows: Rows) -> dict[str, set[UUID]]:
    return {
        kind: {key for key, row in of_kind.items() if model.sees(who, kind, row, rows)}
        for kind, of_kind in rows.items()
    }


def by_sql(me) -> dict[str, set[UUID]]:
    with acting_as(me), connection.cursor() as cursor:
        cursor.execute(f"SELECT {KEYS}")
        return dict(zip(TABLES, map(set, cursor.fetchone()), strict=True))


def by_queryset(me) -> dict[str, set[UUID]]:
    with acting_as(me):
        return {kind: set(visible(me).values_list("pk", flat=True)) for kind, visible in QUERYSETS.items()}


def wrong(who: str, how: str, found: dict[str, set], right: dict[str, set]) -> Iterator[tuple]:
    """The kinds of which somebody meets too much or too little, and how many rows."""
    for kind, keys in found.items():
        if keys != right[kind]:
            yield who, how, kind, f"{len(keys - right[kind])} too much", f"{len(right[kind] - keys)} too little"


def wrong_pages(town: SimpleNamespace, who: str, rows: Rows, right: dict[str, set], turn: int) -> Iterator[tuple]:
    """A row's page of two of the kinds, and one list: answered as the model says, and with no hidden text."""
    client = Client()
    sign_in(client, town.assignments[who])
    there = [kind for kind in PAGES if rows[kind]]
    for kind in {there[(turn * 2 + step) % len(there)] for step in range(2)}:
        key = sorted(rows[kind])[turn % len(rows[kind])]
        name = PAGES[kind][turn // 2 % len(PAGES[kind])]
        page = client.get(reverse(f"sip:{name}", args=[key]))
        if page.status_code != (200 if key in right[kind] else 404):
            yield who, name, page.status_code, key in right[kind]
        yield from _told(who, kind, page, rows, right)
    url = LISTS[turn % len(LISTS)]
    yield from _told(who, url, client.get("/" if url == "start" else reverse(f"sip:{url}")), rows, right)


def _told(who: str, where: str, page, rows: Rows, right: dict[str, set]) -> Iterator[tuple]:
    """Words of what the reader may not meet. What an extract holds is its readers' to read."""
    if where in ("extracts", "items"):
        return
    body = b"".join(page).decode() if page.streaming else page.content.decode()
    if PLACE in body and not right["residences"]:
        yield who, where, "tells the secret place"
    open_texts = {rows[kind][key]["text"] for kind in ("pieces", "filed") for key in right[kind]}
    for row in rows["pieces"].values():
        if row["text"] in body and row["text"] not in open_texts:
            yield who, where, "tells what another unit wrote"
    known = right["transfers"] | {rows["filed"][key]["case"] for key in right["filed"]}
    for key in rows["transfers"].keys() - known:
        if rows["cases"][key]["code"] in body:
            yield who, where, "tells that something was passed on"
