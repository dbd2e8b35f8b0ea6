"""Floors (a)–(f) of perf.md 1 as views in the product's settings: what a page costs that does less than ours."""

from html import escape

from django.core.paginator import Paginator
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from bench.models import AnyCase, BenchCase, BenchMember, WalledCase
from bench.words import QUESTION
from sip.cases.states import ForumCaseStatus, RaiseReason

PER_PAGE = 50
COUNT = "SELECT count(*) FROM bench_case WHERE region_id = %s AND unit_id = %s"
ROWS = """
SELECT c.id, c.code, c.status, d.name, u.name, c.reason, c.noticed_on, c.raised_on, c.convened_on
FROM bench_case c JOIN bench_district d ON d.id = c.district_id JOIN bench_unit u ON u.id = c.unit_id
WHERE c.region_id = %s AND c.unit_id = %s ORDER BY c.raised_on DESC, c.id LIMIT 50
"""


def constant(request):
    """(a) Nothing but the middleware."""
    return HttpResponse(b"<p>Hej</p>")


def one_query(request):
    """(b) Session, user and one query."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [request.acting.region_id, request.acting.unit_id])
        return HttpResponse(f"<p>{cursor.fetchone()[0]}</p>")


def _mine(model: type[AnyCase], request):
    return model.objects.filter(region_id=request.acting.region_id, unit_id=request.acting.unit_id)


def listed(request, cases):
    cases = cases.select_related("district", "unit").order_by("-raised_on", "id")
    return render(request, "bench/list.html", {"page": Paginator(cases, PER_PAGE).page(1)})


def plain_list(request):
    """(c) A plain list by a Django template: 50 rows, 8 columns, two joins, dates and links made in the template."""
    return listed(request, _mine(BenchCase, request))


def walled_list(request):
    """(d) The same under row security."""
    return listed(request, WalledCase.objects.filter(region_id=request.acting.region_id))


def member_list(request):
    """(e) The same by a membership subquery, without row security."""
    units = BenchMember.objects.filter(assignment_id=request.acting.assignment_id).values("unit_id")
    return listed(request, BenchCase.objects.filter(region_id=request.acting.region_id, unit_id__in=units))


STATUS, REASON = dict(ForumCaseStatus.choices), dict(RaiseReason.choices)
ROW = (
    '<tr><td><a href="{}">{}</a></td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>'
)


def raw_list(request):
    """(f) Raw SQL and rows as strings: what Python can do at its least."""
    mine = [request.acting.region_id, request.acting.unit_id]
    with connection.cursor() as cursor:
        cursor.execute(COUNT, mine)
        count = cursor.fetchone()[0]
        cursor.execute(ROWS, mine)
        rows = cursor.fetchall()
    address = reverse("bench:detail", args=[rows[0][0]]).rsplit("/", 2)[0] if rows else ""
    drawn = [
        ROW.format(f"{address}/{key}/", escape(code), STATUS[status], escape(district), escape(unit), REASON[why],
                   noticed, raised, convened or "")
        for key, code, status, district, unit, why, noticed, raised, convened in rows
    ]  # fmt: skip
    page = f"<!doctype html><title>Lista</title><p>{count}</p><table>{''.join(drawn)}</table>"
    return HttpResponse(page)


FOUND = """
SELECT title FROM bench_item WHERE words @@ to_tsquery('swedish', %s) AND region_id = %s
ORDER BY created_at DESC, id LIMIT 1000
"""


def raw_found(request):
    """(g) The words sought in one table by plain SQL, and what was found as strings."""
    with connection.cursor() as cursor:
        cursor.execute(FOUND, [QUESTION, request.acting.region_id])
        rows = cursor.fetchall()
    found = "".join(f"<li>{escape(title)}</li>" for (title,) in rows[:PER_PAGE])
    return HttpResponse(f"<!doctype html><title>Sök</title><p>{len(rows)}</p><ul>{found}</ul>")


def detail(request, pk):
    """D: one row, three statements with session and context."""
    case = _mine(BenchCase, request).select_related("district", "unit").get(pk=pk)
    return render(request, "bench/detail.html", {"case": case})
