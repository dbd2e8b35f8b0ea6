"""What was released of the years' figures, as files at addresses that stay. [issue 5:9, security 7]"""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from core import audit, clock
from followup import policies
from followup.open_figures import files


@require_GET
def open_figures_csv(request):
    rows = _rows(request)
    return _file(files.as_csv(rows), rows, "text/csv; charset=utf-8", "oppna-tal.csv")


@require_GET
def open_figures_json(request):
    rows = _rows(request)
    return _file(files.as_json(rows, clock.now()), rows, "application/json", "oppna-tal.json")


def _rows(request) -> list[files.Row]:
    found = files.in_plain_words(policies.visible_released(request.acting))
    audit.record("figures.exported", by=request.acting, object_kind="followup.figure")
    return found


def _file(content: bytes, rows: list[files.Row], kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Figures-Fingerprint"] = files.fingerprint(rows)
    return response
