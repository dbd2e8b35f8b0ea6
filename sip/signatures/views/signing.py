"""The worker's tablet in the hands of one who gives a consent: the text, the answer, the name. [F106]

The worker stays signed in and in the room. The page holds nothing but the consent, in the language of who answers.
"""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core import audit
from core.access import require
from core.errors import Refused, WrongState
from core.ui.once import send_once
from sip.consent.policies import can_record_consent
from sip.family import texts
from sip.family.forms import LanguageForm
from sip.signatures import services, strokes
from sip.signatures.forms import SignForm
from sip.signatures.found import consent_or_404
from sip.signatures.policies import waits_for_signatures
from sip.signatures.readers import consent_reader, explained, gives


@require_http_methods(["GET", "HEAD", "POST"])
@send_once
def consent_sign(request, pk):
    """GET: the consent as it is explained to `till`, to be signed. POST: what comes back. Then: thanks."""
    consent, case, family = consent_or_404(request, pk)
    require(can_record_consent(request.acting, case))
    data = request.POST if request.method == "POST" else request.GET
    language = LanguageForm(data).language
    till = data.get("till") or next((one.key for one in family.readers if gives(consent, one)), "")
    context = {"consent": consent, "language": language, "languages": texts.languages(), "till": till}
    if request.GET.get("klar"):
        return render(request, "sip/signatures/signed.html", context)
    try:
        reader = consent_reader(consent, list(family.readers), till)
        if not waits_for_signatures(consent):
            raise WrongState(_("Samtycket väntar inte på underskrift på skärmen."))
        if not gives(consent, reader):
            raise Refused(_("%(name)s ska inte svara på samtycket.") % {"name": reader.name})
        if request.method == "POST":
            return _sent(request, consent, family, reader, context)
        audit.record("consent.paper_read", consent, by=request.acting)
        return _page(request, consent, family, reader, SignForm(language), context)
    except (Refused, WrongState) as refusal:
        messages.error(request, str(refusal))
        return redirect("sip:consent_detail", pk=pk)


def _sent(request, consent, family, reader, context):
    language = context["language"]
    form = SignForm(language, request.POST)
    if form.is_valid():
        signed = services.Signed(reader=reader.key, language=language, **form.facts())
        try:
            services.sign_consent(consent, by=request.acting, signed=signed)
        except Refused as refused:
            form.add_error("text", str(refused))
        else:
            done = urlencode({"klar": "ja", "sprak": language.code})
            return redirect(f"{reverse('sip:consent_sign', args=[consent.pk])}?{done}")
    return _page(request, consent, family, reader, form, context, status=422)


def _page(request, consent, family, reader, form, context, *, status=200):
    shown = explained(consent, family, reader, form.to)
    if not shown.is_whole:
        text = _("%(name)s får inte läsa allt i samtycket och kan inte skriva under här.")
        raise Refused(text % {"name": reader.name})
    box = {"width": strokes.WIDTH, "height": strokes.HEIGHT}
    more = {"form": form, "shown": shown, "hash": services.hash_of(shown), "reader": reader, "box": box}
    return render(request, "sip/signatures/sign.html", context | more, status=status)
