"""Addresses: Swedish words, random ids. Each route has a row in an app's `routes.py`. [security 13]"""

from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("", include("core.urls")),
    path("", include("core.people.urls")),
    path("", include("core.ui.urls")),
    path("sprak/", set_language, name="set_language"),
    path("", include("core.notices.urls")),
    path("administration/", include("core.organisations.administration.urls")),
    path("inlasning/", include("core.intake.urls")),
    path("sok/", include("core.finding.urls")),
    path("organisation/", include("core.organisations.urls")),
    path("granskning/", include("core.audit.urls")),
    path("frister/", include("core.obligations.urls")),
    path("grupper/", include("groups.urls")),
    path("barn/", include("sip.urls")),
    path("avvikelser/", include("deviations.urls")),
    path("uppfoljning/", include("followup.urls")),
]

handler400 = "core.ui.errors.bad_request"
handler403 = "core.ui.errors.forbidden"
handler404 = "core.ui.errors.not_found"
handler500 = "core.ui.errors.server_error"
handler429 = "core.people.views.door.handler429"
