from django.urls import path

from groups import views

app_name = "groups"
urlpatterns = [
    path("", views.forum_tree, name="forum_tree"),
    path("<uuid:pk>/", views.forum_detail, name="forum_detail"),
]
