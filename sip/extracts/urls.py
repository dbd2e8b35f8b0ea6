from django.urls import path

from sip.extracts.views import building, reading

urlpatterns = [
    path("utdrag/", reading.extract_list, name="extract_list"),
    path("utdrag/nytt/", building.extract_find, name="extract_find"),
    path("utdrag/barn/<uuid:pk>/", building.extract_build, name="extract_build"),
    path("gallring/<uuid:pk>/utdrag/", building.extract_before_deletion, name="extract_before_deletion"),
    path("utdrag/uppgift/<uuid:pk>/", reading.extract_item, name="extract_item"),
    path("utdrag/<uuid:pk>/", reading.extract_detail, name="extract_detail"),
    path("utdrag/<uuid:pk>/godkann/", reading.extract_pass, name="extract_pass"),
    path("utdrag/<uuid:pk>/neka/", reading.extract_refuse, name="extract_refuse"),
    path("utdrag/<uuid:pk>/lamna-ut/", reading.extract_hand_out, name="extract_hand_out"),
    path("utdrag/<uuid:pk>/mer-tid/", reading.extract_extend, name="extract_extend"),
    path("utdrag/<uuid:pk>/aterta/", reading.extract_revoke, name="extract_revoke"),
    path("utdrag/<uuid:pk>/pdf/", reading.extract_pdf, name="extract_pdf"),
    path("utdrag/<uuid:pk>/json/", reading.extract_json, name="extract_json"),
]
