"""The demo's door: one button per role, on loopback with invented data only. [issue 2]"""

from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.contrib.auth import login as django_login
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from core.people import signing_in
from core.people.models import DemoSignIn
from core.people.views.door import why_ended
from core.ui.pages import render_page


@require_http_methods(["GET", "POST"])
def demo(request):
    """Choose a person; POST signs in as that assignment, with both factors marked as the demo's."""
    if request.method == "POST":
        return _sign_in(request)
    groups: dict[str, list[DemoSignIn]] = {}
    for row in DemoSignIn.objects.all():
        groups.setdefault(row.region_name, []).append(row)
    regions = [
        {"name": name, "key": f"region-{number}", "rows": rows} for number, (name, rows) in enumerate(groups.items())
    ]
    return render_page(request, "core/people/demo.html", {"regions": regions, "why_ended": why_ended(request)})


def _sign_in(request):
    try:
        wanted = UUID(request.POST.get("person", ""))
    except ValueError:
        raise Http404 from None
    row = get_object_or_404(DemoSignIn.objects.select_related("user"), pk=wanted)
    if SESSION_KEY in request.session:
        request.session.flush()
    django_login(request, row.user, backend="core.people.backends.PassphraseBackend")
    signing_in.complete_demo(request, row)
    return redirect("core:start")
