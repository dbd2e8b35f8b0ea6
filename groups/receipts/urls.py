from django.urls import path

from groups.receipts import views

urlpatterns = [
    path("kvitton/<uuid:pk>/", views.receipt_confirm, name="receipt_confirm"),
    path("kvitton/<uuid:pk>/<slug:what>/", views.receipt_list, name="receipt_list"),
    path("kvitton/<uuid:pk>/<slug:what>/fraga/", views.receipt_publish, name="receipt_publish"),
    path("kvitton/<uuid:pk>/<slug:what>/paminn/", views.receipt_remind, name="receipt_remind"),
]
