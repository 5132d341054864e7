from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('followup', '0008_calendar_accounts'),
    ]

    operations = [
        migrations.AlterField(
            model_name='fact',
            name='kind',
            field=models.CharField(choices=[('met', 'met'), ('details_left', 'details_left'), ('called', 'called'), ('applied', 'applied'), ('acknowledged', 'acknowledged'), ('assessment_asked', 'assessment_asked'), ('information_asked', 'information_asked'), ('invited', 'invited'), ('interview_set', 'interview_set'), ('interview_moved', 'interview_moved'), ('interview_cancelled', 'interview_cancelled'), ('interviewed', 'interviewed'), ('rejected', 'rejected'), ('offered', 'offered'), ('hired', 'hired'), ('withdrawn', 'withdrawn'), ('reference_asked', 'reference_asked'), ('referee_named', 'referee_named'), ('referee_agreed', 'referee_agreed'), ('referee_declined', 'referee_declined'), ('referred', 'referred'), ('enquired', 'enquired'), ('quoted', 'quoted'), ('ordered', 'ordered'), ('delivered', 'delivered'), ('complained', 'complained'), ('resolved', 'resolved'), ('received', 'received'), ('sent', 'sent'), ('posted', 'posted'), ('bounced', 'bounced'), ('auto_replied', 'auto_replied'), ('out_of_office', 'out_of_office'), ('opted_out', 'opted_out'), ('reported', 'reported'), ('answer_promised', 'answer_promised'), ('promised', 'promised'), ('snoozed', 'snoozed'), ('skipped', 'skipped'), ('stopped', 'stopped'), ('noted', 'noted')], max_length=24),
        ),
    ]
