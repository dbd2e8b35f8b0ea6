"""The two addresses that belong to no single package."""

from django.db import connection
from django.http import JsonResponse
from django.views.decorators.http import require_GET

from core.ui.start import start_page


@require_GET
def start(request):
    """What I owe, by date; then my meetings, cases, groups and news."""
    return start_page(request)


@require_GET
def healthz(request):
    """Whether the portal can serve: the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"ok": True})
