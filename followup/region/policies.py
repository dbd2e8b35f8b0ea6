"""Who reads and writes the region's year: those who compile, and once published all who read figures. [domain 2]"""

from django.db.models import QuerySet

from core.access import Acting
from followup import states
from followup.models import Compilation, CompilationSection, RegionCount
from followup.policies import COMPILERS, READERS


def visible_compilations(acting: Acting) -> QuerySet[Compilation]:
    """Of every year for those who compile; for all who read figures those that another than the maker published."""
    rows = Compilation.objects.filter(region_id=acting.region_id)
    if acting.role not in COMPILERS:
        rows = rows.filter(status=states.CompilationStatus.RELEASED)
    return rows if acting.role in READERS else rows.none()


def visible_counts(acting: Acting) -> QuerySet[RegionCount]:
    return RegionCount.objects.filter(compilation__in=visible_compilations(acting), region_id=acting.region_id)


def visible_sections(acting: Acting) -> QuerySet[CompilationSection]:
    return CompilationSection.objects.filter(compilation__in=visible_compilations(acting), region_id=acting.region_id)


def can_view(acting: Acting, compilation: Compilation) -> bool:
    return visible_compilations(acting).filter(pk=compilation.pk).exists()


def can_compile(acting: Acting, compilation: Compilation) -> bool:
    """Lay the areas' numbers together, and again when more have come in."""
    return acting.role in COMPILERS and states.COMPILE.allowed_from(compilation.status)


def can_write(acting: Acting, compilation: Compilation) -> bool:
    return acting.role in COMPILERS and compilation.status in states.COMPILING


def can_finish(acting: Acting, compilation: Compilation) -> bool:
    return acting.role in COMPILERS and states.COMPILED.allowed_from(compilation.status)


def can_reopen(acting: Acting, compilation: Compilation) -> bool:
    return acting.role in COMPILERS and states.COMPILE_ON.allowed_from(compilation.status)


def has_made(acting: Acting, compilation: Compilation) -> bool:
    """The person, under whatever assignment, who made the texts ready."""
    return compilation.made_by is not None and compilation.made_by.person_id == acting.person_id


def can_release(acting: Acting, compilation: Compilation) -> bool:
    """Publish it: of those who compile another than the maker. [security 7]"""
    is_ready = states.RELEASE.allowed_from(compilation.status)
    return acting.role in COMPILERS and is_ready and not has_made(acting, compilation)


def verbs(acting: Acting, compilation: Compilation) -> set[str]:
    answers = {
        "compile": can_compile,
        "write": can_write,
        "finish": can_finish,
        "reopen": can_reopen,
        "release": can_release,
    }
    return {name for name, answer in answers.items() if answer(acting, compilation)}
