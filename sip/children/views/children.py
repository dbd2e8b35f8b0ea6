"""Children I work with: register, find, open. Names never stand in an address or a title. [security 9]"""

from functools import partial

from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import audit, clock
from core.access import require
from core.errors import Refused
from core.ui.once import send_once
from core.ui.pages import refuse, render_list, render_page
from sip.children import policies, rows, services
from sip.children.finding import found_children
from sip.children.forms.registering import ChildForm, ChildSearchForm
from sip.children.views.verbs import child_or_404

MOST_FOUND = 50


@require_GET
def child_list(request):
    """The children the acting assignment works with now."""
    children = policies.without_expected_no_longer(policies.visible_children(request.acting))
    children = policies.with_protection(children.order_by("family_name", "given_name", "id"), clock.today())
    return render_list(
        request,
        "sip/child_list.html",
        rows=children,
        row=rows.child_row,
        form=ChildSearchForm(),
        context={"may_register": policies.can_register_child(request.acting)},
        shown=partial(audit.record_listed, "child.listed", by=request.acting, object_kind="sip.child", child="pk"),
    )


@require_POST
def child_search(request):
    """Found by name or number among those one may see; the words are logged nowhere."""
    form = ChildSearchForm(request.POST)
    if not form.is_valid():
        return refuse(request, "sip/child_found.html", form)
    found = found_children(request.acting, form.cleaned_data["words"])
    children = list(policies.with_protection(found, clock.today())[:MOST_FOUND])
    ids = [child.pk for child in children]
    audit.record("child.searched", by=request.acting, object_kind="sip.child")
    audit.record_many("child.found", ids, by=request.acting, object_kind="sip.child", child_ids=ids)
    return render_page(
        request, "sip/child_found.html", {"form": form, "rows": [rows.child_row(child) for child in children]}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@send_once
def child_new(request):
    """Register a child for the own principal."""
    require(policies.can_register_child(request.acting))
    if request.method != "POST":
        return render_page(request, "sip/child_new.html", {"form": ChildForm(request.acting)})
    form = ChildForm(request.acting, request.POST)
    if form.is_valid():
        try:
            child = services.register_child(by=request.acting, **form.facts())
        except Refused as refused:
            form.take(refused)
        else:
            return redirect("sip:child_detail", pk=child.pk)
    return refuse(request, "sip/child_new.html", form)


@require_GET
def child_detail(request, pk):
    """A child: the facts, guardians, needs noticed, cases; and the way on."""
    child = child_or_404(request, pk)
    context = rows.child_page(request.acting, child)
    audit.record("child.read", child, by=request.acting, child_id=child.pk)
    return render_page(request, "sip/child_detail.html", context)
