from django.urls import path, re_path

from core.ui.addresses import UUID
from sip.cases import raising
from sip.cases import views as cases
from sip.cases.forms import STEPS
from sip.children import urls as children
from sip.consent import views as consent
from sip.contacts.urls import urlpatterns as contacts
from sip.disclosures.urls import urlpatterns as disclosures
from sip.extracts.urls import urlpatterns as extracts
from sip.family.urls import urlpatterns as family
from sip.files.urls import urlpatterns as files
from sip.first_line.urls import urlpatterns as first_line
from sip.individual_forum import changing_views as changing
from sip.individual_forum import minutes_views as minutes
from sip.individual_forum import views as forum
from sip.lss.urls import urlpatterns as lss
from sip.needs import urls as needs
from sip.placements.urls import urlpatterns as placements
from sip.plans.urls import urlpatterns as plans
from sip.pool.urls import urlpatterns as pool
from sip.refusals.urls import urlpatterns as refusals
from sip.retention.urls import urlpatterns as retention
from sip.signatures.urls import urlpatterns as signatures
from sip.story.urls import urlpatterns as story
from sip.surveys.urls import urlpatterns as surveys
from sip.takeover.urls import urlpatterns as takeover
from sip.time_enquiry.urls import urlpatterns as times
from sip.transfers.urls import urlpatterns as transfers
from sip.transitions.urls import urlpatterns as transitions

app_name = "sip"
urlpatterns = [
    *plans,
    *disclosures,
    *family,
    *first_line,
    *children.urlpatterns,
    *needs.urlpatterns,
    re_path(f"^(?P<pk>{UUID})/lyft/(?P<step>{'|'.join(STEPS)})/$", raising.raise_step, name="raise_step"),
    path("<uuid:pk>/lyft/kontrollera/", raising.raise_check, name="raise_check"),
    path("arenden/", cases.case_list, name="case_list"),
    path("arenden/<uuid:pk>/", cases.case_detail, name="case_detail"),
    path("arenden/<uuid:pk>/identitet/", cases.case_identity, name="case_identity"),
    path("arenden/<uuid:pk>/samtycke/", consent.consent_record, name="consent_record"),
    path("arenden/<uuid:pk>/kalla/", forum.case_call, name="case_call"),
    path("arenden/<uuid:pk>/flytta/", changing.sitting_move, name="sitting_move"),
    path("arenden/<uuid:pk>/stall-in/", changing.sitting_cancel, name="sitting_cancel"),
    path("arenden/<uuid:pk>/kalla-fler/", changing.sitting_widen, name="sitting_widen"),
    path("arenden/<uuid:pk>/verksamheter/", changing.case_units, name="case_units"),
    path("arenden/<uuid:pk>/narvaro/", forum.case_hold, name="case_hold"),
    path("arenden/<uuid:pk>/utfall/", forum.case_conclude, name="case_conclude"),
    path("arenden/<uuid:pk>/berorda-chefer/", cases.case_escalate, name="case_escalate"),
    path("arenden/<uuid:pk>/beslut/", cases.case_decide, name="case_decide"),
    path("arenden/<uuid:pk>/ta-emot/", cases.case_receive, name="case_receive"),
    path("arenden/<uuid:pk>/principfraga/", cases.case_forward, name="case_forward"),
    path("arenden/<uuid:pk>/behovets-dag/", cases.case_noticed, name="case_noticed"),
    path("arenden/<uuid:pk>/aterlamna/", cases.case_return, name="case_return"),
    path("arenden/<uuid:pk>/aterta/", cases.case_withdraw, name="case_withdraw"),
    path("arenden/<uuid:pk>/avsluta/", cases.case_close, name="case_close"),
    path("beslut/<uuid:pk>/uppfoljning/", cases.decision_follow_up, name="decision_follow_up"),
    path("samtycken/<uuid:pk>/", consent.consent_detail, name="consent_detail"),
    path("samtycken/<uuid:pk>/svar/", consent.consent_answer, name="consent_answer"),
    path("samtycken/<uuid:pk>/aterkalla/", consent.consent_withdraw, name="consent_withdraw"),
    path("kallelser/<uuid:pk>/svar/", forum.call_answer, name="call_answer"),
    path("protokoll/<uuid:pk>/", minutes.minutes_page, name="minutes"),
    path("protokoll/<uuid:pk>/beslut/", minutes.decision_add, name="decision_add"),
    path("protokoll/<uuid:pk>/godkann/", minutes.minutes_approve, name="minutes_approve"),
    path("protokoll/<uuid:pk>/pdf/", minutes.minutes_pdf, name="minutes_pdf"),
    path("protokoll/avsnitt/<uuid:pk>/", minutes.section_save, name="section_save"),
    *files,
    *contacts,
    *placements,
    *transfers,
    *transitions,
    *lss,
    *times,
    *story,
    *surveys,
    *signatures,
    *refusals,
    *takeover,
    *retention,
    *extracts,
    *pool,
]
