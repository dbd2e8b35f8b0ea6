"""An extract of the school's record of the child, with a text in it: for its records officers alone, who are none of
these people. [security 2, 6]
"""

import json

from core import clock
from sip.models import Child, Extract, ExtractItem
from tests.database import as_loader

TEXT = "MÄRKE-UTDRAG"

REACHES = {}
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
