-- The floors' tables: the product's cases, units and districts copied; run by the throw-away cluster's superuser.
CREATE TABLE bench_unit AS SELECT id, name FROM organisations_unit;
ALTER TABLE bench_unit ADD PRIMARY KEY (id);
CREATE TABLE bench_district AS SELECT id, name FROM organisations_district;
ALTER TABLE bench_district ADD PRIMARY KEY (id);
CREATE TABLE bench_member AS
  SELECT a.id AS assignment_id, a.unit_id FROM people_roleassignment a WHERE a.role = 'caseworker';
CREATE INDEX ON bench_member (assignment_id);

CREATE TABLE bench_case AS
  SELECT f.case_id AS id, f.region_id, f.raising_unit_id AS unit_id, f.district_id, c.code, f.status, f.reason,
         f.need_noticed_on AS noticed_on, f.raised_on, f.convened_on
  FROM sip_forumcase f JOIN sip_case c ON c.id = f.case_id;
ALTER TABLE bench_case ADD PRIMARY KEY (id);
CREATE INDEX ON bench_case (region_id, unit_id);
CREATE INDEX ON bench_case (region_id, raised_on, id);

CREATE TABLE bench_walled_case AS TABLE bench_case;
ALTER TABLE bench_walled_case ADD PRIMARY KEY (id);
CREATE INDEX ON bench_walled_case (region_id, unit_id);
CREATE INDEX ON bench_walled_case (region_id, raised_on, id);
ALTER TABLE bench_walled_case ENABLE ROW LEVEL SECURITY;
CREATE POLICY walled ON bench_walled_case USING (
  region_id = (SELECT access.region_id())
  AND unit_id = ANY (ARRAY(SELECT m.unit_id FROM bench_member m WHERE m.assignment_id = (SELECT access.assignment_id()))));

GRANT SELECT ON bench_unit, bench_district, bench_member, bench_case, bench_walled_case TO bus_app;
ANALYZE;
