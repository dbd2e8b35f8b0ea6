"""Finding by words, in SQL: an index of the Swedish words of a table, and a question asked of it. [perf 1d]

The operator of full text is not leakproof: behind row security PostgreSQL reads every row before it looks at a word.
So the question is a function that names the region and the table's own door itself. It gives ids, which row security
judges once more. The region stands among the words of the index, so that no other region's rows are read; what is
written goes into the index at once, since a list of what has not would be read by every search.
"""

from dataclasses import dataclass

from django.db import migrations

from core.access.migration_ops import policy_function

LANGUAGE = "swedish"
MOST = 1_000  # found at once of one kind, the newest
OF_REGION = "quote_literal('r' || access.region_id())::tsquery"
ASKED = f"to_tsquery('{LANGUAGE}', words)"


@dataclass(frozen=True)
class Searched:
    """The columns of a table whose words are sought; `read`: who reads the row; `gives`: what was found by it."""

    table: str
    columns: tuple[str, ...]
    read: str = "true"
    gives: str = "id"

    @property
    def vector(self) -> str:
        text = " || ' ' || ".join(f"coalesce({column}::text, '')" for column in self.columns)
        return f"(to_tsvector('{LANGUAGE}'::regconfig, {text}) || array_to_tsvector(ARRAY['r' || region_id::text]))"

    @property
    def question(self) -> str:
        return (
            f"SELECT {self.gives} AS id, created_at FROM {self.table} "  # noqa: S608  (constants only)
            f"WHERE {self.vector} @@ ({OF_REGION} && {ASKED}) AND region_id = access.region_id() AND ({self.read})"
        )


def _body(places: tuple[Searched, ...]) -> str:
    """Words that Swedish has everywhere leave nothing to ask for: then nothing is found."""
    found = "\n  UNION ALL ".join(place.question for place in places)
    return f"""SELECT found.id FROM (
  {found}
) AS found WHERE numnode({ASKED}) > 0
GROUP BY found.id ORDER BY max(found.created_at) DESC, found.id LIMIT {MOST}"""  # noqa: S608  (constants only)


def searchable(name: str, *places: Searched) -> list[migrations.RunSQL]:
    """`access.name(words)`: the ids of what has all the words in one of the places, for the web alone.

    None of the tables may have a column `words`: SQL would take it for what is asked.
    """
    made = [
        migrations.RunSQL(
            f"CREATE INDEX {place.table}_words ON {place.table} USING gin ({place.vector}) WITH (fastupdate = off);",
            f"DROP INDEX {place.table}_words;",
        )
        for place in places
    ]
    return [*made, policy_function(f"{name}(words text)", "SETOF uuid", _body(places), grant_to=("bus_app",))]
