"""How a view answers: a page, a list or a part of one, a refused form. Always `render`, inside the transaction."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet, Window
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from core.access import together
from core.ui import registry

PER_PAGE = (25, 50)
PAGE_PARAMETER = "sida"
PER_PAGE_PARAMETER = "antal"
CONFIRM_PARAMETER = "bekraftat"


def render_page(request: HttpRequest, template: str, context: dict | None = None, *, status: int = 200) -> HttpResponse:
    """The whole page; what its form offers to choose from is asked in one statement."""
    _ask_choices((context or {}).get("form"))
    return render(request, template, context, status=status)


def _ask_choices(form: Any) -> None:
    if hasattr(form, "choice_rows"):
        together(*form.choice_rows())


def refuse(request: HttpRequest, template: str, form: Any, context: dict | None = None) -> HttpResponse:
    """422: the same page with its summary of errors; everything typed stands. Nothing has been saved."""
    _ask_choices(form)
    return render(request, template, {"form": form, **(context or {})}, status=422)


def wants_part(request: HttpRequest) -> bool:
    """htmx asks for a piece of a page it already has; not so when it restores a page from history."""
    headers = request.headers
    return (
        headers.get("HX-Request") == "true"
        and "HX-History-Restore-Request" not in headers
        and "HX-Boosted" not in headers
    )


def render_part(request: HttpRequest, template: str, part: str, context: dict | None = None) -> HttpResponse:
    """The page, or only its `{% partialdef part %}` when htmx asks."""
    name = f"{template}#{part}" if wants_part(request) else template
    response = render(request, name, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def is_confirmed(request: HttpRequest) -> bool:
    """The reader has said yes, on the confirm page or in its dialog (`ui/confirm.html`, `data-confirm`)."""
    return request.POST.get(CONFIRM_PARAMETER) == "1"


class ListPage:
    """One page of rows with what `ui/pagination.html` needs. Rows are ready-made when the view says how."""

    def __init__(self, page: Any, rows: list, query: str, per_page: int, save_url: str = "") -> None:
        self.rows = rows
        self.number: int = page.number
        self.pages: int = page.paginator.num_pages
        self.count: int = page.paginator.count
        self.first: int = page.start_index()
        self.last: int = page.end_index()
        self.per_page = per_page
        self._query = query
        self.save_url = save_url

    def __iter__(self) -> Iterator:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def _address(self, number: int, per_page: int | None = None) -> str:
        own = {PAGE_PARAMETER: number} if number > 1 else {}
        size = per_page or self.per_page
        if size != PER_PAGE[0]:
            own[PER_PAGE_PARAMETER] = size
        return "?" + "&".join(piece for piece in (self._query, urlencode(own)) if piece)

    @property
    def previous_url(self) -> str:
        return self._address(self.number - 1) if self.number > 1 else ""

    @property
    def next_url(self) -> str:
        return self._address(self.number + 1) if self.number < self.pages else ""

    @property
    def sizes(self) -> list[dict]:
        return [{"size": size, "url": self._address(1, size), "current": size == self.per_page} for size in PER_PAGE]


def paginate(
    request: HttpRequest,
    rows: QuerySet | list,
    *,
    per_page: int = PER_PAGE[0],
    row: Callable[[Any], Any] | None = None,
    beside: Sequence[QuerySet] = (),
    columns: Sequence[str] = (),
    shown: Callable[[list], Any] = lambda _rows: None,
) -> ListPage:
    """The page that the address asks for, count and rows in one statement with what else the page asks, `beside`.

    A page number that does not exist gives the nearest that does. `row` makes each object of the page ready for
    the template (dates and links as text), which is most of what a long list costs. [perf 1c] With `columns` the rows
    are tuples of these, and last how many there are in all: row security is asked once for rows and count together.
    `shown` is told what the page holds, before `row`.
    """
    asked = request.GET.get(PER_PAGE_PARAMETER, "")
    size = int(asked) if asked in map(str, PER_PAGE) else per_page
    number = request.GET.get(PAGE_PARAMETER, "")
    wanted = max(int(number), 1) if number.isdecimal() and len(number) < 10 else 1
    page = _page(rows, size, wanted, beside, columns)
    query = request.GET.copy()
    for name in (PAGE_PARAMETER, PER_PAGE_PARAMETER):
        query.pop(name, None)
    found = list(page.object_list)
    shown(found)
    return ListPage(page, [row(one) for one in found] if row else found, query.urlencode(), size, _save_url(request))


def _save_url(request: HttpRequest) -> str:
    """Where what is chosen now is kept under a name; empty while all is shown, and where `keep_saved` was not asked."""
    names: frozenset[str] = getattr(request, "kept_fields", frozenset())
    chosen = [(name, value) for name, values in request.GET.lists() for value in values if name in names and value]
    saving = registry.saved_filters.answer
    return saving.new_url(f"{request.path}?{urlencode(chosen)}") if chosen and saving else ""


def _page(rows: QuerySet | list, size: int, wanted: int, beside: Sequence[QuerySet], columns: Sequence[str]) -> Page:
    """The page of that number, or the nearest; a number beyond the last costs one statement more."""
    if columns and not isinstance(rows, list):
        return _tuples(rows.values_list(*columns, Window(Count("*"))), size, wanted, beside)
    paginator: Any = Paginator(rows, size)
    if isinstance(rows, list):
        together(*beside)
        return paginator.page(min(wanted, paginator.num_pages))
    window: Any = rows[(wanted - 1) * size : wanted * size]
    (paginator.count,) = together(window, *beside, counting=[rows])
    if wanted > paginator.num_pages:
        return paginator.page(paginator.num_pages)
    return Page(window, wanted, paginator)


def _tuples(rows: QuerySet, size: int, wanted: int, beside: Sequence[QuerySet]) -> Page:
    """The same for rows that say last how many they are; an empty page has to ask."""
    paginator: Any = Paginator(rows, size)
    found: Any = rows[(wanted - 1) * size : wanted * size]
    if beside:
        together(found, *beside)
    if found:
        paginator.count = found[0][-1]
        return Page(found, wanted, paginator)
    if wanted == 1:
        paginator.count = 0
    return paginator.page(paginator.num_pages)


def keep_saved(request: HttpRequest, form: Any) -> list[QuerySet]:
    """What the reader has kept on this list goes with its filters; to be asked with the rest of the page."""
    saving = registry.saved_filters.answer
    if saving is None or getattr(request, "acting", None) is None or not hasattr(form, "saved"):
        return []
    request.kept_fields = frozenset(form.fields)  # type: ignore[attr-defined]
    if wants_part(request):
        return []
    form.saved = saving.rows(request)
    return [form.saved]


def render_list(
    request: HttpRequest,
    template: str,
    *,
    rows: QuerySet | list,
    form: Any = None,
    per_page: int = PER_PAGE[0],
    row: Callable[[Any], Any] | None = None,
    context: dict | None = None,
    beside: Sequence[QuerySet] = (),
    shown: Callable[[list], Any] = lambda _rows: None,
) -> HttpResponse:
    """A list page, or only its part `results` when htmx asks. The template sees `page`, `form` and `context`.

    `shown` is told the rows of the page as they were found: what the log is to know.
    """
    choices = form.choice_rows() if hasattr(form, "choice_rows") and not wants_part(request) else ()
    asked = (*beside, *choices, *keep_saved(request, form))
    page = paginate(request, rows, per_page=per_page, row=row, beside=asked, shown=shown)
    return render_part(request, template, "results", {"page": page, "form": form, **(context or {})})
