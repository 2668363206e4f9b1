"""Strengths and preferences become sections; a line and those taken over from it get one number."""

from django.db import migrations

SECTIONS = """
INSERT INTO treatment_plans_section (uuid, plan_id, kind, text, revision, changed_at, changed_by_id)
SELECT gen_random_uuid(), plan.id, told.kind, told.text, plan.described_revision, plan.changed_at, plan.changed_by_id
FROM treatment_plans_plan plan
CROSS JOIN LATERAL (VALUES ('strengths', plan.strengths), ('preferences', plan.preferences)) told (kind, text)
WHERE told.text <> '' OR EXISTS (
    SELECT FROM treatment_plans_planevent past
    WHERE past.pgh_obj_id = plan.id AND CASE told.kind WHEN 'strengths' THEN past.strengths ELSE past.preferences END <> ''
)
"""
# What was written there before, once for each time that it was changed.
HISTORY = """
INSERT INTO treatment_plans_sectionevent (
    pgh_created_at, pgh_label, pgh_obj_id, pgh_context, pgh_context_id,
    id, uuid, plan_id, kind, text, revision, changed_at, changed_by_id
)
SELECT pgh_created_at, CASE WHEN before IS NULL THEN 'insert' ELSE 'update' END, section_id, pgh_context, pgh_context_id,
    section_id, section_uuid, plan_id, kind, text, described_revision, changed_at, changed_by_id
FROM (
    SELECT past.*, section.id AS section_id, section.uuid AS section_uuid, section.plan_id, section.kind, told.text,
        lag(told.text) OVER (PARTITION BY section.id ORDER BY past.pgh_id) AS before
    FROM treatment_plans_section section
    JOIN treatment_plans_planevent past ON past.pgh_obj_id = section.plan_id AND past.pgh_label <> 'delete'
    CROSS JOIN LATERAL (
        VALUES (CASE section.kind WHEN 'strengths' THEN past.strengths ELSE past.preferences END)
    ) told (text)
) written
WHERE before IS DISTINCT FROM text
ORDER BY pgh_id
"""
BACK = """
UPDATE treatment_plans_plan plan SET
    strengths = coalesce((SELECT text FROM treatment_plans_section WHERE plan_id = plan.id AND kind = 'strengths'), ''),
    preferences = coalesce((SELECT text FROM treatment_plans_section WHERE plan_id = plan.id AND kind = 'preferences'), '')
"""


def _roots(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"""
        WITH RECURSIVE line(id, root) AS (
            SELECT id, uuid FROM {table} WHERE carried_from_id IS NULL
            UNION ALL
            SELECT later.id, line.root FROM {table} later JOIN line ON later.carried_from_id = line.id
        )
        UPDATE {table} SET root = line.root FROM line WHERE line.id = {table}.id
        """,  # noqa: S608 - our own text
        migrations.RunSQL.noop,
    )


class Migration(migrations.Migration):
    dependencies = [("treatment_plans", "0003_whole_plans")]
    operations = [
        migrations.RunSQL(SECTIONS, BACK),
        migrations.RunSQL(HISTORY, migrations.RunSQL.noop),
        _roots("treatment_plans_goal"),
        _roots("treatment_plans_intervention"),
    ]
