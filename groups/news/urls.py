from django.urls import path

from groups.news import views

urlpatterns = [
    path("forandringar/", views.news_list, name="news_list"),
    path("forandringar/nytt/", views.news_new, name="news_new"),
    path("forandringar/<uuid:pk>/", views.news_detail, name="news_detail"),
    path("forandringar/<uuid:pk>/ta-tillbaka/", views.news_withdraw, name="news_withdraw"),
]
