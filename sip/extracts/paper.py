"""What is given, as one content: the JSON file, the printed file and the hash are made of it alone. [security 6]"""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import Any, cast

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core.documents.kinds import DocumentKind
from core.documents.render import file_name, render_pdf
from core.errors import Refused
from core.ui import dates
from sip.extracts.models import Extract, ExtractItem
from sip.extracts.names import NEVER, TABLES
from sip.extracts.states import Ground, Kind


def content_of(extract: Extract, items: Iterable[ExtractItem]) -> dict[str, Any]:
    """Plain and in one order, in Swedish whoever asks: the receiver's content, and how much was left out, and why."""
    with translation.override("sv"):
        rows = list(items)
        return {
            "utdrag": extract.code,
            "slag": str(Kind(extract.kind).label),
            "huvudman": extract.principal.name,
            "mottagare": extract.receiver_name,
            "begärt": extract.asked_on.isoformat(),
            "granskat": timezone.localtime(extract.read_at).date().isoformat() if extract.read_at else "",
            "delar": [_part(source, list(part)) for source, part in groupby(rows, key=lambda item: item.source)],
            "utelämnat": _left_out(rows),
        }


def _part(source: str, items: list[ExtractItem]) -> dict[str, Any]:
    return {
        "del": str(TABLES[source]),
        "uppgifter": [said_of(item) for item in items if item.is_given],
    }


def said_of(item: ExtractItem) -> dict[str, Any]:
    """An item as it was built: what it is called, when it is from, and its lines."""
    said = json.loads(str(item.content))
    return {"rubrik": said["title"], "när": said["when"], "rader": [list(line) for line in said["lines"]]}


def _left_out(items: list[ExtractItem]) -> list[dict[str, Any]]:
    counts: dict[str, int] = {}
    for item in items:
        if not item.is_given:
            counts[item.ground] = counts.get(item.ground, 0) + 1
    return [{"grund": str(Ground(ground).label), "antal": counts[ground]} for ground in sorted(counts)]


def file_of(content: dict[str, Any]) -> bytes:
    """The JSON file; the hash is of these bytes."""
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"


def hash_of(content: dict[str, Any]) -> str:
    return hashlib.sha256(file_of(content)).hexdigest()


def frozen(extract: Extract) -> dict[str, Any]:
    """What was passed. Raises Refused when it is no longer what its hash says."""
    content = content_of(extract, extract.items.order_by("number"))
    if hash_of(content) != extract.sha256:
        raise Refused(_("Utdraget stämmer inte med det som godkändes. Lämna inte ut det, och säg till driften."))
    return content


def json_of(extract: Extract) -> bytes:
    return file_of(frozen(extract))


def pdf_of(extract: Extract) -> bytes:
    """The same on tagged paper. Raises Refused, DocumentError."""
    content = frozen(extract)
    with translation.override("sv"):
        asked, read = (dates.day(day) for day in (extract.asked_on, timezone.localtime(extract.read_at).date()))
        shown = {
            "region": extract.region.name,
            "principal": content["huvudman"],
            "heading": content["slag"],
            "code": extract.code,
            "receiver": content["mottagare"],
            "asked": asked,
            "read": read,
            "is_log": extract.kind == Kind.LOG,
            "is_archive": extract.kind == Kind.ARCHIVE,
            "parts": [
                {"name": part["del"], "articles": [_shown(item) for item in part["uppgifter"]]}
                for part in content["delar"]
                if part["uppgifter"]
            ],
            "left_out": [{"ground": row["grund"], "count": row["antal"]} for row in content["utelämnat"]],
            "never": sorted({str(reason) for table, reason in NEVER.items() if not table.startswith("sip_extract")}),
            "sha256": extract.sha256,
        }
    return render_pdf(
        "documents/_extract.html",
        {"extract": shown},
        kind=DocumentKind.CASE,
        title=_("Utdrag %(code)s") % {"code": extract.code},
        created_at=cast(datetime, extract.read_at),
    )


def _shown(item: dict[str, Any]) -> dict[str, Any]:
    return {"title": item["rubrik"], "when": item["när"], "lines": item["rader"]}


def name_of(extract: Extract, ending: str) -> str:
    return file_name("utdrag", extract.code).removesuffix("pdf") + ending
