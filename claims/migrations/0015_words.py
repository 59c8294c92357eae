"""Space alone is no reason, no caveat and no note, and a language is a tag, whoever writes it."""

import claims.models.typed
import django.db.models.deletion
from django.db import migrations, models

from claims.typed import language_tag


def tag(typed):
    """The language tag that was meant; empty for what is none. The trail keeps what stood there."""
    try:
        return language_tag(typed)
    except ValueError:
        return ""


def make_languages_tags(apps, schema_editor):
    """Forms have refused anything else for a while; what was written before them, or past them, stays."""
    Article = apps.get_model("claims", "Article")
    for typed in Article.objects.exclude(language="").values_list("language", flat=True).distinct():
        if typed != tag(typed):
            Article.objects.filter(language=typed).update(language=tag(typed))


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0014_article_trail'),
    ]

    operations = [
        migrations.RunPython(make_languages_tags, migrations.RunPython.noop),
        migrations.RemoveConstraint(
            model_name='decision',
            name='decision_has_a_reason',
        ),
        migrations.RemoveConstraint(
            model_name='decision',
            name='decision_states_its_caveat',
        ),
        migrations.RemoveConstraint(
            model_name='merge',
            name='merge_has_a_reason',
        ),
        migrations.RemoveConstraint(
            model_name='merge',
            name='merge_undone_with_a_reason',
        ),
        migrations.RemoveConstraint(
            model_name='note',
            name='note_has_words',
        ),
        migrations.RemoveConstraint(
            model_name='originmark',
            name='mark_has_a_reason',
        ),
        migrations.RemoveConstraint(
            model_name='signoff',
            name='sign_off_refused_with_a_reason',
        ),
        migrations.AlterField(
            model_name='attribution',
            name='via',
            field=models.ForeignKey(blank=True, help_text='The attribution that passed these words on, if the article had them from there.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='relayed', to='claims.attribution', verbose_name='passed on by'),
        ),
        migrations.AlterField(
            model_name='attributionevent',
            name='via',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='The attribution that passed these words on, if the article had them from there.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.attribution', verbose_name='passed on by'),
        ),
        migrations.AlterField(
            model_name='originmark',
            name='reason',
            field=models.TextField(help_text='What you know, and how you know it.', validators=[claims.models.typed.words], verbose_name='reason'),
        ),
        migrations.AlterField(
            model_name='originmarkevent',
            name='reason',
            field=models.TextField(help_text='What you know, and how you know it.', validators=[claims.models.typed.words], verbose_name='reason'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('language__iregex', '^([a-z]{2,3}(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(-[a-wy-z0-9](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?)?$')), name='article_language_is_a_tag'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('reason__regex', '[^\\s\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]')), name='decision_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'caveat'), _negated=True), ('caveat__regex', '[^\\s\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]'), _connector='OR'), name='decision_states_its_caveat'),
        ),
        migrations.AddConstraint(
            model_name='merge',
            constraint=models.CheckConstraint(condition=models.Q(('reason__regex', '[^\\s\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]')), name='merge_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='merge',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('undone_at', None), ('undone_by', None), ('undone_reason', '')), models.Q(('undone_at__isnull', False), ('undone_by__isnull', False), ('undone_reason__regex', '[^\\s\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]')), _connector='OR'), name='merge_undone_with_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='note',
            constraint=models.CheckConstraint(condition=models.Q(('text__regex', '[^\\s\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]')), name='note_has_words'),
        ),
        migrations.AddConstraint(
            model_name='originmark',
            constraint=models.CheckConstraint(condition=models.Q(('reason__regex', '[^\\s\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]')), name='mark_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='signoff',
            constraint=models.CheckConstraint(condition=models.Q(('agrees', True), ('reason__regex', '[^\\s\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]'), _connector='OR'), name='sign_off_refused_with_a_reason'),
        ),
    ]
