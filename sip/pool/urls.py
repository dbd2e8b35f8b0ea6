from django.urls import path, re_path

from sip.pool import views
from sip.pool.questions import QUESTIONS

UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
urlpatterns = [
    path("samordnarstod/", views.pool_list, name="pool_list"),
    path("samordnarstod/ny/", views.pool_ask, name="pool_ask"),
    path("samordnarstod/<uuid:pk>/", views.pool_detail, name="pool_detail"),
    re_path(
        f"^samordnarstod/(?P<pk>{UUID})/notera/(?P<question>{'|'.join(QUESTIONS)})/$", views.pool_note, name="pool_note"
    ),
]
