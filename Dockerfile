# The portal's own processes: web, worker, beat and migrate are this image with different commands.
FROM python:3.11-slim-bookworm

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1

# Pango draws the letters in PDF.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --user-group --uid 10001 --home-dir /srv/bus --shell /usr/sbin/nologin bus

# A new volume takes over whose this folder is: files, seals and the ledger of deletions are written there as bus.
RUN install --directory --owner=bus --group=bus --mode=0700 /srv/files

WORKDIR /srv/bus
COPY requirements/runtime.txt requirements/
RUN pip install --require-hashes --requirement requirements/runtime.txt

COPY . .
ENV DJANGO_SETTINGS_MODULE=bus_portal.settings \
    BUS_STATIC_ROOT=/srv/bus/collected \
    FONTCONFIG_FILE=/srv/bus/docker/fonts.conf

# Only to read settings while the image is made: no server is asked and nothing of this is kept.
RUN python -m ops.translations \
    && BUS_PROCESS=web DATABASE_URL=postgres:///none REDIS_URL=redis://none \
       BUS_SECRET_KEY=none BUS_CONTEXT_KEY=none BUS_FIELD_KEY=none \
       python manage.py collectstatic --noinput --verbosity=0

USER bus
EXPOSE 8000
CMD ["gunicorn", "bus_portal.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--worker-class", "sync", \
     "--timeout", "60", "--worker-tmp-dir", "/dev/shm", "--no-control-socket", "--preload"]
