import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    # Apart from the first one: the pages of Wagtail need the users of that one.

    dependencies = [
        ('accounts', '0001_users'),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MembersGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('collection', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='members_group', to='wagtailcore.collection', verbose_name='collection')),
                ('group', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='members_group', to='auth.group', verbose_name='group')),
                ('page', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='members_group', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='page')),
                ('secretaries', models.ManyToManyField(blank=True, related_name='groups_looked_after', to=settings.AUTH_USER_MODEL, verbose_name='secretaries')),
            ],
            options={
                'verbose_name': 'members’ group',
                'verbose_name_plural': 'members’ groups',
            },
        ),
    ]
