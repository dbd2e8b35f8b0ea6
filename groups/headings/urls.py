from django.urls import path, re_path

from core.ui.addresses import UUID
from groups.headings import views

urlpatterns = [
    path("<uuid:pk>/staende-punkter/", views.heading_list, name="heading_list"),
    path("<uuid:pk>/staende-punkter/ny/", views.heading_new, name="heading_new"),
    path("staende-punkter/<uuid:pk>/andra/", views.heading_change, name="heading_change"),
    re_path(f"^staende-punkter/(?P<pk>{UUID})/(?P<way>upp|ned)/$", views.heading_move, name="heading_move"),
    path("staende-punkter/<uuid:pk>/avsluta/", views.heading_end, name="heading_end"),
]
