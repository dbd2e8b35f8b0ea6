"""The addresses from the called meeting on: write, agree, follow up, hand over; and what stands beside the plan."""

from django.urls import path

from sip.plans.views import answering, family, filing, handing, others, rows, settling, sorting, telling, writing

urlpatterns = [
    path("planer/<uuid:pk>/skriv/", writing.plan_write, name="plan_write"),
    path("planer/<uuid:pk>/rost/", writing.voice_add, name="plan_voice_add"),
    path("planer/<uuid:pk>/mal/", writing.goal_add, name="plan_goal_add"),
    path("planer/<uuid:pk>/insats/", writing.measure_add, name="plan_measure_add"),
    path("planavsnitt/<uuid:pk>/", writing.section_save, name="plan_section_save"),
    path("planmal/<uuid:pk>/", rows.goal_change, name="plan_goal"),
    path("planmal/<uuid:pk>/ta-bort/", rows.goal_out, name="plan_goal_out"),
    path("planinsatser/<uuid:pk>/", rows.measure_change, name="plan_measure"),
    path("planinsatser/<uuid:pk>/ta-bort/", rows.measure_out, name="plan_measure_out"),
    path("planer/<uuid:pk>/besluta/", settling.plan_agree, name="plan_agree"),
    path("planer/<uuid:pk>/folj-upp/", settling.plan_follow_up, name="plan_follow_up"),
    path("planer/<uuid:pk>/ny-version/", settling.plan_renew, name="plan_renew"),
    path("planer/<uuid:pk>/avsluta/", settling.plan_close, name="plan_close"),
    path("planer/<uuid:pk>/overlamna/", settling.plan_transfer, name="plan_transfer"),
    path("planversioner/<uuid:pk>/", settling.plan_version, name="plan_version"),
    path("planversioner/<uuid:pk>/familjen/", family.plan_family, name="plan_family"),
    path("planversioner/<uuid:pk>/familjen/pdf/", family.plan_family_pdf, name="plan_family_pdf"),
    path("planversioner/<uuid:pk>/familjen/ga-igenom/", sorting.plan_family_sort, name="plan_family_sort"),
    path("planversioner/<uuid:pk>/ta-emot/", filing.plan_file, name="plan_file"),
    path("plankopior/", filing.filed_copies, name="filed_copies"),
    path("plankopior/<uuid:pk>/", filing.filed_copy, name="filed_copy"),
    path("planversioner/<uuid:pk>/svar/", answering.plan_answer, name="plan_answer"),
    path("planer/<uuid:pk>/beratta/", telling.plan_tell, name="plan_tell"),
    path("planer/<uuid:pk>/kostnader/", filing.plan_costs, name="plan_costs"),
    path("planer/<uuid:pk>/lamna-over/", handing.plan_hand_over, name="plan_hand_over"),
    path("planoverlamningar/<uuid:pk>/", handing.handover_answer, name="handover"),
    path("planoverlamningar/<uuid:pk>/aterta/", handing.handover_recall, name="handover_recall"),
    path("planer/<uuid:pk>/andra-planer/", others.other_plans, name="other_plans"),
    path("andraplaner/<uuid:pk>/", others.other_plan, name="other_plan"),
    path("<uuid:pk>/andra-planer/", others.child_plans, name="child_plans"),
    path("andraplaner/<uuid:pk>/visa/", others.other_plan_show, name="other_plan_show"),
    path("andraplaner/<uuid:pk>/avsluta/", others.other_plan_end, name="other_plan_end"),
    path("andraplaner/<uuid:pk>/ersatter/", others.other_plan_replaces, name="other_plan_replaces"),
]
