from django.urls import path

from sip.plans.content_urls import urlpatterns as content
from sip.plans.views import page

urlpatterns = [
    *content,
    path("planer/<uuid:pk>/", page.plan_detail, name="plan_detail"),
]
