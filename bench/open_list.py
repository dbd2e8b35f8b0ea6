"""The case list once more, for a database whose policies are off: the same page, its rows found by region and unit."""

from django.views.decorators.http import require_GET

from sip.cases import list_page
from sip.cases.models import ForumCase


@require_GET
def open_list(request):
    """Gate 12: what the product's list costs when nothing but the tenant's own filter finds its rows."""
    acting = request.acting
    cases = ForumCase.objects.filter(region_id=acting.region_id, raising_unit_id=acting.unit_id)
    return list_page.answer(request, cases)
