"""What must be true before a process serves anybody. [security 12]

`check` runs the cheap ones always; `core.access.startup.refuse_unsafe_start` asks the database.
"""

from django.core.checks import Error, Tags, register

from core.access import routes


@register(Tags.security)
def every_route_has_a_row(app_configs, **kwargs):
    """A route without a row in the access table stops the start. [security 13]"""
    try:
        rows = routes.table()
        known = routes.names()
    except (ValueError, ImportError) as error:
        return [Error(str(error), id="access.E001")]
    missing = sorted(known - set(rows))
    stray = sorted(set(rows) - known)
    errors = [Error(f"The route {name} has no row in the access table.", id="access.E002") for name in missing]
    return errors + [Error(f"The access table names {name}, which is no route.", id="access.E003") for name in stray]
