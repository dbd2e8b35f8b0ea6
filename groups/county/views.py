"""The year's meetings of all groups whose meetings one reads, by month, with those that clash. [F38]"""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core.finding.lists import list_page
from core.organisations.policies import visible_areas
from groups.columns import MEETINGS
from groups.county.forms import YearFilter
from groups.county.page import Year, meeting_row
from groups.county.policies import meetings_of_year


@require_GET
def county_year(request):
    acting = request.acting
    form = YearFilter(request.GET, areas=visible_areas(acting).order_by("name", "id"))
    number = form.of_the_year()
    year = Year(acting, number)
    rows = form.apply(meetings_of_year(acting, number))
    if form.only_clashes():
        rows = rows.filter(pk__in=year.clashes.keys())
    columns = (*MEETINGS, (_("Krockar"), lambda meeting: " ".join(year.words(meeting))))
    return list_page(
        request,
        "groups/county_year.html",
        name=_("Årets möten i alla grupper"),
        columns=columns,
        rows=rows.select_related("forum__area").order_by("starts_at", "id"),
        form=form,
        row=lambda meeting: meeting_row(meeting, year),
        context={"url": reverse("groups:county_year"), "year": number, "clashing": len(year.clashes)},
    )
