"""The one door to PDF: a Django template and its context in, the bytes of a tagged PDF out."""

import base64
import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone, translation

from core.directions import language_direction
from core.documents import process
from core.documents.attachments import Attachment
from core.documents.kinds import DocumentKind, Limits, usual_limits
from core.documents.themes import Theme

UNSAFE_IN_NAME = re.compile(r"[^a-z0-9-]+")


def render_pdf(
    template: str,
    context: Mapping[str, Any],
    *,
    kind: DocumentKind,
    title: str,
    language: str = "sv",
    attachments: Sequence[Attachment] = (),
    created_at: datetime,
    theme: Theme | None = None,
    limits: Limits | None = None,
) -> bytes:
    """Make the document in a process of its own; the same input always gives the same bytes. [security 7]

    The template gets `document` (title, language, direction, created_at, kind, theme) beside its context. `title`
    stands in the file's metadata: for a document about a case it names the code, never a person. `created_at` is an
    aware moment, frozen by the caller. Raises a DocumentError, whose text is for the user; nothing is stored or logged.
    """
    if timezone.is_naive(created_at):
        raise ValueError("created_at must be aware")
    if attachments and kind is not DocumentKind.REPORT:
        raise ValueError("only a report carries attachments")
    theme = theme or Theme()
    about = {
        "title": title,
        "language": language,
        "direction": language_direction(language),
        "created_at": created_at,
        "kind": kind.value,
        "theme": theme,
    }
    with translation.override(language):
        html = render_to_string(template, {**context, "document": about})
    order = {
        "html": html,
        "kind": kind.value,
        "title": title,
        "language": language,
        "created_at": created_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "attachments": [_sent(part) for part in attachments],
        "theme": theme.variables(),
    }
    return process.make(json.dumps(order).encode(), limits or usual_limits(kind))


def _sent(part: Attachment) -> dict[str, str]:
    return {
        "name": part.name,
        "description": part.description,
        "relationship": part.relationship,
        "content": base64.b64encode(part.content).decode("ascii"),
    }


def file_name(what: str, code: str) -> str:
    """The name under which a document is handed out: `plan-<code>.pdf`, and nothing that names a person.

    >>> file_name("plan", "K7M2-X4QD")
    'plan-k7m2-x4qd.pdf'
    """
    parts = [UNSAFE_IN_NAME.sub("-", part.lower()).strip("-") for part in (what, code)]
    return "-".join(part for part in parts if part) + ".pdf"
