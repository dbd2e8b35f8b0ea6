from django.urls import path

from sip.disclosures import family_views, views

urlpatterns = [
    path("underlag/<uuid:pk>/", views.pieces, name="pieces"),
    path("underlag/<uuid:pk>/skriv/", views.piece_write, name="piece_write"),
    path("underlag/version/<uuid:pk>/lamna-ut/", views.piece_disclose, name="piece_disclose"),
    path("utlamnat/<uuid:pk>/ta-emot/", views.piece_file, name="piece_file"),
    path("mottaget/", views.filed_pieces, name="filed_pieces"),
    path("mottaget/<uuid:pk>/", views.filed_piece, name="filed_piece"),
    path("<uuid:pk>/delat/", views.shared, name="shared"),
    path("<uuid:pk>/delat/familjen/", family_views.shared_family, name="shared_family"),
    path("<uuid:pk>/delat/familjen/ga-igenom/", family_views.shared_family_sort, name="shared_family_sort"),
    path("<uuid:pk>/delat/pdf/", family_views.shared_pdf, name="shared_pdf"),
]
