"""The register of routines, a page of each, its questions and files; what it changed, and what it was adapted from."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from core.access import require
from core.access.expressions import within
from core.files.pages import file_page, give_out, sent_with_files
from core.finding.lists import list_page
from core.ui.once import send_once
from core.ui.pages import render_page
from core.ui.questions import question_page
from core.ui.verbs import ACT, PAGE, act_page, confirm_page, sent
from groups.columns import ROUTINES
from groups.comparing import COMPARE, between
from groups.finding import back_to, forum_or_404
from groups.routines import forms, policies
from groups.routines.models import RoutineFile, RoutineSection, RoutineVersion
from groups.routines.page import home, routine_page, routine_row
from groups.routines.questions import ADAPT, BEGIN, QUESTIONS
from groups.routines.services import deciding, drafting

SHOWN = (
    "forum__area",
    "routine__forum",
    "adapts",
    "confirmed",
)


def version_or_404(request, pk) -> RoutineVersion:
    found = policies.with_relations(request.acting, policies.visible_versions(request.acting))
    return get_object_or_404(found.select_related(*SHOWN), pk=pk)


def where(version: RoutineVersion) -> dict:
    return {"back": version.title, "back_url": home(version)}


def _files():
    found = RoutineFile.objects.filter(within("routine_version_id", "visible_routine_version_ids"))
    return found.filter(removed_at__isnull=True).select_related("kept")


@require_GET
def routine_list(request):
    form = forms.RoutineFilter(request.GET, acting=request.acting)
    rows = form.apply(policies.visible_versions(request.acting))
    context = {"url": reverse("groups:routine_list")}
    return list_page(
        request,
        "groups/routine_list.html",
        name=_("Rutiner"),
        columns=ROUTINES,
        rows=rows,
        form=form,
        row=routine_row,
        context=context,
    )


@require_GET
def routine_detail(request, pk):
    version = version_or_404(request, pk)
    return render_page(request, "groups/routine_detail.html", routine_page(request.acting, version))


def _before(request, version: RoutineVersion) -> RoutineVersion | None:
    """The version that this one takes the place of."""
    found = policies.visible_versions(request.acting).filter(routine=version.routine_id, number__lt=version.number)
    return found.exclude(decided_on=None).order_by("-number").first()


@require_GET
def routine_compare(request, pk):
    """What this version changed in the one before."""
    version = version_or_404(request, pk)
    words = between(_before(request, version), version, parts_of=_parts)
    return render_page(request, COMPARE, words | where(version))


def _parts(version: RoutineVersion) -> QuerySet[RoutineSection]:
    return version.sections.all()


@PAGE
@send_once
def routine_original(request, pk):
    """What has changed in the original since it was adapted; who answers for the adaptation says that it agrees."""
    version = version_or_404(request, pk)
    may = policies.can_confirm(request.acting, version)
    if request.method == "POST":
        require(may)
    if not version.is_changed:
        none = _("Det finns inget ändrat original att jämföra med.")
        return render_page(request, COMPARE, {"title": _("Originalet"), "none": none, **where(version)})
    newer = get_object_or_404(policies.visible_versions(request.acting), pk=version.original_id)
    form = forms.SeenForm(version, sent(request), initial={"seen": newer.pk})
    renew = reverse("groups:routine_note", args=[version.pk, "ny-version"])
    context = {
        **between(version.confirmed or version.adapts, newer, parts_of=_parts),
        "title": _("Originalet har ändrats"),
        "may": may,
        "original": home(newer),
        "renew": renew if policies.can_renew(request.acting, version) else "",
        **where(version),
    }
    return act_page(
        request,
        COMPARE,
        form,
        context,
        act=lambda: deciding.confirm(version, by=request.acting, **form.facts()),
        done=_("Anpassningen är prövad mot originalet som det är nu."),
        to=lambda _made: home(version),
    )


@PAGE
@send_once
def routine_new(request, pk):
    forum = forum_or_404(request, pk)
    return question_page(request, BEGIN, forum, back_to(forum), to=home)


@PAGE
@send_once
def routine_adapt(request, pk):
    """An own form of a regional routine, in a group one leads."""
    version = version_or_404(request, pk)
    form = forms.AdaptForm(version, sent(request), acting=request.acting)
    return question_page(request, ADAPT, version, where(version), form=form, to=home)


@PAGE
@send_once
def routine_note(request, pk, question):
    """One question about the routine; a refusal keeps what was typed."""
    version, asked = version_or_404(request, pk), QUESTIONS[question]
    return question_page(request, asked, version, where(version), to=home)


@PAGE
@send_once
def routine_attach(request, pk):
    version = version_or_404(request, pk)
    require(policies.can_arrange(request.acting, version))
    words = {
        "title": _("Lägg till en fil"),
        "lead": _("Rutinen som dokument, eller något som hör till den. Filen låses när rutinen beslutas."),
        "button": _("Lägg till filen"),
        **where(version),
    }
    form = forms.FileForm(version, *sent_with_files(request))
    return file_page(
        request,
        ACT,
        form,
        words,
        name="file",
        act=lambda: drafting.add_file(version, by=request.acting, **form.facts()),
        done=_("Filen är tillagd."),
        to=lambda _made: home(version),
    )


@PAGE
@send_once
def routine_file_remove(request, pk):
    found = get_object_or_404(_files(), pk=pk)
    version = version_or_404(request, found.routine_version_id)
    require(policies.can_remove(request.acting, found, version))
    words = {
        "title": _("Ta bort filen"),
        "text": found.title,
        "effects": [_("Den hör inte längre till rutinen. Den som redan har hämtat den har den kvar.")],
        "verb": _("Ta bort filen"),
        "back_url": home(version),
    }
    return confirm_page(
        request,
        words,
        act=lambda: drafting.remove_file(found, by=request.acting),
        done=_("Filen är borttagen."),
        to=lambda _made: home(version),
    )


@require_safe
def routine_file(request, pk):
    found = get_object_or_404(_files(), pk=pk)
    return give_out(request, found, name=f"rutin-{found.created_at:%Y-%m-%d}")
