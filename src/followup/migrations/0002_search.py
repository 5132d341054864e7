from django.db import migrations

from followup.models import search


def _run(statements):
    def run(apps, schema_editor):
        for sql in statements(schema_editor.connection.vendor):
            schema_editor.execute(sql, params=None)

    return run


class Migration(migrations.Migration):

    dependencies = [
        ("followup", "0001_start"),
    ]

    operations = [
        migrations.RunPython(_run(search.statements), _run(search.undoing)),
    ]
