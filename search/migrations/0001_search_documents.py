from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Counter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='IndexFile',
            fields=[
                ('language', models.CharField(choices=[('fr', 'Français'), ('nl', 'Nederlands')], max_length=2, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60)),
                ('built_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'verbose_name': 'index file',
                'verbose_name_plural': 'index files',
            },
        ),
        migrations.CreateModel(
            name='SearchDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=60, unique=True)),
                ('language', models.CharField(choices=[('fr', 'Français'), ('nl', 'Nederlands')], max_length=2)),
                ('page_id', models.BigIntegerField(db_index=True)),
                ('kind', models.CharField(blank=True, max_length=30)),
                ('title', models.TextField(blank=True)),
                ('lead', models.TextField(blank=True)),
                ('body', models.TextField(blank=True)),
                ('files', models.JSONField(blank=True, default=list)),
                ('plain_title', models.TextField(blank=True)),
                ('plain_text', models.TextField(blank=True)),
                ('facets', models.JSONField(blank=True, default=dict)),
                ('date', models.DateField(blank=True, null=True)),
                ('verified_on', models.DateField(blank=True, null=True)),
                ('restrictions', models.JSONField(blank=True, default=list)),
                ('live_until', models.DateTimeField(blank=True, null=True)),
                ('content_hash', models.CharField(blank=True, max_length=64)),
                ('seq', models.BigIntegerField()),
                ('deleted', models.BooleanField(default=False)),
            ],
            options={
                'verbose_name': 'search document',
                'verbose_name_plural': 'search documents',
                'indexes': [models.Index(fields=['language', 'seq'], name='search_language_seq')],
            },
        ),
    ]
