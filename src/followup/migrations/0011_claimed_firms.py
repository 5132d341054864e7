from django.db import migrations, models

from followup.core.matching import organisation_key


def name_the_firms(apps, _schema):
    """Claims told before get the folded name of their firm as well."""
    Fact = apps.get_model("followup", "Fact")
    rows = Fact.objects.filter(about__isnull=False).only("pk", "about")
    changed = []
    for row in rows.iterator(chunk_size=2000):
        row.firm = organisation_key(row.about.get("organisation", ""))
        if row.firm:
            changed.append(row)
    Fact.objects.bulk_update(changed, ["firm"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("followup", "0010_guessed_threads")]

    operations = [
        migrations.AddField(
            model_name="fact",
            name="firm",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddIndex(
            model_name="fact",
            index=models.Index(
                condition=models.Q(("about__isnull", False)), fields=["workspace", "firm"], name="fact_firm"
            ),
        ),
        migrations.RunPython(name_the_firms, migrations.RunPython.noop),
    ]
