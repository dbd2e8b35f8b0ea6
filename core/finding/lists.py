"""A list page that can be fetched whole, as a file, by the same rows in the same order. [facts 28]"""

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core import audit, clock
from core.finding.spreadsheets import FORMATS, Cell, Lines
from core.ui import dates
from core.ui.forms import FilterForm
from core.ui.pages import PAGE_PARAMETER, PER_PAGE_PARAMETER, render_list

FILE_PARAMETER = "fil"
MOST = 10_000  # rows of a file
Columns = Sequence[tuple[Any, Callable[[Any], Cell]]]


def list_page(
    request: HttpRequest,
    template: str,
    *,
    name: Any,
    columns: Columns,
    rows: QuerySet,
    form: FilterForm,
    row: Callable[[Any], Any],
    context: dict[str, Any],
) -> HttpResponse:
    """`render_list`, or all its rows as the file that the address asks for. `columns`: heading, and a cell of a row."""
    asked = request.GET.get(FILE_PARAMETER, "")
    if asked not in FORMATS:
        return render_list(
            request, template, rows=rows, form=form, row=row, context={**context, "files": _files(request)}
        )
    found = list(rows[: MOST + 1])
    if len(found) > MOST:
        messages.error(request, _("Listan är för lång för en fil. Välj färre rader med filtret."))
        return redirect(f"{request.path}?{_query(request)}")
    lines: list[list[Cell]] = [*_head(request, str(name), form, len(found)), [str(label) for label, _cell in columns]]
    lines += [[cell(one) for _label, cell in columns] for one in found]
    audit.record("list.exported", by=request.acting, object_kind=rows.model._meta.label_lower)  # type: ignore[attr-defined]
    return _sent(asked, str(name), lines)


def _sent(kind: str, name: str, lines: Lines) -> HttpResponse:
    write, content_type = FORMATS[kind]
    response = HttpResponse(write(lines), content_type=content_type)
    plain = "".join(letter if letter.isalnum() else "-" for letter in name.lower())
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(plain)}-{clock.today()}.{kind}"
    return response


def _head(request: HttpRequest, name: str, form: FilterForm, count: int) -> list[list[Cell]]:
    """What the file holds: which rows, for whom, when it was fetched and how many they are."""
    acting = request.acting  # type: ignore[attr-defined]
    whose = ", ".join(str(part) for part in (acting.region_name, acting.role_label, acting.unit_name) if part)
    return [
        [name],
        [_("Urval"), "; ".join(in_words(form)) or _("Alla")],
        [_("Det som syns för"), whose],
        [_("Hämtad"), dates.moment(clock.now())],
        [_("Antal rader"), count],
        [],
    ]


def in_words(form: FilterForm) -> list[str]:
    """Each filter as it stands, also those that were left alone: «Visa: Kommande»."""
    chosen = form.chosen
    return [f"{field.label}: {_chosen(field, chosen.get(name, ''))}" for name, field in form.fields.items()]


def _chosen(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.ModelChoiceField):
        return field.label_from_instance(value) if value else str(field.empty_label or "")
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, ""))  # type: ignore[arg-type]
    return str(value) if value != "" else _("Alla")


def _query(request: HttpRequest) -> str:
    """The filters of the address, without the page and the file."""
    query = request.GET.copy()
    for name in (PAGE_PARAMETER, PER_PAGE_PARAMETER, FILE_PARAMETER):
        query.pop(name, None)
    return query.urlencode()


def _files(request: HttpRequest) -> list[dict[str, str]]:
    query = _query(request)
    asked = f"?{query}&" if query else "?"
    return [{"label": kind.upper(), "url": f"{asked}{FILE_PARAMETER}={kind}"} for kind in FORMATS]
