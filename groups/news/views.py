"""The list of news of units, the page of one, tell of a change, take it back. [F51]"""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_GET

from core.access import require
from core.finding.lists import list_page
from core.organisations.policies import visible_units
from core.ui.once import send_once
from core.ui.pages import render_page
from core.ui.questions import Question, question_page
from core.ui.verbs import PAGE, confirm_page
from groups.columns import NEWS
from groups.news import policies, services
from groups.news.forms import NewsFilter, NewsForm
from groups.news.page import news_page, news_row
from groups.news.published import home

TELL = Question(
    _lazy("Berätta om en förändring"),
    _lazy("De som sitter i grupperna får besked och bekräftar att de har läst. Du ser vilka som inte har gjort det."),
    _lazy("Skicka beskedet"),
    _lazy("Beskedet är skickat."),
    NewsForm,
    services.tell,
    policies.can_tell,
)


def news_or_404(request, pk):
    found = policies.visible_news(request.acting).select_related("unit", "told_by__person")
    return get_object_or_404(found, pk=pk)


@require_GET
def news_list(request):
    acting = request.acting
    form = NewsFilter(request.GET, acting=acting)
    rows = form.apply(policies.visible_news(acting)).select_related("unit").order_by("-told_on", "-created_at", "id")
    context = {
        "url": reverse("groups:news_list"),
        "new": reverse("groups:news_new") if policies.leads_a_unit(acting) else "",
    }
    return list_page(
        request,
        "groups/news_list.html",
        name=_("Förändringar i verksamheter"),
        columns=NEWS,
        rows=rows,
        form=form,
        row=news_row,
        context=context,
    )


@PAGE
@send_once
def news_new(request):
    require(policies.leads_a_unit(request.acting))
    unit = get_object_or_404(visible_units(request.acting), pk=request.acting.unit_id)
    where = {"back": _("Förändringar i verksamheter"), "back_url": reverse("groups:news_list")}
    return question_page(request, TELL, unit, where, to=home)


@require_GET
def news_detail(request, pk):
    return render_page(request, "groups/news_detail.html", news_page(request.acting, news_or_404(request, pk)))


@PAGE
@send_once
def news_withdraw(request, pk):
    news = news_or_404(request, pk)
    require(policies.can_withdraw(request.acting, news))
    words = {
        "title": _("Ta tillbaka beskedet"),
        "text": news.title,
        "effects": [_("De som fick det får veta att det inte gäller."), _("Beskedet står kvar som återtaget.")],
        "verb": _("Ta tillbaka"),
        "back_url": home(news),
    }
    return confirm_page(
        request,
        words,
        act=lambda: services.withdraw(news, by=request.acting),
        done=_("Beskedet är återtaget."),
        to=lambda _made: home(news),
    )
