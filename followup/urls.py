from django.urls import path

from followup.patterns import views as patterns
from followup.region import views as region
from followup.views import jobs, open_figures, overview, rows, texts, verbs, year

app_name = "followup"
YEAR = "<uuid:area>/<int:year>/"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("oppna-tal.csv", open_figures.open_figures_csv, name="open_figures_csv"),
    path("oppna-tal.json", open_figures.open_figures_json, name="open_figures_json"),
    path("monster/", patterns.patterns, name="patterns"),
    path("monster/<uuid:pk>/rader/", patterns.pattern_rows, name="pattern_rows"),
    path("monster/<uuid:pk>/publicera/", patterns.pattern_release, name="pattern_release"),
    path("region/<uuid:pk>/", region.region, name="region"),
    path("region/<uuid:pk>/tal.csv", region.region_csv, name="region_csv"),
    path("region/<uuid:pk>/texter/", region.region_texts, name="region_texts"),
    path("region/<uuid:pk>/las-talen/", region.region_collect, name="region_collect"),
    path("region/<uuid:pk>/klar/", region.region_finish, name="region_finish"),
    path("region/<uuid:pk>/skriv-igen/", region.region_reopen, name="region_reopen"),
    path("region/<uuid:pk>/publicera/", region.region_release, name="region_release"),
    path("region/<uuid:pk>/rapport/", region.region_report, name="region_report"),
    path("regionens-avsnitt/<uuid:pk>/", region.region_section, name="region_section"),
    path("stoppade-jobb/", overview.parked, name="parked"),
    path("arsuppfoljning/<uuid:pk>/", overview.opened, name="opened"),
    path("avsnitt/<uuid:pk>/", texts.section_save, name="section_save"),
    path("lasratt/<uuid:pk>/avsluta/", verbs.leave_end, name="leave_end"),
    path("jobb/<uuid:pk>/", jobs.job, name="job"),
    path("jobb/<uuid:pk>/rapport.pdf", jobs.report_pdf, name="report_pdf"),
    path(YEAR, year.year, name="year"),
    path(f"{YEAR}figurer.csv", year.figures_csv, name="figures_csv"),
    path(f"{YEAR}texter/", texts.texts, name="texts"),
    path(f"{YEAR}rapport/", jobs.make_report, name="make_report"),
    path(f"{YEAR}rakna/", jobs.recount, name="recount"),
    path(f"{YEAR}las-talen/", jobs.collect, name="collect"),
    path(f"{YEAR}klar/", verbs.finish, name="finish"),
    path(f"{YEAR}synpunkt/", verbs.comment, name="comment"),
    path(f"{YEAR}skriv-igen/", verbs.reopen, name="reopen"),
    path(f"{YEAR}antagen/", verbs.adopt, name="adopt"),
    path(f"{YEAR}skicka/", verbs.report, name="report"),
    path(f"{YEAR}regionalt-svar/", verbs.reply, name="reply"),
    path(f"{YEAR}lasratt/", verbs.leave, name="leave"),
    path(f"{YEAR}<slug:code>/rader/", rows.rows, name="rows"),
]
