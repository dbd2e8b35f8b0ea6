"""The register of agreements, a page of each, its questions, its files; two versions compared. [F55-F62]"""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from core import audit
from core.access import fresh, require
from core.access.expressions import within
from core.documents.kinds import DocumentKind
from core.documents.render import render_pdf
from core.files.pages import file_page, give_out, sent_with_files
from core.finding.lists import list_page
from core.papers import hand_out, says_why_not
from core.ui.again import ConfirmMixin
from core.ui.once import send_once
from core.ui.pages import render_page
from core.ui.questions import question_page
from core.ui.verbs import ACT, PAGE, act_page, confirm_page, sent
from groups.agreements import forms, policies
from groups.agreements.kept import kept_page
from groups.agreements.models import Agreement, AgreementFile, AgreementParty, Consulted
from groups.agreements.page import agreement_page, agreement_row
from groups.agreements.paper import printed_agreement
from groups.agreements.questions import ASKED_QUESTIONS, BEGIN, PARTY_QUESTIONS, QUESTIONS
from groups.agreements.services import signing
from groups.columns import AGREEMENTS
from groups.comparing import COMPARE, between
from groups.finding import back_to, forum_or_404


def agreement_or_404(request, pk) -> Agreement:
    found = policies.with_relations(request.acting, policies.visible_agreements(request.acting))
    return get_object_or_404(found.select_related("forum", "asked_by", "ended_by"), pk=pk)


def home(agreement: Agreement) -> str:
    return reverse("groups:agreement_detail", args=[agreement.pk])


def where(agreement: Agreement) -> dict:
    return {"back": agreement.title, "back_url": home(agreement)}


def _visible(rows):
    """Parts of agreements that one sees."""
    return rows.filter(within("agreement_id", "visible_agreement_ids"))


def _files():
    """Annexes and signed papers, but for those taken off."""
    return _visible(AgreementFile.objects.filter(removed_at__isnull=True).select_related("kept"))


def _form(request, asked, thing):
    """Some questions ask again who sits there, and have to know the sign-in."""
    more = {"request": request} if issubclass(asked.form, ConfirmMixin) else {}
    return asked.form(thing, sent(request), **more)


def _party_or_404(request, pk) -> AgreementParty:
    found = _visible(AgreementParty.objects.filter(removed_at__isnull=True))
    party = get_object_or_404(found.select_related("principal"), pk=pk)
    party.agreement = agreement_or_404(request, party.agreement_id)
    return party


@require_GET
def agreement_list(request):
    form = forms.AgreementFilter(request.GET)
    rows = form.apply(policies.visible_agreements(request.acting))
    context = {"url": reverse("groups:agreement_list")}
    return list_page(
        request,
        "groups/agreement_list.html",
        name=_("Överenskommelser"),
        columns=AGREEMENTS,
        rows=rows,
        form=form,
        row=agreement_row,
        context=context,
    )


@require_GET
def agreement_detail(request, pk):
    agreement = agreement_or_404(request, pk)
    return render_page(request, "groups/agreement_detail.html", agreement_page(request.acting, agreement))


@require_GET
@says_why_not
def agreement_pdf(request, pk):
    """The agreement as a tagged PDF, with lines to sign on while it waits for the parties. [F60]"""
    agreement = agreement_or_404(request, pk)
    context, written_at = printed_agreement(request.acting, agreement)
    title = f"{agreement.title}, {context['agreement']['code'].lower()}"
    pdf = render_pdf("documents/_agreement.html", context, kind=DocumentKind.CASE, title=title, created_at=written_at)
    audit.record("agreement.printed", agreement, by=request.acting)
    return hand_out(pdf, _("overenskommelse-version-%(number)d.pdf") % {"number": agreement.number})


@require_GET
def agreement_kept(request, pk):
    """Of each clause that sets a duty, group by group, whether it is kept, while the agreement holds."""
    agreement = agreement_or_404(request, pk)
    return render_page(request, "groups/agreement_kept.html", kept_page(request.acting, agreement))


@require_GET
def agreement_compare(request, pk):
    """What this version changed in the one before."""
    agreement = agreement_or_404(request, pk)
    before = policies.visible_agreements(request.acting).filter(pk=agreement.replaces_id).first()
    words = between(before, agreement, parts_of=lambda one: one.chapters.all())
    return render_page(request, COMPARE, words | where(agreement))


@PAGE
@send_once
def agreement_new(request, pk):
    """Whether one is needed, then its name and parties."""
    forum = forum_or_404(request, pk)
    return question_page(request, BEGIN, forum, back_to(forum), to=home)


@PAGE
@send_once
def agreement_note(request, pk, question):
    """One question about the agreement; a refusal keeps what was typed."""
    agreement, asked = agreement_or_404(request, pk), QUESTIONS[question]
    return question_page(
        request,
        asked,
        agreement,
        where(agreement),
        form=_form(request, asked, agreement),
        to=lambda made: home(made if isinstance(made, Agreement) else agreement),
    )


@PAGE
@send_once
def party_note(request, pk, question):
    party, asked = _party_or_404(request, pk), PARTY_QUESTIONS[question]
    words = {**where(party.agreement), "lead": f"{party.principal.name}. {asked.lead}"}
    return question_page(request, asked, party, words, form=_form(request, asked, party))


@PAGE
@send_once
def asked_note(request, pk, question):
    found, asked = get_object_or_404(_visible(Consulted.objects.all()), pk=pk), ASKED_QUESTIONS[question]
    found.agreement = agreement_or_404(request, found.agreement_id)
    words = {**where(found.agreement), "lead": f"{found.name}. {asked.lead}"}
    return question_page(request, asked, found, words, form=_form(request, asked, found))


@PAGE
@send_once
def agreement_sign(request, pk):
    """On the screen, for the own principal, by whoever has just shown who it is."""
    party = _party_or_404(request, pk)
    require(policies.can_sign(request.acting, party))
    form = forms.SignForm(party, sent(request), request=request)
    words = {
        "title": _("Skriv under överenskommelsen"),
        "lead": _("Du skriver under för %(party)s. Underskriften går inte att ta tillbaka.") % {"party": party},
        "button": _("Skriv under"),
        **where(party.agreement),
    }
    return act_page(
        request,
        ACT,
        form,
        words,
        act=lambda: signing.sign(party, by=fresh.confirmed(request, form), **form.facts()),
        done=_("Du har skrivit under."),
        to=lambda _made: home(party.agreement),
    )


@PAGE
@send_once
def agreement_paper(request, pk):
    party = _party_or_404(request, pk)
    require(policies.can_note_paper(request.acting, party))
    words = {
        "title": _("Lägg in ett underskrivet papper"),
        "lead": _("%(party)s har skrivit under på papper. Underskriften går inte att ta bort.") % {"party": party},
        "button": _("Spara underskriften"),
    }
    form = forms.PaperForm(party, *sent_with_files(request), request=request)
    return file_page(
        request,
        ACT,
        form,
        {**words, **where(party.agreement)},
        name="file",
        act=lambda: signing.note_paper(party, by=fresh.confirmed(request, form), **form.facts()),
        done=_("Underskriften är sparad."),
        to=lambda _made: home(party.agreement),
    )


@PAGE
@send_once
def agreement_annex(request, pk):
    agreement = agreement_or_404(request, pk)
    require(policies.can_arrange(request.acting, agreement))
    words = {
        "title": _("Lägg till en bilaga"),
        "lead": _("Bilagan hör till överenskommelsen och låses tillsammans med den."),
        "button": _("Lägg till bilagan"),
    }
    form = forms.AnnexForm(agreement, *sent_with_files(request))
    return file_page(
        request,
        ACT,
        form,
        {**words, **where(agreement)},
        name="file",
        act=lambda: signing.add_annex(agreement, by=request.acting, **form.facts()),
        done=_("Bilagan är tillagd."),
        to=lambda _made: home(agreement),
    )


@PAGE
@send_once
def agreement_annex_remove(request, pk):
    annex = get_object_or_404(_files(), pk=pk)
    agreement = agreement_or_404(request, annex.agreement_id)
    require(policies.can_remove(request.acting, annex, agreement))
    words = {
        "title": _("Ta bort bilagan"),
        "text": annex.title,
        "effects": [_("Den hör inte längre till överenskommelsen. Den som redan har hämtat den har den kvar.")],
        "verb": _("Ta bort bilagan"),
        "back_url": home(agreement),
    }
    return confirm_page(
        request,
        words,
        act=lambda: signing.remove_annex(annex, by=request.acting),
        done=_("Bilagan är borttagen."),
        to=lambda _made: home(agreement),
    )


@require_safe
def agreement_file(request, pk):
    found = get_object_or_404(_files(), pk=pk)
    return give_out(request, found, name=f"overenskommelse-{found.created_at:%Y-%m-%d}")
