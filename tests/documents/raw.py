"""Pages of any HTML, sent to the child process as the portal sends its own."""

import json

from core.documents import process
from core.documents.kinds import ON_REQUEST, Limits
from core.documents.themes import Theme

TABLE = (
    "<table><caption>Rader</caption><tbody>"
    + "".join(f"<tr><th scope='row'>{row}</th>{'<td>12</td>' * 5}</tr>" for row in range(60))
    + "</tbody></table>"
)


def make(body: str, limits: Limits = ON_REQUEST, head: str = "") -> bytes:
    html = (
        '<!doctype html><html lang="sv"><head><title>Prov</title>'
        f'<link rel="stylesheet" href="documents/print.css">{head}</head><body>{body}</body></html>'
    )
    order = {
        "html": html,
        "kind": "case",
        "title": "Prov",
        "language": "sv",
        "created_at": "2026-03-10T05:00:00Z",
        "attachments": [],
        "theme": Theme().variables(),
    }
    return process.make(json.dumps(order).encode(), limits)
