-- Grants on the floor's cases for django-guardian's forms (e1)–(e3): each case by its unit's worker and its district's
-- convenors, and by the group of its unit.
INSERT INTO django_content_type (app_label, model) VALUES ('bench', 'benchcase'), ('bench', 'directcase');
INSERT INTO auth_permission (name, content_type_id, codename)
  SELECT 'view', t.id, 'view_' || t.model FROM django_content_type t WHERE t.app_label = 'bench';
INSERT INTO auth_group (name) SELECT DISTINCT unit_id::text FROM bench_case;
INSERT INTO people_user_groups (user_id, group_id)
  SELECT DISTINCT a.user_id, g.id FROM people_roleassignment a JOIN auth_group g ON g.name = a.unit_id::text
  WHERE a.role = 'caseworker';

CREATE VIEW bench_direct_case AS SELECT * FROM bench_case;
CREATE TABLE bench_direct_user_grant AS
  SELECT row_number() OVER () AS id, p.id AS permission_id, a.user_id, c.id AS content_object_id
  FROM bench_case c
  JOIN people_roleassignment a ON (a.role = 'caseworker' AND a.unit_id = c.unit_id)
    OR (a.role = 'forum_convenor' AND a.district_id = c.district_id)
  CROSS JOIN auth_permission p WHERE p.codename = 'view_directcase';
CREATE TABLE bench_direct_group_grant AS
  SELECT row_number() OVER () AS id, p.id AS permission_id, g.id AS group_id, c.id AS content_object_id
  FROM bench_case c JOIN auth_group g ON g.name = c.unit_id::text
  CROSS JOIN auth_permission p WHERE p.codename = 'view_directcase';
CREATE UNIQUE INDEX ON bench_direct_user_grant (user_id, permission_id, content_object_id);
CREATE INDEX ON bench_direct_user_grant (content_object_id);
CREATE UNIQUE INDEX ON bench_direct_group_grant (group_id, permission_id, content_object_id);
CREATE INDEX ON bench_direct_group_grant (content_object_id);

INSERT INTO guardian_userobjectpermission (object_pk, content_type_id, permission_id, user_id)
  SELECT d.content_object_id::text, p.content_type_id, p.id, d.user_id
  FROM bench_direct_user_grant d CROSS JOIN auth_permission p WHERE p.codename = 'view_benchcase';
INSERT INTO guardian_groupobjectpermission (object_pk, content_type_id, permission_id, group_id)
  SELECT d.content_object_id::text, p.content_type_id, p.id, d.group_id
  FROM bench_direct_group_grant d CROSS JOIN auth_permission p WHERE p.codename = 'view_benchcase';

GRANT SELECT ON bench_direct_case, bench_direct_user_grant, bench_direct_group_grant, guardian_userobjectpermission,
  guardian_groupobjectpermission, auth_permission, auth_group, people_user_groups, django_content_type TO bus_app;
ANALYZE;
