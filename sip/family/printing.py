"""A family's paper as a tagged PDF: the same bytes for the same day, language and facts. [security 7, F87]"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from core.documents.kinds import DocumentKind
from core.documents.render import render_pdf
from sip.family.texts import Language


def family_pdf(template: str, context: Mapping[str, Any], *, title: str, to: Language, on: date) -> bytes:
    """`title` stands in the file and names nobody; `on` is the day the paper speaks of. Raises DocumentError."""
    return render_pdf(
        template,
        context,
        kind=DocumentKind.CASE,
        title=title,
        language=to.tag,
        created_at=datetime.combine(on, time(12), UTC),
    )
