from django.urls import path, re_path

from core.ui.addresses import UUID
from sip.pool import views
from sip.pool.questions import QUESTIONS

urlpatterns = [
    path("samordnarstod/", views.pool_list, name="pool_list"),
    path("samordnarstod/ny/", views.pool_ask, name="pool_ask"),
    path("samordnarstod/<uuid:pk>/", views.pool_detail, name="pool_detail"),
    re_path(
        f"^samordnarstod/(?P<pk>{UUID})/notera/(?P<question>{'|'.join(QUESTIONS)})/$", views.pool_note, name="pool_note"
    ),
]
