import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('themes', '0001_vocabulary'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AddressLimit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address_hash', models.CharField(max_length=64, unique=True)),
                ('sent', models.PositiveSmallIntegerField(default=0, verbose_name='mails')),
                ('since', models.DateTimeField(default=django.utils.timezone.now, verbose_name='since')),
                ('last_at', models.DateTimeField(null=True, verbose_name='last mail')),
            ],
            options={
                'verbose_name': 'limit of an address',
                'verbose_name_plural': 'limits of addresses',
            },
        ),
        migrations.CreateModel(
            name='ConsentText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('newsletter', 'newsletter')], default='newsletter', max_length=20, verbose_name='purpose')),
                ('language', models.CharField(choices=[('fr', 'Français'), ('nl', 'Nederlands')], max_length=2, verbose_name='language')),
                ('version', models.PositiveIntegerField(editable=False, verbose_name='version')),
                ('text', models.TextField(verbose_name='words')),
                ('sha256', models.CharField(editable=False, max_length=64, verbose_name='hash of the words')),
                ('valid_from', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='in force from')),
            ],
            options={
                'verbose_name': 'wording of the consent',
                'verbose_name_plural': 'wordings of the consent',
                'ordering': ['purpose', 'language', '-version'],
                'constraints': [models.UniqueConstraint(fields=('purpose', 'language', 'version'), name='consent_text_version_once')],
            },
        ),
        migrations.CreateModel(
            name='ConsentEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subscriber_uuid', models.UUIDField(db_index=True, verbose_name='subscriber')),
                ('event', models.CharField(choices=[('request', 'asked for'), ('confirm', 'confirmed'), ('change', 'changed'), ('withdraw', 'withdrawn'), ('import', 'imported'), ('erase', 'erased')], max_length=8, verbose_name='event')),
                ('purpose', models.CharField(choices=[('newsletter', 'newsletter')], default='newsletter', max_length=20, verbose_name='purpose')),
                ('language', models.CharField(choices=[('fr', 'Français'), ('nl', 'Nederlands')], max_length=2, verbose_name='language')),
                ('themes', models.JSONField(default=list, verbose_name='themes')),
                ('frequency', models.CharField(blank=True, max_length=7, verbose_name='how often')),
                ('source', models.CharField(max_length=200, verbose_name='source')),
                ('at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name='at')),
                ('given_on', models.DateField(null=True, verbose_name='given on')),
                ('network', models.CharField(max_length=45, null=True, verbose_name='network')),
                ('wording', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='newsletter.consenttext', verbose_name='wording')),
            ],
            options={
                'verbose_name': 'step of a consent',
                'verbose_name_plural': 'steps of consents',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Subscriber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='public identifier')),
                ('email', models.CharField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('email_norm', models.CharField(editable=False, max_length=254, null=True, unique=True)),
                ('address_hash', models.CharField(blank=True, db_index=True, editable=False, max_length=64)),
                ('language', models.CharField(choices=[('fr', 'Français'), ('nl', 'Nederlands')], max_length=2, verbose_name='language')),
                ('status', models.CharField(choices=[('pending', 'waits for confirmation'), ('active', 'active'), ('unsubscribed', 'unsubscribed'), ('suppressed', 'address does not work or complained'), ('erased', 'erased')], default='pending', max_length=12, verbose_name='state')),
                ('frequency', models.CharField(choices=[('issues', 'The newsletter only, a few times a year'), ('weekly', 'The newsletter, and what is new once a week'), ('monthly', 'The newsletter, and what is new once a month')], default='issues', max_length=7, verbose_name='how often')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='signed up')),
                ('confirmed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='confirmed')),
                ('ended_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='left')),
                ('token_version', models.PositiveSmallIntegerField(default=0, editable=False)),
            ],
            options={
                'verbose_name': 'subscriber',
                'verbose_name_plural': 'subscribers',
                'ordering': ['-created_at', '-pk'],
                'permissions': [('import_subscriber', 'Can import subscribers'), ('export_subscriber', 'Can export subscribers')],
                'indexes': [models.Index(fields=['status', 'language'], name='subscriber_status_language')],
            },
        ),
        migrations.CreateModel(
            name='Transfer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('import', 'import'), ('export', 'export')], max_length=6, verbose_name='kind')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='at')),
                ('reason', models.CharField(max_length=250, verbose_name='reason or source')),
                ('number', models.PositiveIntegerField(verbose_name='subscribers')),
                ('sha256', models.CharField(max_length=64, verbose_name='hash of the file')),
                ('subscribers', models.JSONField(default=list)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='by')),
            ],
            options={
                'verbose_name': 'import or export of subscribers',
                'verbose_name_plural': 'imports and exports of subscribers',
                'ordering': ['-at', '-pk'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='SignUpRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('sign_up', 'sign-up'), ('address', 'change of address'), ('data', 'look at one’s data')], max_length=8, verbose_name='kind')),
                ('token_hash', models.CharField(editable=False, max_length=64, unique=True)),
                ('email', models.CharField(max_length=254, verbose_name='e-mail address')),
                ('language', models.CharField(choices=[('fr', 'Français'), ('nl', 'Nederlands')], max_length=2, verbose_name='language')),
                ('themes', models.JSONField(default=list, verbose_name='themes')),
                ('frequency', models.CharField(choices=[('issues', 'The newsletter only, a few times a year'), ('weekly', 'The newsletter, and what is new once a week'), ('monthly', 'The newsletter, and what is new once a month')], default='issues', max_length=7, verbose_name='how often')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='source')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='asked for')),
                ('expires_at', models.DateTimeField(verbose_name='works until')),
                ('used_at', models.DateTimeField(null=True, verbose_name='used')),
                ('wording', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='newsletter.consenttext')),
                ('subscriber', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='requests', to='newsletter.subscriber')),
            ],
            options={
                'verbose_name': 'request that waits',
                'verbose_name_plural': 'requests that wait',
                'indexes': [models.Index(fields=['kind', 'created_at'], name='signup_kind_created')],
            },
        ),
        migrations.CreateModel(
            name='Subscription',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField(default=django.utils.timezone.now, verbose_name='since')),
                ('until', models.DateTimeField(blank=True, null=True, verbose_name='until')),
                ('subscriber', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='subscriptions', to='newsletter.subscriber')),
                ('theme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='subscriptions', to='themes.theme', verbose_name='theme')),
            ],
            options={
                'verbose_name': 'theme of a subscriber',
                'verbose_name_plural': 'themes of subscribers',
                'indexes': [models.Index(fields=['theme', 'until'], name='subscription_theme_until')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('until', None)), fields=('subscriber', 'theme'), name='theme_once_per_subscriber')],
            },
        ),
    ]
