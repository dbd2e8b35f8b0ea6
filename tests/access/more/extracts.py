"""An extract of the school's record of the child, with a text in it: for its records officers alone, who are none of
these people. [security 2, 6]
"""

import json
from datetime import timedelta

from core import clock
from sip.extracts import paper
from sip.models import Child, Extract, ExtractItem, RetentionProposal
from tests.database import as_loader

TEXT = "MÄRKE-UTDRAG"

REACHES = {
    "extract": lambda who, phase: False,
    "extractitem": lambda who, phase: False,
    "extractchild": lambda who, phase: False,
}
MARKS = {TEXT: lambda who, phase: False}


def make(world) -> dict[str, object]:
    with as_loader():
        return made(world.town, world.child, world.town.assignments["secretary"])


def made(town, child: Child, builder) -> dict[str, object]:
    extract = Extract.objects.create(
        region=town.region, principal_id=child.principal_id, child=child, kind="register", receiver="child",
        receiver_name=TEXT, asked_on=clock.today(), built_by=builder, builder=builder.person, words=TEXT,
    )  # fmt: skip
    said = json.dumps({"title": "Underlag", "when": "", "lines": [["Text", TEXT]]}, ensure_ascii=False)
    item = ExtractItem.objects.create(
        region=town.region, extract=extract, child=child, number=1, source="sip_contribution", content=said,
        marks=["third_person"],
    )  # fmt: skip
    return {"extract": extract.pk, "extractitem": item.pk, "extractchild": child.pk}


def read_one(town, child: Child, builder, reader) -> dict[str, object]:
    """One that another has read, and a proposal to delete the record: what the remaining pages are about."""
    extract = Extract(
        region=town.region, principal_id=child.principal_id, child=child, kind="log", receiver="child",
        receiver_name=TEXT, asked_on=clock.today(), built_by=builder, builder=builder.person, status="read",
        read_at=clock.now(), read_by=reader, reader=reader.person,
    )  # fmt: skip
    extract.sha256 = paper.hash_of(paper.content_of(extract, []))
    extract.save(force_insert=True)
    proposal = RetentionProposal.objects.create(
        region=town.region, principal_id=child.principal_id, kind="child", subject_id=child.pk, law="",
        class_code="sol-five-years", last_entry_on=clock.today() - timedelta(days=2000), due_on=clock.today(),
    )  # fmt: skip
    return {"read extract": extract.pk, "proposal of a child": proposal.pk}
