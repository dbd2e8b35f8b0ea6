from django.urls import path

from sip.plans.views import page

urlpatterns = [
    path("planer/<uuid:pk>/", page.plan_detail, name="plan_detail"),
]
