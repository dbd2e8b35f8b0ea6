"""How a page takes a file in, says no to it and gives it out. [security 8, 10]"""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from core import audit
from core.access import pace
from core.files import fields, words
from core.files.kinds import FACTS, FileKind
from core.files.models import FileRow
from core.files.states import FileStatus
from core.files.store import read
from core.ui import errors
from core.ui.pages import refuse
from core.ui.verbs import act_page

PACE = "upload"


def hold_back(request: HttpRequest, form: Any, name: str) -> None:
    """Count the file against the person's pace, before it is opened; over it, the field says how long to wait."""
    if name in request.FILES:
        form.fields[name].wait = pace.wait(PACE, request.acting.user_id)  # type: ignore[attr-defined]


def sent_with_files(request: HttpRequest) -> tuple:
    """What was sent, for a form that takes a file in; nothing for one that is only shown."""
    return (request.POST, request.FILES) if request.method == "POST" else ()


def file_page(
    request: HttpRequest,
    template: str,
    form: Any,
    context: dict,
    *,
    name: str,
    case_id: UUID | None = None,
    **verb: Any,
) -> HttpResponse:
    """A verb's page whose field `name` takes a file in; `verb` is `act`, `done` and `to` of `act_page`."""
    if request.method == "POST":
        hold_back(request, form, name)
    no = partial(refuse_with_file, name=name, case_id=case_id)
    return act_page(request, template, form, context, no=no, **verb)


def refuse_with_file(
    request: HttpRequest, template: str, form: Any, context: dict, *, name: str, case_id: UUID | None = None
) -> HttpResponse:
    """422, or 429 over the pace: everything typed stands, and a file that was sent has to be chosen again.

    A file that was not taken in leaves a line in the log, with the word of the fault.
    """
    for fault in fields.faults_in(form, name):
        by = request.acting  # type: ignore[attr-defined]
        audit.record_refusal("file.refused", by=by, object_kind="files.keptfile", case_id=case_id, reason=fault.value)
    waits = form.fields[name].wait
    if name in request.FILES and name not in form.errors:
        form.add_error(name, words.AGAIN)
    response = refuse(request, template, form, context)
    if waits:
        response.status_code = 429
        response.headers["Retry-After"] = str(waits)
    return response


def give_out(request: HttpRequest, row: FileRow, *, name: str) -> HttpResponse:
    """The file to save, never to show: what it holds runs nowhere. Recorded; in quarantine it goes to nobody.

    `name`: without ending and without anything about a person.
    """
    kept = row.kept
    if not kept.is_open:
        said = words.STOPPED if kept.status == FileStatus.INFECTED else words.WAITS
        return errors.unprocessable(request, str(said))
    content = read(kept.region_id, kept.pk)
    audit.record("file.fetched", row, by=request.acting)  # type: ignore[attr-defined]
    facts = FACTS[FileKind(row.kind)]
    response = HttpResponse(content, content_type=facts.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}{facts.endings[0]}"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
