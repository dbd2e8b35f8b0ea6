"""What there is to search: 100,000 items on agendas, made in one statement a region's share at a time. [perf 1d, 11]

Standard library only, as `bench` itself. Each region has as many items, so that the same person finds as much where
all others' are few as where they are many.
"""

ITEMS = 2_000  # of one region: 100,000 in fifty
WORD = "samordning"  # in every fortieth item
QUESTION = "'samordning':*"

MEETINGS = """
INSERT INTO groups_meeting (id, created_at, region_id, forum_id, year, number, status, starts_at, ends_at, place, theme,
  planned_by_id, sequence, cancel_reason)
SELECT gen_random_uuid(), now(), f.region_id, f.id, 2026, 1, 'planned', now(), now() + interval '1 hour', '', '',
  m.assignment_id, 0, ''
FROM groups_forum f
JOIN LATERAL (SELECT s.assignment_id FROM groups_membership s WHERE s.forum_id = f.id LIMIT 1) m ON true
WHERE f.kind = 'steering_group'
"""
AGENDAS = f"""
INSERT INTO groups_agendaitem (id, created_at, region_id, forum_id, meeting_id, "order", title, background, purpose,
  is_confidential, origin, outcome, referred_text, note, version)
SELECT gen_random_uuid(), now(), t.region_id, t.forum_id, t.id, g % 30000,
  'Punkt ' || g || CASE WHEN g % 40 = 0 THEN ' om {WORD}' ELSE '' END,
  'Vad gruppen ska ta ställning till', 'discuss', false, '', 'none', '', '', 0
FROM (SELECT *, row_number() OVER (PARTITION BY region_id ORDER BY id) - 1 AS turn,
        count(*) OVER (PARTITION BY region_id) AS turns FROM groups_meeting) t
JOIN generate_series(0, {ITEMS - 1}) g ON (g / 40) % t.turns = t.turn
"""  # noqa: S608  (constants only)
# The floor's own copy, which no wall stands before.
FLOOR = """
CREATE TABLE bench_item AS SELECT id, region_id, created_at, title, to_tsvector('swedish', title) AS words
FROM groups_agendaitem;
CREATE INDEX bench_item_words ON bench_item USING gin (words);
GRANT SELECT ON bench_item TO bus_app;
"""
FILL = (MEETINGS, AGENDAS, FLOOR)
