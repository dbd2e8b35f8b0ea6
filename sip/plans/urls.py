from django.urls import path, re_path

from core.ui.addresses import UUID
from sip.plans.content_urls import urlpatterns as content
from sip.plans.starting_forms import STEPS
from sip.plans.views import calling_paper, external, meetings, offering, page, people, starting

urlpatterns = [
    *content,
    path("planer/", page.plan_list, name="plan_list"),
    re_path(
        f"^planer/starta/(?P<pk>{UUID})/(?P<step>{'|'.join(STEPS)})/$", starting.plan_start_step, name="plan_start_step"
    ),
    path("planer/starta/<uuid:pk>/kontrollera/", starting.plan_start_check, name="plan_start_check"),
    path("planer/<uuid:pk>/", page.plan_detail, name="plan_detail"),
    path("planer/<uuid:pk>/identitet/", page.plan_identity, name="plan_identity"),
    path("planer/<uuid:pk>/erbjudande/", offering.plan_offer, name="plan_offer"),
    path("planer/<uuid:pk>/nej/", offering.plan_decline, name="plan_decline"),
    path("planer/<uuid:pk>/behovs-inte/", offering.plan_leave_out, name="plan_leave_out"),
    path("planer/<uuid:pk>/samtycke/", offering.plan_consent, name="plan_consent"),
    path("planer/<uuid:pk>/annat-system/", external.plan_external, name="plan_external"),
    path("planer/<uuid:pk>/borja/", people.plan_work, name="plan_work"),
    path("planer/<uuid:pk>/personer/", people.plan_people, name="plan_people"),
    path("planer/<uuid:pk>/kontakter/", people.plan_contacts, name="plan_contacts"),
    path("planer/<uuid:pk>/kalla/", meetings.plan_call, name="plan_call"),
    path("planer/deltagande/<uuid:pk>/avsluta/", people.plan_person_end, name="plan_person_end"),
    path("planer/uppgifter/<uuid:pk>/avsluta/", people.plan_part_end, name="plan_part_end"),
    path("planer/kallelser/<uuid:pk>/svar/", meetings.invitation_answer, name="invitation_answer"),
    path("planer/moten/<uuid:pk>/narvaro/", meetings.meeting_hold, name="meeting_hold"),
    path("planer/moten/<uuid:pk>/stall-in/", meetings.meeting_cancel, name="meeting_cancel"),
    path("planer/moten/<uuid:pk>/familjen/", calling_paper.meeting_family, name="meeting_family"),
    path("planer/moten/<uuid:pk>/familjen/pdf/", calling_paper.meeting_family_pdf, name="meeting_family_pdf"),
]
