"""All tables as they were after 26 migrations, made at once: the way there took half a minute of a first run."""

import claims.figures.figure
import claims.models.capture
import claims.models.import_run
import claims.models.snapshot
import claims.models.typed
import claims.vocabulary
import django.contrib.auth.models
import django.contrib.auth.validators
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
import pgtrigger.compiler
import pgvector.django.halfvec
import pgvector.django.indexes
from django.conf import settings
from django.db import migrations, models

from claims.migrations._first import AFTER_THE_TABLES, BEFORE_THE_TABLES
from claims.migrations._triggers import Trigger

REPLACED = [
    "0001_initial",
    "0002_capture",
    "0003_looked_at",
    "0004_hosts",
    "0005_figure_range",
    "0006_newsroom_rules",
    "0007_newsroom",
    "0008_accounts",
    "0009_merges",
    "0010_trail_of_decisions",
    "0011_talk",
    "0012_review",
    "0013_claim_trail",
    "0014_article_trail",
    "0015_words",
    "0016_published_caveats",
    "0017_suggestions",
    "0018_measures",
    "0019_copies",
    "0020_vectors",
    "0021_draft",
    "0022_sign_off_of_published",
    "0023_webhooks",
    "0024_suggestions",
    "0025_api_tokens",
    "0026_imports",
]


class Migration(migrations.Migration):

    initial = True

    replaces = [("claims", name) for name in REPLACED]

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        *BEFORE_THE_TABLES,
        migrations.CreateModel(
            name='Appearance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('exact', models.TextField(help_text='The exact words, as they stand in the captured text.', verbose_name='quote')),
                ('prefix', models.CharField(blank=True, editable=False, max_length=32)),
                ('suffix', models.CharField(blank=True, editable=False, max_length=32)),
                ('start', models.PositiveIntegerField(editable=False)),
                ('end', models.PositiveIntegerField(editable=False)),
                ('stance', models.CharField(choices=[('asserts', 'asserts'), ('disputes', 'disputes'), ('mentions', 'mentions')], default=claims.vocabulary.Stance['ASSERTS'], max_length=10, verbose_name='stance')),
                ('basis', models.CharField(choices=[('attributed', 'attributed'), ('own_reporting', 'own reporting'), ('unattributed', 'unattributed'), ('illustrative', 'illustrative')], help_text='Attributed: the article says who said so (then record whom). Own reporting: its own people established it. Unattributed: it just says so. Illustrative: made up to show something.', max_length=20, verbose_name='basis')),
                ('self_interested', models.BooleanField(default=False, help_text="For words that are the publisher's own, such as a press release.", verbose_name='publisher speaks about itself')),
                ('quote', models.CharField(choices=[('identical', 'identical'), ('moved', 'moved'), ('reworded', 'reworded'), ('changed', 'changed'), ('gone', 'gone')], db_default='identical', default=claims.vocabulary.QuoteState['IDENTICAL'], editable=False, max_length=10, verbose_name='quote in the latest capture')),
                ('external_id', models.CharField(blank=True, db_default='', default='', editable=False, max_length=200, verbose_name='external id')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('external_id'), condition=models.Q(('external_id', ''), _negated=True), name='appearance_external_id_is_unique'), models.CheckConstraint(condition=models.Q(('stance__in', [claims.vocabulary.Stance['ASSERTS'], claims.vocabulary.Stance['DISPUTES'], claims.vocabulary.Stance['MENTIONS']])), name='appearance_stance_is_known'), models.CheckConstraint(condition=models.Q(('basis__in', [claims.vocabulary.Basis['ATTRIBUTED'], claims.vocabulary.Basis['OWN_REPORTING'], claims.vocabulary.Basis['UNATTRIBUTED'], claims.vocabulary.Basis['ILLUSTRATIVE']])), name='appearance_basis_is_known'), models.CheckConstraint(condition=models.Q(('quote__in', [claims.vocabulary.QuoteState['IDENTICAL'], claims.vocabulary.QuoteState['MOVED'], claims.vocabulary.QuoteState['REWORDED'], claims.vocabulary.QuoteState['CHANGED'], claims.vocabulary.QuoteState['GONE']])), name='appearance_quote_is_known'), models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='appearance_has_words')],
            },
        ),
        migrations.CreateModel(
            name='Article',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(blank=True, help_text='As published. Leave it empty if it is not known: it is never made up.', max_length=500, verbose_name='title')),
                ('url', models.URLField(blank=True, max_length=2000, validators=[claims.models.typed.web_address], verbose_name='address')),
                ('byline', models.CharField(blank=True, max_length=300, verbose_name='byline')),
                ('published_on', models.DateField(blank=True, null=True, validators=[claims.models.typed.day], verbose_name='published on')),
                ('language', models.CharField(blank=True, help_text='A tag such as en or pt-BR.', max_length=35, validators=[claims.models.typed.language], verbose_name='language')),
                ('opening_words', models.CharField(blank=True, editable=False, max_length=120)),
                ('external_id', models.CharField(blank=True, max_length=200, verbose_name='external id')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('looked_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['title'], name='article_title_trigrams', opclasses=['gin_trgm_ops']), django.contrib.postgres.indexes.GinIndex(fields=['opening_words'], name='article_opening_trigrams', opclasses=['gin_trgm_ops']), models.Index(condition=models.Q(('url', ''), _negated=True), fields=['looked_at', 'id'], name='article_by_last_look')],
                'constraints': [models.CheckConstraint(condition=models.Q(('title__regex', '[^\\s\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]'), ('title', ''), _connector='OR'), name='article_title_has_words'), models.CheckConstraint(condition=models.Q(('language__iregex', '^([a-z]{2,3}(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(-[a-wy-z0-9](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?)?$')), name='article_language_is_a_tag'), models.UniqueConstraint(models.F('url'), condition=models.Q(('url', ''), _negated=True), name='article_url_is_unique'), models.UniqueConstraint(models.F('external_id'), condition=models.Q(('external_id', ''), _negated=True), name='article_external_id_is_unique')],
            },
        ),
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('statement', models.TextField(help_text="One thing that can be checked, in neutral words and a full sentence, apart from any article's wording.", verbose_name='statement')),
                ('event_on', models.DateField(blank=True, help_text='When what the claim tells of took place, if it has a day.', null=True, verbose_name='date of the event')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('external_id', models.CharField(blank=True, max_length=200, verbose_name='external id')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('state', models.CharField(choices=[('draft', 'draft'), ('in_review', 'in review'), ('published', 'published'), ('withheld', 'withheld')], default=claims.vocabulary.State['DRAFT'], editable=False, max_length=20, verbose_name='state')),
                ('caveat', models.TextField(default='', editable=False, verbose_name='caveat')),
                ('rating', models.CharField(default='', editable=False, max_length=60, verbose_name='rating')),
                ('status', models.CharField(choices=[('unsupported', 'Unsupported'), ('disputed', 'Disputed'), ('corroborated', 'Corroborated'), ('uncorroborated', 'Uncorroborated')], default=claims.vocabulary.Status['UNSUPPORTED'], editable=False, max_length=20, verbose_name='status')),
                ('sentence', models.TextField(default='', editable=False)),
                ('counted_origins', models.PositiveIntegerField(default=0, editable=False, verbose_name='counted origins')),
                ('asserting_families', models.PositiveIntegerField(default=0, editable=False)),
                ('disputing_families', models.PositiveIntegerField(default=0, editable=False)),
                ('article_count', models.PositiveIntegerField(default=0, editable=False, verbose_name='articles')),
                ('flag_codes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), default=list, editable=False, size=None, verbose_name='flags')),
                ('first_published_on', models.DateField(editable=False, null=True, verbose_name='first published')),
                ('figure_label', models.CharField(default='', editable=False, max_length=200)),
                ('origin_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, editable=False, size=None)),
                ('publisher_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, editable=False, size=None)),
                ('digest', models.CharField(default='', editable=False, max_length=64)),
                ('urgency', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('waits_since', models.DateTimeField(editable=False, null=True)),
                ('assessed_at', models.DateTimeField(editable=False, null=True)),
                ('search', django.contrib.postgres.search.SearchVectorField(editable=False, null=True)),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['flag_codes'], name='claim_by_flag'), django.contrib.postgres.indexes.GinIndex(fields=['origin_ids'], name='claim_by_origin'), django.contrib.postgres.indexes.GinIndex(fields=['publisher_ids'], name='claim_by_publisher'), models.Index(condition=models.Q(('waits_since__isnull', False)), fields=['-urgency', 'waits_since', 'id'], name='claim_by_urgency'), models.Index(django.db.models.functions.text.MD5(django.db.models.functions.text.Lower('statement')), name='claim_by_exact_words'), django.contrib.postgres.indexes.GinIndex(fields=['search'], name='claim_search')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', [claims.vocabulary.Status['UNSUPPORTED'], claims.vocabulary.Status['DISPUTED'], claims.vocabulary.Status['CORROBORATED'], claims.vocabulary.Status['UNCORROBORATED']])), name='claim_status_is_known'), models.CheckConstraint(condition=models.Q(('statement__regex', '[^\\s\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]')), name='claim_has_a_statement'), models.CheckConstraint(condition=models.Q(('state__in', [claims.vocabulary.State['DRAFT'], claims.vocabulary.State['IN_REVIEW'], claims.vocabulary.State['PUBLISHED'], claims.vocabulary.State['WITHHELD']])), name='claim_state_is_known'), models.CheckConstraint(condition=models.Q(('flag_codes__contained_by', [claims.vocabulary.FlagCode['SINGLE_ORIGIN'], claims.vocabulary.FlagCode['REPEATED_ORIGIN'], claims.vocabulary.FlagCode['CIRCULAR'], claims.vocabulary.FlagCode['UNCONFIRMED_INDEPENDENCE'], claims.vocabulary.FlagCode['ORIGIN_NOT_CAPTURED'], claims.vocabulary.FlagCode['ANONYMOUS_ONLY'], claims.vocabulary.FlagCode['SELF_INTERESTED_ONLY'], claims.vocabulary.FlagCode['ILLUSTRATIVE_FIGURE'], claims.vocabulary.FlagCode['CONFLICTING_FIGURES'], claims.vocabulary.FlagCode['QUOTE_CHANGED'], claims.vocabulary.FlagCode['QUOTE_GONE'], claims.vocabulary.FlagCode['SOURCE_CORRECTED'], claims.vocabulary.FlagCode['SOURCE_RETRACTED'], claims.vocabulary.FlagCode['PREDATES_EVENT'], claims.vocabulary.FlagCode['POSSIBLE_COPY'], claims.vocabulary.FlagCode['DECISION_STALE']])), name='claim_flags_are_known'), models.UniqueConstraint(models.F('external_id'), condition=models.Q(('external_id', ''), _negated=True), name='claim_external_id_is_unique')],
            },
        ),
        migrations.CreateModel(
            name='Snapshot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(max_length=200, upload_to=claims.models.snapshot.file_path, verbose_name='bytes')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256 of the bytes')),
                ('size', models.PositiveBigIntegerField(verbose_name='size in bytes')),
                ('media_type', models.CharField(max_length=100, verbose_name='media type')),
                ('text', models.TextField(verbose_name='text')),
                ('text_sha256', models.CharField(max_length=64, verbose_name='SHA-256 of the text')),
                ('extent', models.CharField(choices=[('full', 'full text'), ('excerpt', 'excerpt')], max_length=10, verbose_name='extent')),
                ('method', models.CharField(choices=[('url', 'fetched from its address'), ('upload', 'uploaded as a file'), ('pasted', 'pasted as text')], max_length=10, verbose_name='captured how')),
                ('captured_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='captured at')),
            ],
            options={
                'indexes': [models.Index(fields=['sha256'], name='snapshot_by_bytes')],
                'constraints': [models.CheckConstraint(condition=models.Q(('extent__in', ['full', 'excerpt'])), name='snapshot_extent_is_known'), models.CheckConstraint(condition=models.Q(('method__in', ['url', 'upload', 'pasted'])), name='snapshot_method_is_known')],
            },
        ),
        migrations.CreateModel(
            name='Touched',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('claim_id', models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('digest', models.BooleanField(db_default=True, default=True, help_text='Of what is assigned, went stale, or names them.', verbose_name='daily mail')),
                ('digested_on', models.DateField(blank=True, editable=False, null=True)),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'user',
                'verbose_name_plural': 'users',
                'abstract': False,
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('username'), name='user_name_once', violation_error_message='Somebody has this name already. Choose another.'), models.UniqueConstraint(django.db.models.functions.text.Lower('email'), condition=models.Q(('email', ''), _negated=True), name='user_email_once', violation_error_message='Somebody with this address has an account already.')],
            },
            managers=[
                ('objects', django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name='ApiAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=255)),
                ('request_digest', models.CharField(max_length=64)),
                ('status', models.PositiveSmallIntegerField()),
                ('headers', models.JSONField(default=dict)),
                ('body', models.JSONField()),
                ('answered_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['answered_at'], name='api_answer_by_age')],
                'constraints': [models.UniqueConstraint(models.F('person'), models.F('key'), name='api_answer_is_one_a_key')],
            },
        ),
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='Which program has it: the history names it.', max_length=100, verbose_name='name')),
                ('scopes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None, verbose_name='what it may do')),
                ('prefix', models.CharField(editable=False, max_length=20)),
                ('sha256', models.CharField(editable=False, max_length=64, unique=True)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('expires_at', models.DateTimeField(verbose_name='expires')),
                ('last_used_at', models.DateTimeField(editable=False, null=True)),
                ('revoked_at', models.DateTimeField(editable=False, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='api_tokens', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('name__regex', '[^\\s\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]')), name='api_token_has_a_name'), models.CheckConstraint(condition=models.Q(('scopes__contained_by', [claims.vocabulary.Scope['READ'], claims.vocabulary.Scope['CAPTURE'], claims.vocabulary.Scope['RECORD'], claims.vocabulary.Scope['MARK'], claims.vocabulary.Scope['CHECK']]), ('scopes__len__gt', 0)), name='api_token_scopes_are_known')],
            },
        ),
        migrations.CreateModel(
            name='ApiTokenEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(help_text='Which program has it: the history names it.', max_length=100, verbose_name='name')),
                ('scopes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None, verbose_name='what it may do')),
                ('prefix', models.CharField(editable=False, max_length=20)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('expires_at', models.DateTimeField(verbose_name='expires')),
                ('revoked_at', models.DateTimeField(editable=False, null=True)),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.apitoken')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ApiUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('who', models.CharField(max_length=80)),
                ('minute', models.DateTimeField()),
                ('requests', models.PositiveIntegerField()),
            ],
            options={
                'indexes': [models.Index(fields=['minute'], name='api_use_by_minute')],
                'constraints': [models.UniqueConstraint(models.F('who'), models.F('minute'), name='api_use_is_one_a_minute')],
            },
        ),
        migrations.CreateModel(
            name='CopyCheck',
            fields=[
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='copy_check', serialize=False, to='claims.article')),
                ('checked_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='Attribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('self_interested', models.BooleanField(default=False, help_text='A party speaking about itself does not count until an editor confirms it.', verbose_name='speaks about itself')),
                ('appearance', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attributions', to='claims.appearance', verbose_name='appearance')),
                ('via', models.ForeignKey(blank=True, help_text='The attribution that passed these words on, if the article had them from there.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='relayed', to='claims.attribution', verbose_name='passed on by')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Capture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(editable=False, unique=True)),
                ('method', models.CharField(choices=[('url', 'fetched from its address'), ('upload', 'uploaded as a file'), ('pasted', 'pasted as text')], max_length=10, verbose_name='how')),
                ('url', models.URLField(blank=True, max_length=2000, verbose_name='address')),
                ('file', models.FileField(blank=True, max_length=200, upload_to=claims.models.capture.upload_path, verbose_name='file')),
                ('filename', models.CharField(blank=True, max_length=255, verbose_name='name of the file')),
                ('quote', models.TextField(blank=True, verbose_name='words to record')),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('running', 'being captured'), ('done', 'captured'), ('failed', 'failed')], default='waiting', max_length=10)),
                ('step', models.CharField(blank=True, max_length=200)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='asked at')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='finished at')),
                ('article', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='captures', to='claims.article', verbose_name='capture of')),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state__in', ['waiting', 'running'])), fields=['id'], name='capture_under_way')],
                'constraints': [models.CheckConstraint(condition=models.Q(('method__in', ['url', 'upload', 'pasted'])), name='capture_method_is_known'), models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'running', 'done', 'failed'])), name='capture_state_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('url', ''), _negated=True), models.Q(('file', ''), _negated=True), _connector='OR'), name='capture_has_something_to_read')],
            },
        ),
        migrations.CreateModel(
            name='CaptureAttempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('failed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('reason', models.CharField(max_length=40)),
                ('message', models.TextField()),
                ('next_at', models.DateTimeField(blank=True, null=True)),
                ('capture', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attempts', to='claims.capture')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='ClaimVector',
            fields=[
                ('claim', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='vector', serialize=False, to='claims.claim')),
                ('vector', pgvector.django.halfvec.HalfVectorField(dimensions=384, null=True)),
                ('digest', models.CharField(db_default='', default='', max_length=64)),
                ('model', models.CharField(db_default='', default='', max_length=64)),
            ],
            options={
                'indexes': [pgvector.django.indexes.HnswIndex(ef_construction=64, fields=['vector'], m=16, name='claim_by_vector', opclasses=['halfvec_cosine_ops']), models.Index(condition=models.Q(('vector', None)), fields=['claim'], name='claim_without_vector')],
            },
        ),
        migrations.AddField(
            model_name='claim',
            name='assignee',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='assigned_claims', to=settings.AUTH_USER_MODEL, verbose_name='assigned to'),
        ),
        migrations.AddField(
            model_name='claim',
            name='merged_into',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.claim', verbose_name='merged into'),
        ),
        migrations.CreateModel(
            name='CaptureRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.URLField(blank=True, max_length=2000, verbose_name='address')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='asked at')),
                ('cleared_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='cleared at')),
                ('asked_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('cleared_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.article', verbose_name='cleared by')),
                ('taken_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to=settings.AUTH_USER_MODEL)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='capture_requests', to='claims.claim', verbose_name='claim')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('cleared_at', None)), fields=['id'], name='capture_request_open'), models.Index(condition=models.Q(('cleared_at', None), models.Q(('url', ''), _negated=True)), fields=['url'], name='capture_request_by_url')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('cleared_at', None), ('cleared_by', None)), models.Q(('cleared_at__isnull', False), ('cleared_by__isnull', False)), _connector='OR'), name='capture_request_cleared_by_an_article')],
            },
        ),
        migrations.AddField(
            model_name='appearance',
            name='claim',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='appearances', to='claims.claim', verbose_name='claim'),
        ),
        migrations.CreateModel(
            name='ClaimEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('statement', models.TextField(help_text="One thing that can be checked, in neutral words and a full sentence, apart from any article's wording.", verbose_name='statement')),
                ('event_on', models.DateField(blank=True, help_text='When what the claim tells of took place, if it has a day.', null=True, verbose_name='date of the event')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('external_id', models.CharField(blank=True, max_length=200, verbose_name='external id')),
                ('state', models.CharField(choices=[('draft', 'draft'), ('in_review', 'in review'), ('published', 'published'), ('withheld', 'withheld')], default=claims.vocabulary.State['DRAFT'], editable=False, max_length=20, verbose_name='state')),
                ('caveat', models.TextField(default='', editable=False, verbose_name='caveat')),
                ('rating', models.CharField(default='', editable=False, max_length=60, verbose_name='rating')),
                ('status', models.CharField(choices=[('unsupported', 'Unsupported'), ('disputed', 'Disputed'), ('corroborated', 'Corroborated'), ('uncorroborated', 'Uncorroborated')], default=claims.vocabulary.Status['UNSUPPORTED'], editable=False, max_length=20, verbose_name='status')),
                ('sentence', models.TextField(default='', editable=False)),
                ('counted_origins', models.PositiveIntegerField(default=0, editable=False, verbose_name='counted origins')),
                ('asserting_families', models.PositiveIntegerField(default=0, editable=False)),
                ('disputing_families', models.PositiveIntegerField(default=0, editable=False)),
                ('article_count', models.PositiveIntegerField(default=0, editable=False, verbose_name='articles')),
                ('flag_codes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), default=list, editable=False, size=None, verbose_name='flags')),
                ('figure_label', models.CharField(default='', editable=False, max_length=200)),
                ('assignee', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='assigned to')),
                ('merged_into', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.claim', verbose_name='merged into')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.claim')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Comparison',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('finding', models.CharField(blank=True, choices=[('other_period', 'other period'), ('other_population', 'other population'), ('other_definition', 'other definition'), ('revised', 'revised'), ('contradictory', 'truly contradictory'), ('unrecorded', 'unrecorded'), ('other_measure', 'not one measure')], max_length=20, verbose_name='why they differ')),
                ('note', models.TextField(blank=True, verbose_name='how one knows')),
                ('one_was', models.CharField(blank=True, editable=False, max_length=200)),
                ('other_was', models.CharField(blank=True, editable=False, max_length=200)),
                ('found_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='found at')),
                ('found_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='found by')),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(condition=models.Q(('finding', '')), fields=['-id'], name='comparison_proposed')],
                'constraints': [models.CheckConstraint(condition=models.Q(('finding__in', ['', claims.vocabulary.Finding['OTHER_PERIOD'], claims.vocabulary.Finding['OTHER_POPULATION'], claims.vocabulary.Finding['OTHER_DEFINITION'], claims.vocabulary.Finding['REVISED'], claims.vocabulary.Finding['CONTRADICTORY'], claims.vocabulary.Finding['UNRECORDED'], claims.vocabulary.Finding['OTHER_MEASURE']])), name='comparison_finding_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('finding', ''), ('found_at', None), ('found_by', None), ('note', ''), ('one_was', ''), ('other_was', '')), models.Q(models.Q(('finding', ''), _negated=True), models.Q(('one_was', ''), _negated=True), models.Q(('other_was', ''), _negated=True), ('found_at__isnull', False), ('found_by__isnull', False)), _connector='OR'), name='comparison_found_by_somebody'), models.CheckConstraint(condition=models.Q(('note__regex', '[^\\s\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]'), ('note', ''), _connector='OR'), name='comparison_has_a_note'), models.CheckConstraint(condition=models.Q(('finding', ''), models.Q(('note', ''), _negated=True), _connector='OR'), name='comparison_says_how_one_knows')],
            },
        ),
        migrations.CreateModel(
            name='CopyProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('why', models.CharField(choices=[('date', 'it was published earlier'), ('credit', 'the other names it'), ('person', 'somebody said so'), ('unknown', 'not known')], default='unknown', max_length=10, verbose_name='what says which is the original')),
                ('percent', models.PositiveSmallIntegerField(verbose_name='of its words, in per cent')),
                ('percent_back', models.PositiveSmallIntegerField(verbose_name="of the original's words, in per cent")),
                ('passages', models.PositiveIntegerField(verbose_name='shared passages')),
                ('state', models.CharField(choices=[('open', 'not looked at'), ('confirmed', 'a copy'), ('dismissed', 'not a copy')], default='open', max_length=10, verbose_name='state')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('found_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='looks_copied', to='claims.article', verbose_name='article')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('original', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='looks_like_original', to='claims.article', verbose_name='looks copied from')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['open', 'confirmed', 'dismissed'])), name='copy_proposal_state_is_known'), models.CheckConstraint(condition=models.Q(('why__in', ['date', 'credit', 'person', 'unknown'])), name='copy_proposal_why_is_known'), models.UniqueConstraint(django.db.models.functions.comparison.Least('article', 'original'), django.db.models.functions.comparison.Greatest('article', 'original'), name='copy_proposal_once_a_pair'), models.CheckConstraint(condition=models.Q(('article', models.F('original')), _negated=True), name='copy_proposal_of_two_articles'), models.CheckConstraint(condition=models.Q(('percent__lte', 100), ('percent_back__lte', 100)), name='copy_proposal_shares_at_most_all'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'dismissed'), _negated=True), ('reason__regex', '[^\\s\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]'), _connector='OR'), name='copy_proposal_dismissed_with_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='CopyProposalEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('why', models.CharField(choices=[('date', 'it was published earlier'), ('credit', 'the other names it'), ('person', 'somebody said so'), ('unknown', 'not known')], default='unknown', max_length=10, verbose_name='what says which is the original')),
                ('percent', models.PositiveSmallIntegerField(verbose_name='of its words, in per cent')),
                ('percent_back', models.PositiveSmallIntegerField(verbose_name="of the original's words, in per cent")),
                ('passages', models.PositiveIntegerField(verbose_name='shared passages')),
                ('state', models.CharField(choices=[('open', 'not looked at'), ('confirmed', 'a copy'), ('dismissed', 'not a copy')], default='open', max_length=10, verbose_name='state')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('article', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.article', verbose_name='article')),
                ('decided_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('original', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.article', verbose_name='looks copied from')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.copyproposal')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('correction', 'correction'), ('retraction', 'retraction')], help_text='What a retracted article says no longer counts.', max_length=20, verbose_name='kind')),
                ('published_on', models.DateField(blank=True, null=True, validators=[claims.models.typed.day], verbose_name='published on')),
                ('text', models.TextField(verbose_name='what it says')),
                ('url', models.URLField(blank=True, max_length=2000, validators=[claims.models.typed.web_address], verbose_name='address')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='claims.article', verbose_name='article')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['correction', 'retraction'])), name='correction_kind_is_known'), models.CheckConstraint(condition=models.Q(('text__regex', '[^\\s\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]')), name='correction_has_words')],
            },
        ),
        migrations.CreateModel(
            name='CorrectionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('correction', 'correction'), ('retraction', 'retraction')], help_text='What a retracted article says no longer counts.', max_length=20, verbose_name='kind')),
                ('published_on', models.DateField(blank=True, null=True, validators=[claims.models.typed.day], verbose_name='published on')),
                ('text', models.TextField(verbose_name='what it says')),
                ('url', models.URLField(blank=True, max_length=2000, validators=[claims.models.typed.web_address], verbose_name='address')),
                ('article', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.article', verbose_name='article')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.correction')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('corroborated', 'publish as corroborated'), ('caveat', 'publish with a caveat'), ('withhold', 'withhold'), ('not_checkable', 'not checkable'), ('sent_back', 'send back with a note')], max_length=20, verbose_name='decision')),
                ('reason', models.TextField(verbose_name='reason')),
                ('caveat', models.TextField(blank=True, verbose_name='caveat')),
                ('rating', models.CharField(blank=True, max_length=60, verbose_name='rating')),
                ('digest', models.CharField(editable=False, max_length=64)),
                ('assessment', models.JSONField(editable=False)),
                ('needs_sign_off', models.BooleanField(db_default=False, default=False, editable=False)),
                ('decided_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='decided at')),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='claims.claim', verbose_name='claim')),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to=settings.AUTH_USER_MODEL)),
                ('supersedes', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superseded_by', to='claims.decision')),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('outcome__in', [claims.vocabulary.Outcome['CORROBORATED'], claims.vocabulary.Outcome['CAVEAT'], claims.vocabulary.Outcome['WITHHOLD'], claims.vocabulary.Outcome['NOT_CHECKABLE'], claims.vocabulary.Outcome['SENT_BACK']])), name='decision_outcome_is_known'), models.CheckConstraint(condition=models.Q(('reason__regex', '[^\\s\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]')), name='decision_has_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'caveat'), _negated=True), ('caveat__regex', '[^\\s\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]'), _connector='OR'), name='decision_states_its_caveat')],
            },
        ),
        migrations.CreateModel(
            name='DecisionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('outcome', models.CharField(choices=[('corroborated', 'publish as corroborated'), ('caveat', 'publish with a caveat'), ('withhold', 'withhold'), ('not_checkable', 'not checkable'), ('sent_back', 'send back with a note')], max_length=20, verbose_name='decision')),
                ('reason', models.TextField(verbose_name='reason')),
                ('caveat', models.TextField(blank=True, verbose_name='caveat')),
                ('rating', models.CharField(blank=True, max_length=60, verbose_name='rating')),
                ('digest', models.CharField(editable=False, max_length=64)),
                ('needs_sign_off', models.BooleanField(db_default=False, default=False, editable=False)),
                ('decided_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='decided at')),
                ('claim', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.claim', verbose_name='claim')),
                ('decided_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.decision')),
                ('supersedes', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.decision')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Derivation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('wire_copy', 'wire copy'), ('rewrite', 'rewrite'), ('translation', 'translation')], max_length=20, verbose_name='how')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='derivations', to='claims.article', verbose_name='article')),
                ('based_on', models.ForeignKey(help_text='The article that this one copies, rewrites or translates. A copy adds no origin.', on_delete=django.db.models.deletion.PROTECT, related_name='derivatives', to='claims.article', verbose_name='derived from')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['wire_copy', 'rewrite', 'translation'])), name='derivation_kind_is_known'), models.UniqueConstraint(models.F('article'), models.F('based_on'), name='derivation_is_unique'), models.CheckConstraint(condition=models.Q(('article', models.F('based_on')), _negated=True), name='article_not_derived_from_itself')],
            },
        ),
        migrations.AddField(
            model_name='article',
            name='derived_from',
            field=models.ManyToManyField(related_name='copies', through='claims.Derivation', to='claims.article'),
        ),
        migrations.CreateModel(
            name='DerivationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('wire_copy', 'wire copy'), ('rewrite', 'rewrite'), ('translation', 'translation')], max_length=20, verbose_name='how')),
                ('article', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.article', verbose_name='article')),
                ('based_on', models.ForeignKey(db_constraint=False, help_text='The article that this one copies, rewrites or translates. A copy adds no origin.', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.article', verbose_name='derived from')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.derivation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DismissedSuggestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(verbose_name='words')),
                ('digest', models.CharField(editable=False, max_length=64)),
                ('dismissed_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='dismissed at')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dismissed', to='claims.article', verbose_name='article')),
                ('dismissed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dismissed by')),
            ],
            options={
                'ordering': ['-dismissed_at', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('words__regex', '[^\\s\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]')), name='dismissed_suggestion_has_words'), models.UniqueConstraint(models.F('article'), models.F('digest'), name='suggestion_is_dismissed_once')],
            },
        ),
        migrations.CreateModel(
            name='DismissedSuggestionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('words', models.TextField(verbose_name='words')),
                ('dismissed_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='dismissed at')),
                ('article', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.article', verbose_name='article')),
                ('dismissed_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dismissed by')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.dismissedsuggestion')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='text')),
                ('saved_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='saved at')),
                ('opened_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='last opened')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to=settings.AUTH_USER_MODEL)),
                ('readers', models.ManyToManyField(blank=True, related_name='drafts_to_read', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('text__regex', '[^\\s\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]')), name='draft_has_a_text')],
            },
        ),
        migrations.CreateModel(
            name='FeedToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(editable=False, max_length=64, unique=True)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='feed_token', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='FeedTokenEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.feedtoken')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Figure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('comparator', models.CharField(choices=[(claims.figures.figure.Comparator['EXACT'], 'exactly'), (claims.figures.figure.Comparator['ABOUT'], 'about'), (claims.figures.figure.Comparator['MORE_THAN'], 'more than'), (claims.figures.figure.Comparator['AT_LEAST'], 'at least'), (claims.figures.figure.Comparator['LESS_THAN'], 'less than'), (claims.figures.figure.Comparator['AT_MOST'], 'at most'), (claims.figures.figure.Comparator['RANGE'], 'between')], default=claims.figures.figure.Comparator['EXACT'], max_length=20, verbose_name='comparator')),
                ('value', models.DecimalField(decimal_places=6, max_digits=24, verbose_name='value')),
                ('upper', models.DecimalField(blank=True, decimal_places=6, help_text='The higher number of a range; “value” is the lower one.', max_digits=24, null=True, verbose_name='upper end')),
                ('unit', models.CharField(blank=True, help_text='Such as %, hours, arrests/day.', max_length=60, verbose_name='unit')),
                ('period', models.CharField(blank=True, max_length=100, verbose_name='period')),
                ('population', models.CharField(blank=True, help_text='Who or what was counted.', max_length=200, verbose_name='population')),
                ('kind', models.CharField(choices=[(claims.figures.figure.FigureKind['UNRECORDED'], 'unrecorded'), (claims.figures.figure.FigureKind['MEASURED'], 'measured'), (claims.figures.figure.FigureKind['ESTIMATED'], 'estimated'), (claims.figures.figure.FigureKind['MODELLED'], 'modelled'), (claims.figures.figure.FigureKind['ILLUSTRATIVE'], 'illustrative'), (claims.figures.figure.FigureKind['SELF_REPORTED'], 'self-reported')], default=claims.figures.figure.FigureKind['UNRECORDED'], help_text='How the figure came about. Leave unrecorded unless the article says.', max_length=20, verbose_name='kind')),
                ('compared_at', models.DateTimeField(editable=False, null=True)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='claims.claim', verbose_name='claim')),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(django.db.models.functions.text.Lower('unit'), name='figure_by_unit'), models.Index(condition=models.Q(('compared_at', None)), fields=['id'], name='figure_to_compare')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', [claims.figures.figure.FigureKind['UNRECORDED'], claims.figures.figure.FigureKind['MEASURED'], claims.figures.figure.FigureKind['ESTIMATED'], claims.figures.figure.FigureKind['MODELLED'], claims.figures.figure.FigureKind['ILLUSTRATIVE'], claims.figures.figure.FigureKind['SELF_REPORTED']])), name='figure_kind_is_known'), models.CheckConstraint(condition=models.Q(('comparator__in', [claims.figures.figure.Comparator['EXACT'], claims.figures.figure.Comparator['ABOUT'], claims.figures.figure.Comparator['MORE_THAN'], claims.figures.figure.Comparator['AT_LEAST'], claims.figures.figure.Comparator['LESS_THAN'], claims.figures.figure.Comparator['AT_MOST'], claims.figures.figure.Comparator['RANGE']])), name='figure_comparator_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('comparator', claims.figures.figure.Comparator['RANGE']), ('upper__gt', models.F('value')), ('upper__isnull', False)), models.Q(models.Q(('comparator', claims.figures.figure.Comparator['RANGE']), _negated=True), ('upper__isnull', True)), _connector='OR'), name='figure_range_has_two_ends')],
            },
        ),
        migrations.CreateModel(
            name='ComparisonEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('finding', models.CharField(blank=True, choices=[('other_period', 'other period'), ('other_population', 'other population'), ('other_definition', 'other definition'), ('revised', 'revised'), ('contradictory', 'truly contradictory'), ('unrecorded', 'unrecorded'), ('other_measure', 'not one measure')], max_length=20, verbose_name='why they differ')),
                ('note', models.TextField(blank=True, verbose_name='how one knows')),
                ('one_was', models.CharField(blank=True, editable=False, max_length=200)),
                ('other_was', models.CharField(blank=True, editable=False, max_length=200)),
                ('found_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='found at')),
                ('found_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='found by')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.comparison')),
                ('one', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.figure', verbose_name='figure')),
                ('other', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.figure', verbose_name='beside')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='comparison',
            name='one',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='claims.figure', verbose_name='figure'),
        ),
        migrations.AddField(
            model_name='comparison',
            name='other',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='claims.figure', verbose_name='beside'),
        ),
        migrations.CreateModel(
            name='Fingerprint',
            fields=[
                ('pk', models.CompositePrimaryKey('print', 'article_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('print', models.BigIntegerField()),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='fingerprints', to='claims.article')),
            ],
        ),
        migrations.CreateModel(
            name='Flag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(choices=[('single_origin', 'Single origin'), ('repeated_origin', 'One origin, repeated'), ('circular', 'Circular'), ('unconfirmed_independence', 'Independence not confirmed'), ('origin_not_captured', 'Origin not captured'), ('anonymous_only', 'Anonymous only'), ('self_interested_only', 'Self-interested only'), ('illustrative_figure', 'Illustrative figure'), ('conflicting_figures', 'Conflicting figures'), ('quote_changed', 'Quote changed'), ('quote_gone', 'Quote gone'), ('source_corrected', 'Article corrected'), ('source_retracted', 'Article retracted'), ('predates_event', 'Published before the event'), ('possible_copy', 'Possible copy'), ('decision_stale', 'Decision out of date')], max_length=30, verbose_name='flag')),
                ('explanation', models.TextField(verbose_name='why')),
                ('clears', models.TextField(verbose_name='what would clear it')),
                ('raised_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='raised at')),
                ('cleared_at', models.DateTimeField(blank=True, null=True, verbose_name='cleared at')),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='flags', to='claims.claim')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('code__in', [claims.vocabulary.FlagCode['SINGLE_ORIGIN'], claims.vocabulary.FlagCode['REPEATED_ORIGIN'], claims.vocabulary.FlagCode['CIRCULAR'], claims.vocabulary.FlagCode['UNCONFIRMED_INDEPENDENCE'], claims.vocabulary.FlagCode['ORIGIN_NOT_CAPTURED'], claims.vocabulary.FlagCode['ANONYMOUS_ONLY'], claims.vocabulary.FlagCode['SELF_INTERESTED_ONLY'], claims.vocabulary.FlagCode['ILLUSTRATIVE_FIGURE'], claims.vocabulary.FlagCode['CONFLICTING_FIGURES'], claims.vocabulary.FlagCode['QUOTE_CHANGED'], claims.vocabulary.FlagCode['QUOTE_GONE'], claims.vocabulary.FlagCode['SOURCE_CORRECTED'], claims.vocabulary.FlagCode['SOURCE_RETRACTED'], claims.vocabulary.FlagCode['PREDATES_EVENT'], claims.vocabulary.FlagCode['POSSIBLE_COPY'], claims.vocabulary.FlagCode['DECISION_STALE']])), name='flag_code_is_known'), models.UniqueConstraint(models.F('claim'), models.F('code'), condition=models.Q(('cleared_at', None)), name='flag_stands_once')],
            },
        ),
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(editable=False, unique=True)),
                ('file', models.FileField(blank=True, max_length=200, upload_to=claims.models.import_run.import_path, verbose_name='file')),
                ('filename', models.CharField(max_length=255, verbose_name='name of the file')),
                ('kind', models.CharField(blank=True, max_length=5)),
                ('header', models.JSONField(null=True)),
                ('state', models.CharField(choices=[('waiting', 'waiting to be checked'), ('checking', 'being checked'), ('checked', 'checked'), ('starting', 'waiting to be recorded'), ('running', 'being recorded'), ('done', 'recorded'), ('failed', 'failed')], default='waiting', max_length=10)),
                ('mode', models.CharField(blank=True, choices=[('all', 'all or nothing'), ('good', 'good rows only')], max_length=4)),
                ('rows', models.PositiveIntegerField(default=0)),
                ('at_row', models.PositiveIntegerField(default=0)),
                ('counts', models.JSONField(default=dict)),
                ('made', models.JSONField(default=dict)),
                ('notes', models.JSONField(default=list)),
                ('message', models.TextField(blank=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('finished_at', models.DateTimeField(null=True)),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='imports', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['asked_by', '-id'], name='import_by_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'checking', 'checked', 'starting', 'running', 'done', 'failed'])), name='import_state_is_known'), models.CheckConstraint(condition=models.Q(('mode__in', ['', 'all', 'good'])), name='import_mode_is_known')],
            },
        ),
        migrations.CreateModel(
            name='ImportRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('outcome', models.CharField(max_length=10)),
                ('cells', models.JSONField()),
                ('told', models.JSONField(default=list)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='found', to='claims.importrun')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('run'), models.F('outcome'), models.F('number'), name='import_row_is_found_once')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('key_digest', models.CharField(editable=False, max_length=64, unique=True)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='made at')),
                ('expires_at', models.DateTimeField(verbose_name='expires at')),
                ('accepted_at', models.DateTimeField(blank=True, null=True, verbose_name='accepted at')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='revoked at')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to=settings.AUTH_USER_MODEL)),
                ('role', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='auth.group')),
            ],
            options={
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), condition=models.Q(('accepted_at', None), ('revoked_at', None)), name='invitation_open_once'), models.CheckConstraint(condition=models.Q(('accepted_at', None), ('revoked_at', None), _connector='OR'), name='invitation_accepted_or_revoked')],
            },
        ),
        migrations.CreateModel(
            name='InvitationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='made at')),
                ('expires_at', models.DateTimeField(verbose_name='expires at')),
                ('accepted_at', models.DateTimeField(blank=True, null=True, verbose_name='accepted at')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='revoked at')),
                ('made_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.invitation')),
                ('role', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='auth.group')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Measure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='What is counted, in neutral words: “Assaults on city staff, change in a year”.', max_length=200, verbose_name='name')),
                ('unit', models.CharField(blank=True, max_length=60, verbose_name='unit')),
            ],
            options={
                'indexes': [models.Index(fields=['name', 'id'], name='measure_by_name')],
                'constraints': [models.CheckConstraint(condition=models.Q(('name__regex', '[^\\s\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]')), name='measure_has_a_name'), models.UniqueConstraint(django.db.models.functions.text.Lower('name'), django.db.models.functions.text.Lower('unit'), name='measure_is_named_once')],
            },
        ),
        migrations.CreateModel(
            name='FigureEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('comparator', models.CharField(choices=[(claims.figures.figure.Comparator['EXACT'], 'exactly'), (claims.figures.figure.Comparator['ABOUT'], 'about'), (claims.figures.figure.Comparator['MORE_THAN'], 'more than'), (claims.figures.figure.Comparator['AT_LEAST'], 'at least'), (claims.figures.figure.Comparator['LESS_THAN'], 'less than'), (claims.figures.figure.Comparator['AT_MOST'], 'at most'), (claims.figures.figure.Comparator['RANGE'], 'between')], default=claims.figures.figure.Comparator['EXACT'], max_length=20, verbose_name='comparator')),
                ('value', models.DecimalField(decimal_places=6, max_digits=24, verbose_name='value')),
                ('upper', models.DecimalField(blank=True, decimal_places=6, help_text='The higher number of a range; “value” is the lower one.', max_digits=24, null=True, verbose_name='upper end')),
                ('unit', models.CharField(blank=True, help_text='Such as %, hours, arrests/day.', max_length=60, verbose_name='unit')),
                ('period', models.CharField(blank=True, max_length=100, verbose_name='period')),
                ('population', models.CharField(blank=True, help_text='Who or what was counted.', max_length=200, verbose_name='population')),
                ('kind', models.CharField(choices=[(claims.figures.figure.FigureKind['UNRECORDED'], 'unrecorded'), (claims.figures.figure.FigureKind['MEASURED'], 'measured'), (claims.figures.figure.FigureKind['ESTIMATED'], 'estimated'), (claims.figures.figure.FigureKind['MODELLED'], 'modelled'), (claims.figures.figure.FigureKind['ILLUSTRATIVE'], 'illustrative'), (claims.figures.figure.FigureKind['SELF_REPORTED'], 'self-reported')], default=claims.figures.figure.FigureKind['UNRECORDED'], help_text='How the figure came about. Leave unrecorded unless the article says.', max_length=20, verbose_name='kind')),
                ('claim', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.claim', verbose_name='claim')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.figure')),
                ('measure', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.measure', verbose_name='measure')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='figure',
            name='measure',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='claims.measure', verbose_name='measure'),
        ),
        migrations.CreateModel(
            name='MeasureEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(help_text='What is counted, in neutral words: “Assaults on city staff, change in a year”.', max_length=200, verbose_name='name')),
                ('unit', models.CharField(blank=True, max_length=60, verbose_name='unit')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.measure')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='note')),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='written at')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='withdrawn at')),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='claims.claim', verbose_name='claim')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to=settings.AUTH_USER_MODEL, verbose_name='written by')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('text__regex', '[^\\s\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]')), name='note_has_words'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('text'), 5000), name='note_is_short')],
            },
        ),
        migrations.CreateModel(
            name='Mention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('told_at', models.DateTimeField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to=settings.AUTH_USER_MODEL)),
                ('note', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to='claims.note')),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(condition=models.Q(('told_at', None)), fields=['person'], name='mention_untold')],
                'constraints': [models.UniqueConstraint(models.F('note'), models.F('person'), name='mention_is_made_once')],
            },
        ),
        migrations.CreateModel(
            name='NoteEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('text', models.TextField(verbose_name='note')),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='written at')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='withdrawn at')),
                ('claim', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.claim', verbose_name='claim')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.note')),
                ('written_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written by')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OriginMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verdict', models.CharField(choices=[('independent', 'speaks from its own knowledge'), ('not_independent', 'does not speak from its own knowledge'), ('same_as', 'is the same origin as')], max_length=20, verbose_name='finding')),
                ('reason', models.TextField(help_text='What you know, and how you know it.', validators=[claims.models.typed.words], verbose_name='reason')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='marks', to='claims.claim', verbose_name='claim')),
                ('made_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason__regex', '[^\\s\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]')), name='mark_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='SavedFilter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('query', models.CharField(max_length=2000, verbose_name='filter')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_filters', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['name', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('query', ''), _negated=True)), name='saved_filter_has_name_and_query'), models.UniqueConstraint(models.F('owner'), models.F('name'), name='saved_filter_name_is_unique_for_its_owner')],
            },
        ),
        migrations.CreateModel(
            name='SavedFilterEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('query', models.CharField(max_length=2000, verbose_name='filter')),
                ('owner', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.savedfilter')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SignIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('signed_in', 'signed in'), ('signed_out', 'signed out'), ('failed', 'failed to sign in'), ('accepted', 'accepted an invitation'), ('password_changed', 'changed the password'), ('password_reset', 'set a new password by e-mail'), ('factor_added', 'added a second factor'), ('factor_removed', 'removed a second factor'), ('codes_made', 'made recovery codes'), ('email_changed', 'changed the e-mail address'), ('sessions_ended', 'ended sessions')], max_length=20)),
                ('detail', models.CharField(blank=True, max_length=100)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('network', models.CharField(blank=True, max_length=50)),
                ('browser', models.CharField(blank=True, max_length=60)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sign_ins', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['user', '-id'], name='sign_in_latest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['signed_in', 'signed_out', 'failed', 'accepted', 'password_changed', 'password_reset', 'factor_added', 'factor_removed', 'codes_made', 'email_changed', 'sessions_ended'])), name='sign_in_kind_is_known')],
            },
        ),
        migrations.CreateModel(
            name='SignOff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agrees', models.BooleanField(verbose_name='agrees')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('signed_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='signed at')),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='sign_off', to='claims.decision')),
                ('signed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('agrees', True), ('reason__regex', '[^\\s\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]'), _connector='OR'), name='sign_off_refused_with_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='SignOffEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('agrees', models.BooleanField(verbose_name='agrees')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('signed_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='signed at')),
                ('decision', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.decision')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.signoff')),
                ('signed_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SuggestionList',
            fields=[
                ('snapshot', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='suggestion_list', serialize=False, to='claims.snapshot')),
                ('ranking', models.CharField(max_length=64)),
                ('found', models.JSONField()),
            ],
        ),
        migrations.AddField(
            model_name='snapshot',
            name='article',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='snapshots', to='claims.article', verbose_name='article'),
        ),
        migrations.AddField(
            model_name='snapshot',
            name='captured_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='snapshot',
            name='revision_of',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='claims.snapshot'),
        ),
        migrations.CreateModel(
            name='CaptureResult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unchanged', models.BooleanField(default=False)),
                ('notes', models.TextField(blank=True)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='capture_results', to='claims.article')),
                ('capture', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='results', to='claims.capture')),
                ('snapshot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='capture_results', to='claims.snapshot')),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(fields=['article', '-id'], name='capture_result_latest')],
            },
        ),
        migrations.CreateModel(
            name='AppearanceEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('exact', models.TextField(help_text='The exact words, as they stand in the captured text.', verbose_name='quote')),
                ('prefix', models.CharField(blank=True, editable=False, max_length=32)),
                ('suffix', models.CharField(blank=True, editable=False, max_length=32)),
                ('start', models.PositiveIntegerField(editable=False)),
                ('end', models.PositiveIntegerField(editable=False)),
                ('stance', models.CharField(choices=[('asserts', 'asserts'), ('disputes', 'disputes'), ('mentions', 'mentions')], default=claims.vocabulary.Stance['ASSERTS'], max_length=10, verbose_name='stance')),
                ('basis', models.CharField(choices=[('attributed', 'attributed'), ('own_reporting', 'own reporting'), ('unattributed', 'unattributed'), ('illustrative', 'illustrative')], help_text='Attributed: the article says who said so (then record whom). Own reporting: its own people established it. Unattributed: it just says so. Illustrative: made up to show something.', max_length=20, verbose_name='basis')),
                ('self_interested', models.BooleanField(default=False, help_text="For words that are the publisher's own, such as a press release.", verbose_name='publisher speaks about itself')),
                ('quote', models.CharField(choices=[('identical', 'identical'), ('moved', 'moved'), ('reworded', 'reworded'), ('changed', 'changed'), ('gone', 'gone')], db_default='identical', default=claims.vocabulary.QuoteState['IDENTICAL'], editable=False, max_length=10, verbose_name='quote in the latest capture')),
                ('external_id', models.CharField(blank=True, db_default='', default='', editable=False, max_length=200, verbose_name='external id')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.appearance')),
                ('claim', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.claim', verbose_name='claim')),
                ('snapshot', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.snapshot', verbose_name='captured article')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='appearance',
            name='snapshot',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appearances', to='claims.snapshot', verbose_name='captured article'),
        ),
        migrations.CreateModel(
            name='Anchoring',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('identical', 'identical'), ('moved', 'moved'), ('reworded', 'reworded'), ('changed', 'changed'), ('gone', 'gone')], max_length=10, verbose_name='state')),
                ('start', models.PositiveIntegerField(null=True)),
                ('end', models.PositiveIntegerField(null=True)),
                ('score', models.FloatField()),
                ('differs', models.JSONField(default=list)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('appearance', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='anchorings', to='claims.appearance')),
                ('snapshot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='anchorings', to='claims.snapshot')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', [claims.vocabulary.QuoteState['IDENTICAL'], claims.vocabulary.QuoteState['MOVED'], claims.vocabulary.QuoteState['REWORDED'], claims.vocabulary.QuoteState['CHANGED'], claims.vocabulary.QuoteState['GONE']])), name='anchoring_state_is_known'), models.UniqueConstraint(models.F('appearance'), models.F('snapshot'), name='anchoring_is_made_once'), models.CheckConstraint(condition=models.Q(models.Q(('end', None), ('start', None), ('state', claims.vocabulary.QuoteState['GONE'])), models.Q(models.Q(('state', claims.vocabulary.QuoteState['GONE']), _negated=True), ('end__gt', models.F('start'))), _connector='OR'), name='anchoring_has_a_place_unless_gone')],
            },
        ),
        migrations.CreateModel(
            name='SnapshotEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256 of the bytes')),
                ('size', models.PositiveBigIntegerField(verbose_name='size in bytes')),
                ('media_type', models.CharField(max_length=100, verbose_name='media type')),
                ('text_sha256', models.CharField(max_length=64, verbose_name='SHA-256 of the text')),
                ('extent', models.CharField(choices=[('full', 'full text'), ('excerpt', 'excerpt')], max_length=10, verbose_name='extent')),
                ('method', models.CharField(choices=[('url', 'fetched from its address'), ('upload', 'uploaded as a file'), ('pasted', 'pasted as text')], max_length=10, verbose_name='captured how')),
                ('captured_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='captured at')),
                ('article', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.article', verbose_name='article')),
                ('captured_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.snapshot')),
                ('revision_of', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.snapshot')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='As a reader would say it: “The Atlantic”, “a former officer quoted by Hollywood Unlocked”. For somebody not named, say who they are said to be.', max_length=300, verbose_name='name')),
                ('kind', models.CharField(choices=[('outlet', 'outlet'), ('organisation', 'organisation'), ('person', 'person'), ('document', 'document'), ('dataset', 'dataset'), ('anonymous', 'anonymous'), ('unidentified', 'unidentified')], help_text='Anonymous and unidentified sources do not count as origins until an editor confirms them.', max_length=20, verbose_name='kind')),
                ('host', models.CharField(blank=True, help_text='For an outlet: the host name of its site, such as example.org. What is captured from there is filed under this source.', max_length=253, validators=[claims.models.typed.host], verbose_name='web host')),
                ('description', models.TextField(blank=True, verbose_name='description')),
                ('external_id', models.CharField(blank=True, max_length=200, verbose_name='external id')),
                ('merged_into', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.source', verbose_name='merged into')),
                ('owner', models.ForeignKey(blank=True, help_text='The source that owns or speaks through this one. Sources with one owner are a family and count once.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='owned', to='claims.source', verbose_name='belongs to')),
            ],
            options={
                'ordering': ['name', 'id'],
                'indexes': [models.Index(fields=['name', 'id'], name='source_by_name'), models.Index(django.db.models.functions.text.Lower('name'), name='source_by_lower_name'), django.contrib.postgres.indexes.GinIndex(fields=['name'], name='source_name_trigrams', opclasses=['gin_trgm_ops'])],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', [claims.vocabulary.SourceKind['OUTLET'], claims.vocabulary.SourceKind['ORGANISATION'], claims.vocabulary.SourceKind['PERSON'], claims.vocabulary.SourceKind['DOCUMENT'], claims.vocabulary.SourceKind['DATASET'], claims.vocabulary.SourceKind['ANONYMOUS'], claims.vocabulary.SourceKind['UNIDENTIFIED']])), name='source_kind_is_known'), models.CheckConstraint(condition=models.Q(('name__regex', '[^\\s\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]')), name='source_has_a_name'), models.CheckConstraint(condition=models.Q(('host', ''), models.Q(('host__regex', '^([a-z0-9_-]+(\\.[a-z0-9_-]+)*|[0-9a-f.]*:[0-9a-f:.]*)$'), models.Q(('host__regex', '^www\\.[^.]+\\.'), _negated=True)), _connector='OR'), name='source_host_is_plain'), models.UniqueConstraint(django.db.models.functions.text.Lower('name'), models.F('kind'), condition=models.Q(('kind__in', [claims.vocabulary.SourceKind['ANONYMOUS'], claims.vocabulary.SourceKind['UNIDENTIFIED']]), _negated=True), name='source_name_is_unique'), models.UniqueConstraint(models.F('host'), condition=models.Q(('host', ''), _negated=True), name='source_host_is_unique'), models.UniqueConstraint(models.F('external_id'), condition=models.Q(('external_id', ''), _negated=True), name='source_external_id_is_unique')],
            },
        ),
        migrations.CreateModel(
            name='OriginMarkEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('verdict', models.CharField(choices=[('independent', 'speaks from its own knowledge'), ('not_independent', 'does not speak from its own knowledge'), ('same_as', 'is the same origin as')], max_length=20, verbose_name='finding')),
                ('reason', models.TextField(help_text='What you know, and how you know it.', validators=[claims.models.typed.words], verbose_name='reason')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('claim', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.claim', verbose_name='claim')),
                ('made_by', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.originmark')),
                ('same_as', models.ForeignKey(blank=True, db_constraint=False, help_text='Only for “is the same origin as”.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.source', verbose_name='the same as')),
                ('source', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.source', verbose_name='source')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='originmark',
            name='same_as',
            field=models.ForeignKey(blank=True, help_text='Only for “is the same origin as”.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.source', verbose_name='the same as'),
        ),
        migrations.AddField(
            model_name='originmark',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='claims.source', verbose_name='source'),
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(verbose_name='reason')),
                ('merged_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='merged at')),
                ('changes', models.JSONField(default=list, editable=False)),
                ('assessed', models.JSONField(default=list, editable=False)),
                ('undone_at', models.DateTimeField(null=True, verbose_name='undone at')),
                ('undone_reason', models.TextField(blank=True, verbose_name='why it was undone')),
                ('gone_claim', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.claim')),
                ('kept_claim', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.claim')),
                ('merged_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('gone_source', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.source')),
                ('kept_source', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.source')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('gone_claim__isnull', False), ('gone_source', None), ('kept_claim__isnull', False), ('kept_source', None)), models.Q(('gone_claim', None), ('gone_source__isnull', False), ('kept_claim', None), ('kept_source__isnull', False)), _connector='OR'), name='merge_joins_two_of_a_kind'), models.CheckConstraint(condition=models.Q(models.Q(('kept_claim', models.F('gone_claim')), _negated=True), models.Q(('kept_source', models.F('gone_source')), _negated=True)), name='merge_joins_two'), models.CheckConstraint(condition=models.Q(('reason__regex', '[^\\s\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]')), name='merge_has_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('undone_at', None), ('undone_by', None), ('undone_reason', '')), models.Q(('undone_at__isnull', False), ('undone_by__isnull', False), ('undone_reason__regex', '[^\\s\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]')), _connector='OR'), name='merge_undone_with_a_reason'), models.UniqueConstraint(models.F('gone_claim'), condition=models.Q(('undone_at', None)), name='merge_of_a_claim_once'), models.UniqueConstraint(models.F('gone_source'), condition=models.Q(('undone_at', None)), name='merge_of_a_source_once')],
            },
        ),
        migrations.CreateModel(
            name='CaptureRequestEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('url', models.URLField(blank=True, max_length=2000, verbose_name='address')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='asked at')),
                ('cleared_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='cleared at')),
                ('asked_by', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('cleared_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.article', verbose_name='cleared by')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.capturerequest')),
                ('taken_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('claim', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.claim', verbose_name='claim')),
                ('source', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.source', verbose_name='source')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='capturerequest',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='capture_requests', to='claims.source', verbose_name='source'),
        ),
        migrations.CreateModel(
            name='AttributionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('self_interested', models.BooleanField(default=False, help_text='A party speaking about itself does not count until an editor confirms it.', verbose_name='speaks about itself')),
                ('appearance', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.appearance', verbose_name='appearance')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.attribution')),
                ('via', models.ForeignKey(blank=True, db_constraint=False, help_text='The attribution that passed these words on, if the article had them from there.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.attribution', verbose_name='passed on by')),
                ('source', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.source', verbose_name='who said so')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='attribution',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attributions', to='claims.source', verbose_name='who said so'),
        ),
        migrations.CreateModel(
            name='ArticleEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('title', models.CharField(blank=True, help_text='As published. Leave it empty if it is not known: it is never made up.', max_length=500, verbose_name='title')),
                ('url', models.URLField(blank=True, max_length=2000, validators=[claims.models.typed.web_address], verbose_name='address')),
                ('byline', models.CharField(blank=True, max_length=300, verbose_name='byline')),
                ('published_on', models.DateField(blank=True, null=True, validators=[claims.models.typed.day], verbose_name='published on')),
                ('language', models.CharField(blank=True, help_text='A tag such as en or pt-BR.', max_length=35, validators=[claims.models.typed.language], verbose_name='language')),
                ('external_id', models.CharField(blank=True, max_length=200, verbose_name='external id')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.article')),
                ('publisher', models.ForeignKey(db_constraint=False, help_text='Not known? Use a source of kind unidentified, one for each article.', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.source', verbose_name='publisher')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['publisher', '-pgh_created_at', 'pgh_id'], name='articleevent_of_publisher'), models.Index(condition=models.Q(('pgh_label', 'update')), fields=['pgh_obj'], name='articleevent_updates')],
            },
        ),
        migrations.AddField(
            model_name='article',
            name='publisher',
            field=models.ForeignKey(help_text='Not known? Use a source of kind unidentified, one for each article.', on_delete=django.db.models.deletion.PROTECT, related_name='articles', to='claims.source', verbose_name='publisher'),
        ),
        migrations.CreateModel(
            name='SourceEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(help_text='As a reader would say it: “The Atlantic”, “a former officer quoted by Hollywood Unlocked”. For somebody not named, say who they are said to be.', max_length=300, verbose_name='name')),
                ('kind', models.CharField(choices=[('outlet', 'outlet'), ('organisation', 'organisation'), ('person', 'person'), ('document', 'document'), ('dataset', 'dataset'), ('anonymous', 'anonymous'), ('unidentified', 'unidentified')], help_text='Anonymous and unidentified sources do not count as origins until an editor confirms them.', max_length=20, verbose_name='kind')),
                ('host', models.CharField(blank=True, help_text='For an outlet: the host name of its site, such as example.org. What is captured from there is filed under this source.', max_length=253, validators=[claims.models.typed.host], verbose_name='web host')),
                ('description', models.TextField(blank=True, verbose_name='description')),
                ('external_id', models.CharField(blank=True, max_length=200, verbose_name='external id')),
                ('merged_into', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.source', verbose_name='merged into')),
                ('owner', models.ForeignKey(blank=True, db_constraint=False, help_text='The source that owns or speaks through this one. Sources with one owner are a family and count once.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.source', verbose_name='belongs to')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.source')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, unique=True, verbose_name='name')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('name__regex', '[^\\s\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]')), name='topic_has_a_name')],
            },
        ),
        migrations.CreateModel(
            name='ClaimTopicEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('claim', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.claim')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('topic', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.topic')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='claim',
            name='topics',
            field=models.ManyToManyField(blank=True, related_name='claims', to='claims.topic', verbose_name='topics'),
        ),
        migrations.CreateModel(
            name='TopicEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.topic')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='UserEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('digest', models.BooleanField(db_default=True, default=True, help_text='Of what is assigned, went stale, or names them.', verbose_name='daily mail')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='UserGroupEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('group', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='auth.group')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('user', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='UserPermissionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('permission', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='auth.permission')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('user', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Webhook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=2000, verbose_name='address')),
                ('told_of', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('claim.status_changed', 'The status of a claim changed'), ('decision.stale', 'A decision went out of date'), ('claim.published', 'A claim was published'), ('claim.withdrawn', 'A claim is no longer published')], max_length=40), size=None, verbose_name='is told of')),
                ('published_only', models.BooleanField(default=True, verbose_name='published claims only')),
                ('active', models.BooleanField(default=True, verbose_name='active')),
                ('stopped_because', models.TextField(blank=True, default='', verbose_name='stopped because')),
                ('failing_since', models.DateTimeField(blank=True, editable=False, null=True)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='made at')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='webhooks', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('told_of__contained_by', ['claim.status_changed', 'decision.stale', 'claim.published', 'claim.withdrawn']), ('told_of__len__gt', 0)), name='webhook_events_are_known')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('message', models.CharField(max_length=40)),
                ('event', models.CharField(max_length=40, verbose_name='event')),
                ('body', models.TextField()),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('delivered', 'delivered'), ('failed', 'failed')], default='waiting', max_length=10)),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='tries')),
                ('next_at', models.DateTimeField(null=True)),
                ('tried_at', models.DateTimeField(null=True)),
                ('status_code', models.PositiveSmallIntegerField(null=True)),
                ('answer', models.TextField(blank=True, default='')),
                ('duration', models.PositiveIntegerField(null=True)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('webhook', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='claims.webhook')),
            ],
            options={
                'indexes': [models.Index(fields=['webhook', '-id'], name='delivery_by_webhook'), models.Index(condition=models.Q(('next_at__isnull', False)), fields=['next_at', 'id'], name='delivery_by_next_attempt'), models.Index(fields=['made_at'], name='delivery_by_age')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'delivered', 'failed'])), name='delivery_state_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('next_at__isnull', False), ('state', 'waiting')), models.Q(models.Q(('state', 'waiting'), _negated=True), ('next_at', None)), _connector='OR'), name='delivery_waits_for_a_moment')],
            },
        ),
        migrations.CreateModel(
            name='WebhookEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('address', models.CharField(max_length=2000, verbose_name='address')),
                ('told_of', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('claim.status_changed', 'The status of a claim changed'), ('decision.stale', 'A decision went out of date'), ('claim.published', 'A claim was published'), ('claim.withdrawn', 'A claim is no longer published')], max_length=40), size=None, verbose_name='is told of')),
                ('published_only', models.BooleanField(default=True, verbose_name='published claims only')),
                ('active', models.BooleanField(default=True, verbose_name='active')),
                ('stopped_because', models.TextField(blank=True, default='', verbose_name='stopped because')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='made at')),
                ('made_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.webhook')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='WebhookSecret',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sealed', models.TextField(editable=False)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('expires_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('webhook', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='secrets', to='claims.webhook')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('webhook'), condition=models.Q(('expires_at', None)), name='webhook_has_one_current_secret')],
            },
        ),
        migrations.CreateModel(
            name='WebhookSecretEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('expires_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.webhooksecret')),
                ('webhook', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.webhook')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='UserGroup',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('claims.user_groups',),
        ),
        migrations.CreateModel(
            name='UserPermission',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('claims.user_user_permissions',),
        ),
        migrations.AddField(
            model_name='copycheck',
            name='snapshot',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.snapshot'),
        ),
        migrations.AddConstraint(
            model_name='comparison',
            constraint=models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='comparison_of_two'),
        ),
        migrations.AddConstraint(
            model_name='comparison',
            constraint=models.UniqueConstraint(models.F('one'), models.F('other'), name='comparison_is_made_once'),
        ),
        migrations.AddIndex(
            model_name='snapshot',
            index=models.Index(fields=['article', '-captured_at', '-id'], name='snapshot_latest'),
        ),
        migrations.AddIndex(
            model_name='appearance',
            index=models.Index(fields=['snapshot', 'start'], name='appearance_in_text'),
        ),
        migrations.AddConstraint(
            model_name='appearance',
            constraint=models.UniqueConstraint(models.F('claim'), models.F('snapshot'), models.F('start'), models.F('end'), name='appearance_is_recorded_once'),
        ),
        migrations.AddConstraint(
            model_name='originmark',
            constraint=models.CheckConstraint(condition=models.Q(('verdict__in', [claims.vocabulary.Verdict['INDEPENDENT'], claims.vocabulary.Verdict['NOT_INDEPENDENT'], claims.vocabulary.Verdict['SAME_AS']])), name='mark_verdict_is_known'),
        ),
        migrations.AddConstraint(
            model_name='originmark',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('same_as__isnull', False), ('verdict', claims.vocabulary.Verdict['SAME_AS'])), models.Q(models.Q(('verdict', claims.vocabulary.Verdict['SAME_AS']), _negated=True), ('same_as__isnull', True)), _connector='OR'), name='mark_names_the_same_source'),
        ),
        migrations.AddConstraint(
            model_name='originmark',
            constraint=models.CheckConstraint(condition=models.Q(('same_as', models.F('source')), _negated=True), name='mark_names_another_source'),
        ),
        migrations.AddConstraint(
            model_name='originmark',
            constraint=models.UniqueConstraint(models.F('claim'), models.F('source'), condition=models.Q(('verdict', claims.vocabulary.Verdict['SAME_AS']), _negated=True), name='mark_finds_once'),
        ),
        migrations.AddConstraint(
            model_name='originmark',
            constraint=models.UniqueConstraint(models.F('claim'), models.F('source'), models.F('same_as'), condition=models.Q(('verdict', claims.vocabulary.Verdict['SAME_AS'])), name='mark_joins_once'),
        ),
        migrations.AddConstraint(
            model_name='capturerequest',
            constraint=models.UniqueConstraint(models.F('claim'), models.F('source'), condition=models.Q(('cleared_at', None)), name='capture_request_asks_once'),
        ),
        migrations.AddConstraint(
            model_name='attribution',
            constraint=models.UniqueConstraint(models.F('appearance'), models.F('source'), models.F('via'), name='attribution_is_recorded_once', nulls_distinct=False),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(fields=['publisher', '-id'], name='article_by_publisher'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(condition=models.Q(('merged_into', None)), fields=['status', '-id'], name='claim_by_status'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(models.OrderBy(models.F('first_published_on'), descending=True, nulls_last=True), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('merged_into', None)), name='claim_by_first_published'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(condition=models.Q(('merged_into', None)), fields=['-article_count', '-id'], name='claim_by_articles'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(condition=models.Q(('assignee__isnull', False)), fields=['assignee', '-urgency', 'waits_since', 'id'], name='claim_by_assignee'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(condition=models.Q(('merged_into', None)), fields=['state', '-id'], name='claim_by_state'),
        ),
        migrations.CreateModel(
            name='ClaimTopic',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('claims.claim_topics',),
        ),
        Trigger(
            model_name='measure',
            trigger=pgtrigger.compiler.Trigger(name='measure_keeps_its_unit', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='fa7657242804bec13c05a819fd2002b8c299777d', operation='UPDATE OF "unit"', pgid='pgtrigger_measure_keeps_its_unit_28b07', table='claims_measure', when='BEFORE')),
        ),
        Trigger(
            model_name='measure',
            trigger=pgtrigger.compiler.Trigger(name='measure_touches_claims', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_touch_by_measure()', func='RETURN NULL;', hash='52a46f3f9c3a35832deebae8f5859f48c29a9766', operation='UPDATE OF "name"', pgid='pgtrigger_measure_touches_claims_06c24', table='claims_measure', when='AFTER')),
        ),
        Trigger(
            model_name='measure',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_measureevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit") VALUES (NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."unit"); RETURN NULL;', hash='7300a68496acc9c9e6a47d2b92b4462fd4f772ae', operation='INSERT', pgid='pgtrigger_insert_insert_fe873', table='claims_measure', when='AFTER')),
        ),
        Trigger(
            model_name='measure',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_measureevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit") VALUES (NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."unit"); RETURN NULL;', hash='fc59e6c02a4f4a6ddf9e16557eb142bd530f8260', operation='UPDATE', pgid='pgtrigger_update_update_00293', table='claims_measure', when='AFTER')),
        ),
        Trigger(
            model_name='measure',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_measureevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit") VALUES (OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."unit"); RETURN NULL;', hash='f86eb1fb038ea00f64e450e15d0eb68b06376366', operation='DELETE', pgid='pgtrigger_delete_delete_d8b77', table='claims_measure', when='AFTER')),
        ),
        Trigger(
            model_name='topic',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_topicevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='c6edc9e24fefec460476e2869784c596c2c8f54d', operation='INSERT', pgid='pgtrigger_insert_insert_5f998', table='claims_topic', when='AFTER')),
        ),
        Trigger(
            model_name='topic',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_topicevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='6e1dd11b3d9b6d6dd454bede5245c284552f8b94', operation='UPDATE', pgid='pgtrigger_update_update_010ac', table='claims_topic', when='AFTER')),
        ),
        Trigger(
            model_name='topic',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_topicevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='886c6cd42cc83855ad408fb6ff5c20fc25fe7b55', operation='DELETE', pgid='pgtrigger_delete_delete_a32b8', table='claims_topic', when='AFTER')),
        ),
        Trigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_userevent" ("date_joined", "digest", "email", "first_name", "id", "is_active", "is_staff", "is_superuser", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "username") VALUES (NEW."date_joined", NEW."digest", NEW."email", NEW."first_name", NEW."id", NEW."is_active", NEW."is_staff", NEW."is_superuser", NEW."last_name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."username"); RETURN NULL;', hash='13e0843568af4653866571ef62f71e16fe57e1be', operation='INSERT', pgid='pgtrigger_insert_insert_822fa', table='claims_user', when='AFTER')),
        ),
        Trigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."date_joined" IS DISTINCT FROM (NEW."date_joined") OR OLD."digest" IS DISTINCT FROM (NEW."digest") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."first_name" IS DISTINCT FROM (NEW."first_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_staff" IS DISTINCT FROM (NEW."is_staff") OR OLD."is_superuser" IS DISTINCT FROM (NEW."is_superuser") OR OLD."last_name" IS DISTINCT FROM (NEW."last_name") OR OLD."username" IS DISTINCT FROM (NEW."username"))', func='INSERT INTO "claims_userevent" ("date_joined", "digest", "email", "first_name", "id", "is_active", "is_staff", "is_superuser", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "username") VALUES (NEW."date_joined", NEW."digest", NEW."email", NEW."first_name", NEW."id", NEW."is_active", NEW."is_staff", NEW."is_superuser", NEW."last_name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."username"); RETURN NULL;', hash='e9852f00c1d095c90d59727098c5a0ce0eb8610a', operation='UPDATE', pgid='pgtrigger_update_update_955a1', table='claims_user', when='AFTER')),
        ),
        Trigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_userevent" ("date_joined", "digest", "email", "first_name", "id", "is_active", "is_staff", "is_superuser", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "username") VALUES (OLD."date_joined", OLD."digest", OLD."email", OLD."first_name", OLD."id", OLD."is_active", OLD."is_staff", OLD."is_superuser", OLD."last_name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."username"); RETURN NULL;', hash='6cfd034ac12cb4ee77dbf0367285b07c19f727b7', operation='DELETE', pgid='pgtrigger_delete_delete_b8837', table='claims_user', when='AFTER')),
        ),
        Trigger(
            model_name='apitoken',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_apitokenevent" ("expires_at", "id", "made_at", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "revoked_at", "scopes") VALUES (NEW."expires_at", NEW."id", NEW."made_at", NEW."name", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."prefix", NEW."revoked_at", NEW."scopes"); RETURN NULL;', hash='ac6daeb1017779eb0fdba34e9fe013a6671a5a7e', operation='INSERT', pgid='pgtrigger_insert_insert_d27b8', table='claims_apitoken', when='AFTER')),
        ),
        Trigger(
            model_name='apitoken',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."prefix" IS DISTINCT FROM (NEW."prefix") OR OLD."revoked_at" IS DISTINCT FROM (NEW."revoked_at") OR OLD."scopes" IS DISTINCT FROM (NEW."scopes"))', func='INSERT INTO "claims_apitokenevent" ("expires_at", "id", "made_at", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "revoked_at", "scopes") VALUES (NEW."expires_at", NEW."id", NEW."made_at", NEW."name", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."prefix", NEW."revoked_at", NEW."scopes"); RETURN NULL;', hash='b9b37535df6b73a6fe943c85c928505c42edca82', operation='UPDATE', pgid='pgtrigger_update_update_ffdf6', table='claims_apitoken', when='AFTER')),
        ),
        Trigger(
            model_name='apitoken',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_apitokenevent" ("expires_at", "id", "made_at", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "revoked_at", "scopes") VALUES (OLD."expires_at", OLD."id", OLD."made_at", OLD."name", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."prefix", OLD."revoked_at", OLD."scopes"); RETURN NULL;', hash='72822552b94ece47a5e9d88d15b11646a1a7426f', operation='DELETE', pgid='pgtrigger_delete_delete_24bc4', table='claims_apitoken', when='AFTER')),
        ),
        Trigger(
            model_name='apitokenevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='1aa21b73ece4312b57d55981743e1284e039a8ba', operation='UPDATE OR DELETE', pgid='pgtrigger_event_never_changes_200b7', table='claims_apitokenevent', when='BEFORE')),
        ),
        Trigger(
            model_name='apitokenevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='d1c01b2b5140f44593c011f5233bbb23301c151e', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_event_never_emptied_22656', table='claims_apitokenevent', when='BEFORE')),
        ),
        Trigger(
            model_name='claimevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='c4bc3239dab1ac5764db0e4c7797ab229731a988', operation='UPDATE OR DELETE', pgid='pgtrigger_event_never_changes_e3ba0', table='claims_claimevent', when='BEFORE')),
        ),
        Trigger(
            model_name='claimevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='d06bec951c77167db7aec484ad4aaf25053442c5', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_event_never_emptied_56a86', table='claims_claimevent', when='BEFORE')),
        ),
        Trigger(
            model_name='copyproposal',
            trigger=pgtrigger.compiler.Trigger(name='copy_proposal_touches_claims', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_touch_by_copy_proposal()', func='RETURN NULL;', hash='04266e0e4b05ba22068b5ff4c9dec2738a0f90e6', operation='INSERT OR DELETE OR UPDATE OF "state", "article_id", "original_id", "why"', pgid='pgtrigger_copy_proposal_touches_claims_1cba7', table='claims_copyproposal', when='AFTER')),
        ),
        Trigger(
            model_name='copyproposal',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_copyproposalevent" ("article_id", "decided_by_id", "id", "original_id", "passages", "percent", "percent_back", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "why") VALUES (NEW."article_id", NEW."decided_by_id", NEW."id", NEW."original_id", NEW."passages", NEW."percent", NEW."percent_back", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."state", NEW."why"); RETURN NULL;', hash='7d9e0cd1f69db8e2b40c63a73288d645edb048ba', operation='INSERT', pgid='pgtrigger_insert_insert_15f69', table='claims_copyproposal', when='AFTER')),
        ),
        Trigger(
            model_name='copyproposal',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."article_id" IS DISTINCT FROM (NEW."article_id") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."original_id" IS DISTINCT FROM (NEW."original_id") OR OLD."passages" IS DISTINCT FROM (NEW."passages") OR OLD."percent" IS DISTINCT FROM (NEW."percent") OR OLD."percent_back" IS DISTINCT FROM (NEW."percent_back") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."why" IS DISTINCT FROM (NEW."why"))', func='INSERT INTO "claims_copyproposalevent" ("article_id", "decided_by_id", "id", "original_id", "passages", "percent", "percent_back", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "why") VALUES (NEW."article_id", NEW."decided_by_id", NEW."id", NEW."original_id", NEW."passages", NEW."percent", NEW."percent_back", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."state", NEW."why"); RETURN NULL;', hash='822b4be3ae9105576fc13a854a37e77c29b1f989', operation='UPDATE', pgid='pgtrigger_update_update_5bf32', table='claims_copyproposal', when='AFTER')),
        ),
        Trigger(
            model_name='copyproposal',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_copyproposalevent" ("article_id", "decided_by_id", "id", "original_id", "passages", "percent", "percent_back", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "why") VALUES (OLD."article_id", OLD."decided_by_id", OLD."id", OLD."original_id", OLD."passages", OLD."percent", OLD."percent_back", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."state", OLD."why"); RETURN NULL;', hash='70156c474133159943c11da07b79694922eddde1', operation='DELETE', pgid='pgtrigger_delete_delete_1d9b6', table='claims_copyproposal', when='AFTER')),
        ),
        Trigger(
            model_name='copyproposalevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='200b6d67e647e452a49d646084d39baef645f197', operation='UPDATE OR DELETE', pgid='pgtrigger_event_never_changes_ad563', table='claims_copyproposalevent', when='BEFORE')),
        ),
        Trigger(
            model_name='copyproposalevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='96539d834e2333cde4062b46210ec4d853c7f5e0', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_event_never_emptied_e51e2', table='claims_copyproposalevent', when='BEFORE')),
        ),
        Trigger(
            model_name='correction',
            trigger=pgtrigger.compiler.Trigger(name='correction_touches_claims', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_touch_by_correction()', func='RETURN NULL;', hash='9e0ea9abddcc0ae70a613abe896ae78b0c6c10ed', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_correction_touches_claims_7f81d', table='claims_correction', when='AFTER')),
        ),
        Trigger(
            model_name='correction',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_correctionevent" ("article_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "text", "url") VALUES (NEW."article_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_on", NEW."text", NEW."url"); RETURN NULL;', hash='451065dfecf0c254658d1bd1ca00b63a27f79e1f', operation='INSERT', pgid='pgtrigger_insert_insert_f2c24', table='claims_correction', when='AFTER')),
        ),
        Trigger(
            model_name='correction',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_correctionevent" ("article_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "text", "url") VALUES (NEW."article_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_on", NEW."text", NEW."url"); RETURN NULL;', hash='1e23ddf81991f27b34a5091fa4076795d4029f37', operation='UPDATE', pgid='pgtrigger_update_update_e23e3', table='claims_correction', when='AFTER')),
        ),
        Trigger(
            model_name='correction',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_correctionevent" ("article_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "text", "url") VALUES (OLD."article_id", OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_on", OLD."text", OLD."url"); RETURN NULL;', hash='fffc8cb9b44f9cdba198ae1465c7aa64301c7bfe', operation='DELETE', pgid='pgtrigger_delete_delete_b6d31', table='claims_correction', when='AFTER')),
        ),
        Trigger(
            model_name='correctionevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='4bb6c2466f8e4587ed24bd6594bedf8678fed1ae', operation='UPDATE OR DELETE', pgid='pgtrigger_event_never_changes_aafe2', table='claims_correctionevent', when='BEFORE')),
        ),
        Trigger(
            model_name='correctionevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='bbcf280ac8010638255323bbe88be199063f872a', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_event_never_emptied_0d4e2', table='claims_correctionevent', when='BEFORE')),
        ),
        Trigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='decision_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='5284c83a9ed3c9e7a2a541176367d5ff7822bce6', operation='UPDATE OR DELETE', pgid='pgtrigger_decision_never_changes_0c12d', table='claims_decision', when='BEFORE')),
        ),
        Trigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='decision_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='6ec6284e290718cc012a08efe0ec9f2117a1375c', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_decision_never_emptied_8f6f0', table='claims_decision', when='BEFORE')),
        ),
        Trigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='decision_touches_claims', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_touch_by_own_claim()', func='RETURN NULL;', hash='bc2649872858457b23d0fb6084c6646f87028ea5', operation='INSERT', pgid='pgtrigger_decision_touches_claims_a2a0f', table='claims_decision', when='AFTER')),
        ),
        Trigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_decisionevent" ("caveat", "claim_id", "decided_at", "decided_by_id", "digest", "id", "needs_sign_off", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating", "reason", "supersedes_id") VALUES (NEW."caveat", NEW."claim_id", NEW."decided_at", NEW."decided_by_id", NEW."digest", NEW."id", NEW."needs_sign_off", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rating", NEW."reason", NEW."supersedes_id"); RETURN NULL;', hash='b6c816c111c862169a09b2ce35c2d5bbffdd2675', operation='INSERT', pgid='pgtrigger_insert_insert_1f692', table='claims_decision', when='AFTER')),
        ),
        Trigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."caveat" IS DISTINCT FROM (NEW."caveat") OR OLD."claim_id" IS DISTINCT FROM (NEW."claim_id") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."digest" IS DISTINCT FROM (NEW."digest") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."needs_sign_off" IS DISTINCT FROM (NEW."needs_sign_off") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."rating" IS DISTINCT FROM (NEW."rating") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."supersedes_id" IS DISTINCT FROM (NEW."supersedes_id"))', func='INSERT INTO "claims_decisionevent" ("caveat", "claim_id", "decided_at", "decided_by_id", "digest", "id", "needs_sign_off", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating", "reason", "supersedes_id") VALUES (NEW."caveat", NEW."claim_id", NEW."decided_at", NEW."decided_by_id", NEW."digest", NEW."id", NEW."needs_sign_off", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rating", NEW."reason", NEW."supersedes_id"); RETURN NULL;', hash='b031f3057810f096de3a78b642b45a39a9193824', operation='UPDATE', pgid='pgtrigger_update_update_f687d', table='claims_decision', when='AFTER')),
        ),
        Trigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_decisionevent" ("caveat", "claim_id", "decided_at", "decided_by_id", "digest", "id", "needs_sign_off", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating", "reason", "supersedes_id") VALUES (OLD."caveat", OLD."claim_id", OLD."decided_at", OLD."decided_by_id", OLD."digest", OLD."id", OLD."needs_sign_off", OLD."outcome", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rating", OLD."reason", OLD."supersedes_id"); RETURN NULL;', hash='f2873c241826088db65686d0f43b70def5f3e179', operation='DELETE', pgid='pgtrigger_delete_delete_81c26', table='claims_decision', when='AFTER')),
        ),
        Trigger(
            model_name='decisionevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='1761c515b49bf51bb4d707c769787bbb6495672e', operation='UPDATE OR DELETE', pgid='pgtrigger_event_never_changes_c743b', table='claims_decisionevent', when='BEFORE')),
        ),
        Trigger(
            model_name='decisionevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='b6d7f15becc7e82986ed6165cee365c08c0fcd7f', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_event_never_emptied_321ff', table='claims_decisionevent', when='BEFORE')),
        ),
        Trigger(
            model_name='derivation',
            trigger=pgtrigger.compiler.Trigger(name='derivation_touches_claims', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_touch_by_derivation()', func='RETURN NULL;', hash='79512f63935c6e87beeb8bca69a1082b125fbdd2', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_derivation_touches_claims_65726', table='claims_derivation', when='AFTER')),
        ),
        Trigger(
            model_name='derivation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_derivationevent" ("article_id", "based_on_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."article_id", NEW."based_on_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='64e01284b8a254715bda662e795a53b24ea81e74', operation='INSERT', pgid='pgtrigger_insert_insert_ebcd3', table='claims_derivation', when='AFTER')),
        ),
        Trigger(
            model_name='derivation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_derivationevent" ("article_id", "based_on_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."article_id", NEW."based_on_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='68baccf34d005b13930b0578beb26a134647b21a', operation='UPDATE', pgid='pgtrigger_update_update_67418', table='claims_derivation', when='AFTER')),
        ),
        Trigger(
            model_name='derivation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_derivationevent" ("article_id", "based_on_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."article_id", OLD."based_on_id", OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='72bbdec18c2e006dffb8501d8f3c5fca0d5e7ab5', operation='DELETE', pgid='pgtrigger_delete_delete_db6e9', table='claims_derivation', when='AFTER')),
        ),
        Trigger(
            model_name='derivationevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='582444333c2829f1d6013ed22fbe4781d3368430', operation='UPDATE OR DELETE', pgid='pgtrigger_event_never_changes_74755', table='claims_derivationevent', when='BEFORE')),
        ),
        Trigger(
            model_name='derivationevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='25ee8cf55d609015448b208af9a86628838f4d18', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_event_never_emptied_d2adb', table='claims_derivationevent', when='BEFORE')),
        ),
        Trigger(
            model_name='dismissedsuggestion',
            trigger=pgtrigger.compiler.Trigger(name='dismissed_suggestion_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='52dfabd6c2064ddc7e7fbf052ac2cba5e011f035', operation='UPDATE OF "article_id", "words", "digest", "dismissed_by_id"', pgid='pgtrigger_dismissed_suggestion_never_changes_37e87', table='claims_dismissedsuggestion', when='BEFORE')),
        ),
        Trigger(
            model_name='dismissedsuggestion',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_dismissedsuggestionevent" ("article_id", "dismissed_at", "dismissed_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "words") VALUES (NEW."article_id", NEW."dismissed_at", NEW."dismissed_by_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."words"); RETURN NULL;', hash='c1eb179174563cd23ecaa725870857829cce827c', operation='INSERT', pgid='pgtrigger_insert_insert_22718', table='claims_dismissedsuggestion', when='AFTER')),
        ),
        Trigger(
            model_name='dismissedsuggestion',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."article_id" IS DISTINCT FROM (NEW."article_id") OR OLD."dismissed_at" IS DISTINCT FROM (NEW."dismissed_at") OR OLD."dismissed_by_id" IS DISTINCT FROM (NEW."dismissed_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."words" IS DISTINCT FROM (NEW."words"))', func='INSERT INTO "claims_dismissedsuggestionevent" ("article_id", "dismissed_at", "dismissed_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "words") VALUES (NEW."article_id", NEW."dismissed_at", NEW."dismissed_by_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."words"); RETURN NULL;', hash='05501ff88668c88ca1785394f84c6f19275577f5', operation='UPDATE', pgid='pgtrigger_update_update_861fa', table='claims_dismissedsuggestion', when='AFTER')),
        ),
        Trigger(
            model_name='dismissedsuggestion',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_dismissedsuggestionevent" ("article_id", "dismissed_at", "dismissed_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "words") VALUES (OLD."article_id", OLD."dismissed_at", OLD."dismissed_by_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."words"); RETURN NULL;', hash='5ef797cb1bc208f4d9dfd1fa1555884a2f0582d6', operation='DELETE', pgid='pgtrigger_delete_delete_20b22', table='claims_dismissedsuggestion', when='AFTER')),
        ),
        Trigger(
            model_name='dismissedsuggestionevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='78158d78812cd8c3219749125b8f94ca52b58eaa', operation='UPDATE OR DELETE', pgid='pgtrigger_event_never_changes_90793', table='claims_dismissedsuggestionevent', when='BEFORE')),
        ),
        Trigger(
            model_name='dismissedsuggestionevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='28a60c6be6fd2f9344ca9cc1baba0d9989a0a5dc', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_event_never_emptied_3b80e', table='claims_dismissedsuggestionevent', when='BEFORE')),
        ),
        Trigger(
            model_name='feedtoken',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_feedtokenevent" ("id", "made_at", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."made_at", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='a7007f306eecb2b2a4be20e8684607de0704946b', operation='INSERT', pgid='pgtrigger_insert_insert_7cfc1', table='claims_feedtoken', when='AFTER')),
        ),
        Trigger(
            model_name='feedtoken',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id"))', func='INSERT INTO "claims_feedtokenevent" ("id", "made_at", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."made_at", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='e5ca4ab34fc246c8163d85adecf4924a262d950c', operation='UPDATE', pgid='pgtrigger_update_update_83318', table='claims_feedtoken', when='AFTER')),
        ),
        Trigger(
            model_name='feedtoken',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_feedtokenevent" ("id", "made_at", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."made_at", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='9462d0f99e17022a6fc112ead64c50c041c9f313', operation='DELETE', pgid='pgtrigger_delete_delete_dad75', table='claims_feedtoken', when='AFTER')),
        ),
        Trigger(
            model_name='feedtokenevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='7d817ba7d422aa03e23b5d7343684d2ab5d89abd', operation='UPDATE OR DELETE', pgid='pgtrigger_event_never_changes_2f9a9', table='claims_feedtokenevent', when='BEFORE')),
        ),
        Trigger(
            model_name='feedtokenevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='0c893bcd75c1232a106b575339b9fcfb43d08584', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_event_never_emptied_fb7f1', table='claims_feedtokenevent', when='BEFORE')),
        ),
        Trigger(
            model_name='comparisonevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='52ba0fdbb6bdb6525f954eefb276c236ecf0f50e', operation='UPDATE OR DELETE', pgid='pgtrigger_event_never_changes_e76d9', table='claims_comparisonevent', when='BEFORE')),
        ),
        Trigger(
            model_name='comparisonevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='eeb4050da8613bb6f27efc2cf9ced309c2dc6c0c', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_event_never_emptied_b699e', table='claims_comparisonevent', when='BEFORE')),
        ),
        Trigger(
            model_name='comparison',
            trigger=pgtrigger.compiler.Trigger(name='comparison_holds_its_figures', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_hold_compared_figures()', func='RETURN NULL;', hash='89ce0159f84dc4e788361a02d71280acd102014c', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_comparison_holds_its_figures_d3c1f', table='claims_comparison', when='BEFORE')),
        ),
        Trigger(
            model_name='comparison',
            trigger=pgtrigger.compiler.Trigger(name='comparison_touches_claims', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_touch_by_comparison()', func='RETURN NULL;', hash='45d4bf51bfc9332422bc827f0a506ef1432302b8', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_comparison_touches_claims_61e65', table='claims_comparison', when='AFTER')),
        ),
        Trigger(
            model_name='comparison',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_comparisonevent" ("finding", "found_at", "found_by_id", "id", "note", "one_id", "one_was", "other_id", "other_was", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."finding", NEW."found_at", NEW."found_by_id", NEW."id", NEW."note", NEW."one_id", NEW."one_was", NEW."other_id", NEW."other_was", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='3b5c20f07f651d2fd475b6e60ab32db45fa5fd1b', operation='INSERT', pgid='pgtrigger_insert_insert_60911', table='claims_comparison', when='AFTER')),
        ),
        Trigger(
            model_name='comparison',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_comparisonevent" ("finding", "found_at", "found_by_id", "id", "note", "one_id", "one_was", "other_id", "other_was", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."finding", NEW."found_at", NEW."found_by_id", NEW."id", NEW."note", NEW."one_id", NEW."one_was", NEW."other_id", NEW."other_was", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='0acc5f7eaa6c01afb5896025982604510982744a', operation='UPDATE', pgid='pgtrigger_update_update_35ed4', table='claims_comparison', when='AFTER')),
        ),
        Trigger(
            model_name='comparison',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_comparisonevent" ("finding", "found_at", "found_by_id", "id", "note", "one_id", "one_was", "other_id", "other_was", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."finding", OLD."found_at", OLD."found_by_id", OLD."id", OLD."note", OLD."one_id", OLD."one_was", OLD."other_id", OLD."other_was", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='afb81e031ea1627a8e7eb553727702028312df97', operation='DELETE', pgid='pgtrigger_delete_delete_ee08b', table='claims_comparison', when='AFTER')),
        ),
        Trigger(
            model_name='invitation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_invitationevent" ("accepted_at", "email", "expires_at", "id", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "role_id") VALUES (NEW."accepted_at", NEW."email", NEW."expires_at", NEW."id", NEW."made_at", NEW."made_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."revoked_at", NEW."role_id"); RETURN NULL;', hash='b2e021f3602862f74c453054604dc085b38f1240', operation='INSERT', pgid='pgtrigger_insert_insert_6fafd', table='claims_invitation', when='AFTER')),
        ),
        Trigger(
            model_name='invitation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."accepted_at" IS DISTINCT FROM (NEW."accepted_at") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."made_by_id" IS DISTINCT FROM (NEW."made_by_id") OR OLD."revoked_at" IS DISTINCT FROM (NEW."revoked_at") OR OLD."role_id" IS DISTINCT FROM (NEW."role_id"))', func='INSERT INTO "claims_invitationevent" ("accepted_at", "email", "expires_at", "id", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "role_id") VALUES (NEW."accepted_at", NEW."email", NEW."expires_at", NEW."id", NEW."made_at", NEW."made_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."revoked_at", NEW."role_id"); RETURN NULL;', hash='05af2c43102866daa56f5cb4fb785ea59d5b9bd8', operation='UPDATE', pgid='pgtrigger_update_update_5f16b', table='claims_invitation', when='AFTER')),
        ),
        Trigger(
            model_name='invitation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_invitationevent" ("accepted_at", "email", "expires_at", "id", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "role_id") VALUES (OLD."accepted_at", OLD."email", OLD."expires_at", OLD."id", OLD."made_at", OLD."made_by_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."revoked_at", OLD."role_id"); RETURN NULL;', hash='1c9f7b71c8706e8cd8ec43aef278d0e963f1ee60', operation='DELETE', pgid='pgtrigger_delete_delete_06256', table='claims_invitation', when='AFTER')),
        ),
        Trigger(
            model_name='invitationevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='b871d6b02fb01af5c7cea47077db537aaa30a8cd', operation='UPDATE OR DELETE', pgid='pgtrigger_event_never_changes_0d425', table='claims_invitationevent', when='BEFORE')),
        ),
        Trigger(
            model_name='invitationevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='58162a02fe6317e0ce7f83f093d9e1a2bd1c0c31', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_event_never_emptied_9663c', table='claims_invitationevent', when='BEFORE')),
        ),
        Trigger(
            model_name='figureevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='635ce3623c7c8e7a73b82e7cd6641239e2f80d3a', operation='UPDATE OR DELETE', pgid='pgtrigger_event_never_changes_b56b2', table='claims_figureevent', when='BEFORE')),
        ),
        Trigger(
            model_name='figureevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='7c08e7778c4f52f97fd375605e5c5042ef89581f', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_event_never_emptied_a9568', table='claims_figureevent', when='BEFORE')),
        ),
        Trigger(
            model_name='figure',
            trigger=pgtrigger.compiler.Trigger(name='figure_of_a_living_claim', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_claim_must_live()', func='RETURN NULL;', hash='7bfe293df111bd4a9552d0db5564468a193ad298', operation='INSERT OR UPDATE OF "claim_id"', pgid='pgtrigger_figure_of_a_living_claim_55c71', table='claims_figure', when='BEFORE')),
        ),
        Trigger(
            model_name='figure',
            trigger=pgtrigger.compiler.Trigger(name='figure_of_its_measure', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_figure_of_its_measure()', func='RETURN NULL;', hash='768c697f03433ef74d7877a2950783e2ee199b8c', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_figure_of_its_measure_ab8aa', table='claims_figure', when='BEFORE')),
        ),
        Trigger(
            model_name='figure',
            trigger=pgtrigger.compiler.Trigger(name='figure_touches_claims', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_touch_by_figure()', func='RETURN NULL;', hash='983a2752528208aee58fe4ccabe54bddc6b4376f', operation='INSERT OR DELETE OR UPDATE OF "claim_id", "comparator", "value", "upper", "unit", "period", "population", "kind", "measure_id"', pgid='pgtrigger_figure_touches_claims_f0525', table='claims_figure', when='AFTER')),
        ),
        Trigger(
            model_name='figure',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_figureevent" ("claim_id", "comparator", "id", "kind", "measure_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "population", "unit", "upper", "value") VALUES (NEW."claim_id", NEW."comparator", NEW."id", NEW."kind", NEW."measure_id", NEW."period", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."population", NEW."unit", NEW."upper", NEW."value"); RETURN NULL;', hash='17572c9b5475c0316a8f1dbda6a3650acd180232', operation='INSERT', pgid='pgtrigger_insert_insert_a8f13', table='claims_figure', when='AFTER')),
        ),
        Trigger(
            model_name='figure',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."claim_id" IS DISTINCT FROM (NEW."claim_id") OR OLD."comparator" IS DISTINCT FROM (NEW."comparator") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."measure_id" IS DISTINCT FROM (NEW."measure_id") OR OLD."period" IS DISTINCT FROM (NEW."period") OR OLD."population" IS DISTINCT FROM (NEW."population") OR OLD."unit" IS DISTINCT FROM (NEW."unit") OR OLD."upper" IS DISTINCT FROM (NEW."upper") OR OLD."value" IS DISTINCT FROM (NEW."value"))', func='INSERT INTO "claims_figureevent" ("claim_id", "comparator", "id", "kind", "measure_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "population", "unit", "upper", "value") VALUES (NEW."claim_id", NEW."comparator", NEW."id", NEW."kind", NEW."measure_id", NEW."period", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."population", NEW."unit", NEW."upper", NEW."value"); RETURN NULL;', hash='78a027c6bb72220568e45695969b55d1a0faecf3', operation='UPDATE', pgid='pgtrigger_update_update_ce0c5', table='claims_figure', when='AFTER')),
        ),
        Trigger(
            model_name='figure',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_figureevent" ("claim_id", "comparator", "id", "kind", "measure_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "population", "unit", "upper", "value") VALUES (OLD."claim_id", OLD."comparator", OLD."id", OLD."kind", OLD."measure_id", OLD."period", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."population", OLD."unit", OLD."upper", OLD."value"); RETURN NULL;', hash='595921aa42a511b925df3e903ec624d2f01375b2', operation='DELETE', pgid='pgtrigger_delete_delete_df097', table='claims_figure', when='AFTER')),
        ),
        Trigger(
            model_name='measureevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='de39fcb95d738129a7ec4a20d15d8716b37fba10', operation='UPDATE OR DELETE', pgid='pgtrigger_event_never_changes_05cad', table='claims_measureevent', when='BEFORE')),
        ),
        Trigger(
            model_name='measureevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='baaff66f52b6ac5e6459c7f23d8b3a6e5880c775', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_event_never_emptied_3437d', table='claims_measureevent', when='BEFORE')),
        ),
        Trigger(
            model_name='note',
            trigger=pgtrigger.compiler.Trigger(name='note_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='af957b0f47b0d7e1d99fb8dc49738ace76629c26', operation='UPDATE OF "text", "written_by_id", "written_at"', pgid='pgtrigger_note_never_changes_5a339', table='claims_note', when='BEFORE')),
        ),
        Trigger(
            model_name='note',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_noteevent" ("claim_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "withdrawn_at", "written_at", "written_by_id") VALUES (NEW."claim_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."text", NEW."withdrawn_at", NEW."written_at", NEW."written_by_id"); RETURN NULL;', hash='e2d38eca14ffbfadeed0ba080c0ee3ab560643c6', operation='INSERT', pgid='pgtrigger_insert_insert_9a47c', table='claims_note', when='AFTER')),
        ),
        Trigger(
            model_name='note',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_noteevent" ("claim_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "withdrawn_at", "written_at", "written_by_id") VALUES (NEW."claim_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text", NEW."withdrawn_at", NEW."written_at", NEW."written_by_id"); RETURN NULL;', hash='fb46a17815e2af7cb0bdf0e53d83ea7978be219f', operation='UPDATE', pgid='pgtrigger_update_update_3248a', table='claims_note', when='AFTER')),
        ),
        Trigger(
            model_name='note',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_noteevent" ("claim_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "withdrawn_at", "written_at", "written_by_id") VALUES (OLD."claim_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."text", OLD."withdrawn_at", OLD."written_at", OLD."written_by_id"); RETURN NULL;', hash='39d726ca473729fbaa14e3fdcfd9a40c8f6c75e6', operation='DELETE', pgid='pgtrigger_delete_delete_7b681', table='claims_note', when='AFTER')),
        ),
        Trigger(
            model_name='noteevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='b4d6520ce442ebd35f8d82061199e8afbd7844a0', operation='UPDATE OR DELETE', pgid='pgtrigger_event_never_changes_5e595', table='claims_noteevent', when='BEFORE')),
        ),
        Trigger(
            model_name='noteevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='ba35e492c61c109f970c0068c1d69578b180fc23', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_event_never_emptied_d7ea3', table='claims_noteevent', when='BEFORE')),
        ),
        Trigger(
            model_name='savedfilter',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_savedfilterevent" ("id", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "query") VALUES (NEW."id", NEW."name", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."query"); RETURN NULL;', hash='a26a45c214001d2858c712b526b65eaf78ee895c', operation='INSERT', pgid='pgtrigger_insert_insert_12ed8', table='claims_savedfilter', when='AFTER')),
        ),
        Trigger(
            model_name='savedfilter',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_savedfilterevent" ("id", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "query") VALUES (NEW."id", NEW."name", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."query"); RETURN NULL;', hash='81654104e04235ba745db7944eda250aadc3dd15', operation='UPDATE', pgid='pgtrigger_update_update_05db7', table='claims_savedfilter', when='AFTER')),
        ),
        Trigger(
            model_name='savedfilter',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_savedfilterevent" ("id", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "query") VALUES (OLD."id", OLD."name", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."query"); RETURN NULL;', hash='afd3711025af61ffc4d12003d85fa500d7a557d7', operation='DELETE', pgid='pgtrigger_delete_delete_6a8dc', table='claims_savedfilter', when='AFTER')),
        ),
        Trigger(
            model_name='savedfilterevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='2b8d70e12293c4ccb70041e0ec1eadb9b076e5e4', operation='UPDATE OR DELETE', pgid='pgtrigger_event_never_changes_a269b', table='claims_savedfilterevent', when='BEFORE')),
        ),
        Trigger(
            model_name='savedfilterevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='49d38377cad02e9baf8e6bc4fc3249ba53780995', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_event_never_emptied_e19f9', table='claims_savedfilterevent', when='BEFORE')),
        ),
        Trigger(
            model_name='signin',
            trigger=pgtrigger.compiler.Trigger(name='sign_in_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='666d3e7cfad1b0393c69a13b326a93b5186eb7e7', operation='UPDATE OR DELETE', pgid='pgtrigger_sign_in_never_changes_48ff5', table='claims_signin', when='BEFORE')),
        ),
        Trigger(
            model_name='signin',
            trigger=pgtrigger.compiler.Trigger(name='sign_in_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='3d8e6b24cfc0ced0e20c83bcff674740160e485c', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_sign_in_never_emptied_cd94e', table='claims_signin', when='BEFORE')),
        ),
        Trigger(
            model_name='signoff',
            trigger=pgtrigger.compiler.Trigger(name='sign_off_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='c80649bafeff3ccc240ec9decc97beb3de53bf80', operation='UPDATE OR DELETE', pgid='pgtrigger_sign_off_never_changes_aedd0', table='claims_signoff', when='BEFORE')),
        ),
        Trigger(
            model_name='signoff',
            trigger=pgtrigger.compiler.Trigger(name='sign_off_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='ecdec44675f089344a9eed0a70a2267ac0db3a3a', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_sign_off_never_emptied_e1c37', table='claims_signoff', when='BEFORE')),
        ),
        Trigger(
            model_name='signoff',
            trigger=pgtrigger.compiler.Trigger(name='sign_off_by_another', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_sign_off_by_another()', func='RETURN NULL;', hash='c19933542f208f90481e209642406998e7714cd8', operation='INSERT', pgid='pgtrigger_sign_off_by_another_55eeb', table='claims_signoff', when='BEFORE')),
        ),
        Trigger(
            model_name='signoff',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_signoffevent" ("agrees", "decision_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "signed_at", "signed_by_id") VALUES (NEW."agrees", NEW."decision_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."signed_at", NEW."signed_by_id"); RETURN NULL;', hash='f4e4208422a98cb589cd449403201d3742b84f8b', operation='INSERT', pgid='pgtrigger_insert_insert_d3057', table='claims_signoff', when='AFTER')),
        ),
        Trigger(
            model_name='signoff',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_signoffevent" ("agrees", "decision_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "signed_at", "signed_by_id") VALUES (NEW."agrees", NEW."decision_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."signed_at", NEW."signed_by_id"); RETURN NULL;', hash='2e7d96565039501c5648cda126d56cf0a0824833', operation='UPDATE', pgid='pgtrigger_update_update_403e3', table='claims_signoff', when='AFTER')),
        ),
        Trigger(
            model_name='signoff',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_signoffevent" ("agrees", "decision_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "signed_at", "signed_by_id") VALUES (OLD."agrees", OLD."decision_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."signed_at", OLD."signed_by_id"); RETURN NULL;', hash='e393d37f203784b62037934fe9c79e64d80fa665', operation='DELETE', pgid='pgtrigger_delete_delete_4389c', table='claims_signoff', when='AFTER')),
        ),
        Trigger(
            model_name='signoffevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='f374170a3e3e6c0a8c0ad210a5993326413fe139', operation='UPDATE OR DELETE', pgid='pgtrigger_event_never_changes_021d1', table='claims_signoffevent', when='BEFORE')),
        ),
        Trigger(
            model_name='signoffevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='01fbd0856f2040e446d208999d75c3cd226b0b93', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_event_never_emptied_26dba', table='claims_signoffevent', when='BEFORE')),
        ),
        Trigger(
            model_name='snapshot',
            trigger=pgtrigger.compiler.Trigger(name='snapshot_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='8fa472c03db04fa4fe08822cc23855fc1713b921', operation='UPDATE OR DELETE', pgid='pgtrigger_snapshot_never_changes_6aa63', table='claims_snapshot', when='BEFORE')),
        ),
        Trigger(
            model_name='snapshot',
            trigger=pgtrigger.compiler.Trigger(name='snapshot_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='ba296caf7fa0e489f1e6e4646532f520b0d3f9ec', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_snapshot_never_emptied_f5ce6', table='claims_snapshot', when='BEFORE')),
        ),
        Trigger(
            model_name='snapshot',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_snapshotevent" ("article_id", "captured_at", "captured_by_id", "extent", "id", "media_type", "method", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision_of_id", "sha256", "size", "text_sha256") VALUES (NEW."article_id", NEW."captured_at", NEW."captured_by_id", NEW."extent", NEW."id", NEW."media_type", NEW."method", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."revision_of_id", NEW."sha256", NEW."size", NEW."text_sha256"); RETURN NULL;', hash='d4d7343f137a3af1899263bd271334f5ee2c9d2a', operation='INSERT', pgid='pgtrigger_insert_insert_87e39', table='claims_snapshot', when='AFTER')),
        ),
        Trigger(
            model_name='snapshot',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."article_id" IS DISTINCT FROM (NEW."article_id") OR OLD."captured_at" IS DISTINCT FROM (NEW."captured_at") OR OLD."captured_by_id" IS DISTINCT FROM (NEW."captured_by_id") OR OLD."extent" IS DISTINCT FROM (NEW."extent") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."media_type" IS DISTINCT FROM (NEW."media_type") OR OLD."method" IS DISTINCT FROM (NEW."method") OR OLD."revision_of_id" IS DISTINCT FROM (NEW."revision_of_id") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."size" IS DISTINCT FROM (NEW."size") OR OLD."text_sha256" IS DISTINCT FROM (NEW."text_sha256"))', func='INSERT INTO "claims_snapshotevent" ("article_id", "captured_at", "captured_by_id", "extent", "id", "media_type", "method", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision_of_id", "sha256", "size", "text_sha256") VALUES (NEW."article_id", NEW."captured_at", NEW."captured_by_id", NEW."extent", NEW."id", NEW."media_type", NEW."method", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."revision_of_id", NEW."sha256", NEW."size", NEW."text_sha256"); RETURN NULL;', hash='d7bfc003c2231eaf6d52953e01c290b17ec5538c', operation='UPDATE', pgid='pgtrigger_update_update_46519', table='claims_snapshot', when='AFTER')),
        ),
        Trigger(
            model_name='snapshot',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_snapshotevent" ("article_id", "captured_at", "captured_by_id", "extent", "id", "media_type", "method", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision_of_id", "sha256", "size", "text_sha256") VALUES (OLD."article_id", OLD."captured_at", OLD."captured_by_id", OLD."extent", OLD."id", OLD."media_type", OLD."method", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."revision_of_id", OLD."sha256", OLD."size", OLD."text_sha256"); RETURN NULL;', hash='a5f8f8848bb926733f705feca4cc0aaffbf77197', operation='DELETE', pgid='pgtrigger_delete_delete_e9f1f', table='claims_snapshot', when='AFTER')),
        ),
        Trigger(
            model_name='appearanceevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='056c35449d00c31ca1b5897ce6f7a7c211232137', operation='UPDATE OR DELETE', pgid='pgtrigger_event_never_changes_01abd', table='claims_appearanceevent', when='BEFORE')),
        ),
        Trigger(
            model_name='appearanceevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='a33695af782f860bd6b99ec3813167be61b0ded4', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_event_never_emptied_659f8', table='claims_appearanceevent', when='BEFORE')),
        ),
        Trigger(
            model_name='appearance',
            trigger=pgtrigger.compiler.Trigger(name='quote_must_stand', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_quote_must_stand()', func='RETURN NULL;', hash='9db3456c7bfd157259713ef595b093fa66b07c18', operation='INSERT OR UPDATE OF "snapshot_id", "exact", "start", "end"', pgid='pgtrigger_quote_must_stand_69c73', table='claims_appearance', when='BEFORE')),
        ),
        Trigger(
            model_name='appearance',
            trigger=pgtrigger.compiler.Trigger(name='basis_must_fit', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_basis_must_fit()', func='RETURN NULL;', hash='922eb0a2ab653b1b59a496ea8ecb08d483ea0542', operation='INSERT OR UPDATE OF "id", "basis"', pgid='pgtrigger_basis_must_fit_ff716', table='claims_appearance', when='BEFORE')),
        ),
        Trigger(
            model_name='appearance',
            trigger=pgtrigger.compiler.Trigger(name='appearance_of_a_living_claim', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_claim_must_live()', func='RETURN NULL;', hash='c7b0388e395cf2a9cc64acfd42f01bef04d0ca63', operation='INSERT OR UPDATE OF "claim_id"', pgid='pgtrigger_appearance_of_a_living_claim_e8e2d', table='claims_appearance', when='BEFORE')),
        ),
        Trigger(
            model_name='appearance',
            trigger=pgtrigger.compiler.Trigger(name='appearance_touches_claims', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_touch_by_own_claim()', func='RETURN NULL;', hash='33b24fe865f7b037ef678088356da064ccd0cf39', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_appearance_touches_claims_11db1', table='claims_appearance', when='AFTER')),
        ),
        Trigger(
            model_name='appearance',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_appearanceevent" ("basis", "claim_id", "end", "exact", "external_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "quote", "self_interested", "snapshot_id", "stance", "start", "suffix") VALUES (NEW."basis", NEW."claim_id", NEW."end", NEW."exact", NEW."external_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."prefix", NEW."quote", NEW."self_interested", NEW."snapshot_id", NEW."stance", NEW."start", NEW."suffix"); RETURN NULL;', hash='ae0e35d9c601ce36454c925ffa289457a92813a3', operation='INSERT', pgid='pgtrigger_insert_insert_58226', table='claims_appearance', when='AFTER')),
        ),
        Trigger(
            model_name='appearance',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_appearanceevent" ("basis", "claim_id", "end", "exact", "external_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "quote", "self_interested", "snapshot_id", "stance", "start", "suffix") VALUES (NEW."basis", NEW."claim_id", NEW."end", NEW."exact", NEW."external_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."prefix", NEW."quote", NEW."self_interested", NEW."snapshot_id", NEW."stance", NEW."start", NEW."suffix"); RETURN NULL;', hash='44ffd9ab82a3ecbb2a8597d91d1b10550a48a79d', operation='UPDATE', pgid='pgtrigger_update_update_cdcd1', table='claims_appearance', when='AFTER')),
        ),
        Trigger(
            model_name='appearance',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_appearanceevent" ("basis", "claim_id", "end", "exact", "external_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "quote", "self_interested", "snapshot_id", "stance", "start", "suffix") VALUES (OLD."basis", OLD."claim_id", OLD."end", OLD."exact", OLD."external_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."prefix", OLD."quote", OLD."self_interested", OLD."snapshot_id", OLD."stance", OLD."start", OLD."suffix"); RETURN NULL;', hash='fb154c2686ff665ff6f1a1f1732be805dbff0c3b', operation='DELETE', pgid='pgtrigger_delete_delete_2b6e2', table='claims_appearance', when='AFTER')),
        ),
        Trigger(
            model_name='snapshotevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='fb4f2dbc81b481840b2d43a209aec21975850e76', operation='UPDATE OR DELETE', pgid='pgtrigger_event_never_changes_191ef', table='claims_snapshotevent', when='BEFORE')),
        ),
        Trigger(
            model_name='snapshotevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='6314634724157bb7ecd8f81f1328b310e3a7b983', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_event_never_emptied_e64e0', table='claims_snapshotevent', when='BEFORE')),
        ),
        Trigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='owner_ring_refused', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_owner_ring()', func='RETURN NULL;', hash='45555f4b9627b3779753ac41076ef46f40de1673', operation='INSERT OR UPDATE OF "id", "owner_id"', pgid='pgtrigger_owner_ring_refused_ab44e', table='claims_source', when='BEFORE')),
        ),
        Trigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='source_must_live', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_source_must_live()', func='RETURN NULL;', hash='5d10e44f7a6ef973761ec20b797bc25f84864363', operation='INSERT OR UPDATE OF "owner_id"', pgid='pgtrigger_source_must_live_e5b60', table='claims_source', when='BEFORE')),
        ),
        Trigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='source_merges_once', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_merge_of_sources()', func='RETURN NULL;', hash='d0f919781e0b39de04df4e3a89e08cf13cd42adc', operation='INSERT OR UPDATE OF "merged_into_id"', pgid='pgtrigger_source_merges_once_aa284', table='claims_source', when='BEFORE')),
        ),
        Trigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='source_touches_claims', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_touch_by_source()', func='RETURN NULL;', hash='e0d74893ad37d25fe3839f124b4ac0d0d7d7919e', operation='UPDATE OF "owner_id", "kind", "name"', pgid='pgtrigger_source_touches_claims_6c649', table='claims_source', when='AFTER')),
        ),
        Trigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_sourceevent" ("description", "external_id", "host", "id", "kind", "merged_into_id", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."description", NEW."external_id", NEW."host", NEW."id", NEW."kind", NEW."merged_into_id", NEW."name", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='40f9782e85ae11341b2b47cab48ccb84052d51b9', operation='INSERT', pgid='pgtrigger_insert_insert_bbb94', table='claims_source', when='AFTER')),
        ),
        Trigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_sourceevent" ("description", "external_id", "host", "id", "kind", "merged_into_id", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."description", NEW."external_id", NEW."host", NEW."id", NEW."kind", NEW."merged_into_id", NEW."name", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='deabcd665e24d52d66c56057ea74bf05fd306bca', operation='UPDATE', pgid='pgtrigger_update_update_fde8d', table='claims_source', when='AFTER')),
        ),
        Trigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_sourceevent" ("description", "external_id", "host", "id", "kind", "merged_into_id", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."description", OLD."external_id", OLD."host", OLD."id", OLD."kind", OLD."merged_into_id", OLD."name", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='eae1a1cc8da98ea46583cba629d42ef902074ff4', operation='DELETE', pgid='pgtrigger_delete_delete_249e2', table='claims_source', when='AFTER')),
        ),
        Trigger(
            model_name='originmarkevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='c9aafacac22497e06b8bf19b3d2fa12ab2192ec6', operation='UPDATE OR DELETE', pgid='pgtrigger_event_never_changes_3d700', table='claims_originmarkevent', when='BEFORE')),
        ),
        Trigger(
            model_name='originmarkevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='6e3d5df5709c2d8df87c499153c1eb6aec312ffe', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_event_never_emptied_34e73', table='claims_originmarkevent', when='BEFORE')),
        ),
        Trigger(
            model_name='originmark',
            trigger=pgtrigger.compiler.Trigger(name='mark_of_a_living_claim', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_claim_must_live()', func='RETURN NULL;', hash='e0d0f0794158f223d9b0facd616b760db9bdb4f8', operation='INSERT OR UPDATE OF "claim_id"', pgid='pgtrigger_mark_of_a_living_claim_9f288', table='claims_originmark', when='BEFORE')),
        ),
        Trigger(
            model_name='originmark',
            trigger=pgtrigger.compiler.Trigger(name='mark_of_a_living_source', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_source_must_live()', func='RETURN NULL;', hash='85cd3bdfae5ce514d2321f90436ad74ae633136f', operation='INSERT OR UPDATE OF "source_id", "same_as_id"', pgid='pgtrigger_mark_of_a_living_source_02950', table='claims_originmark', when='BEFORE')),
        ),
        Trigger(
            model_name='originmark',
            trigger=pgtrigger.compiler.Trigger(name='mark_touches_claims', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_touch_by_own_claim()', func='RETURN NULL;', hash='78610dfd03e2576aab26125c7af85b77139f128b', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_mark_touches_claims_b3ffb', table='claims_originmark', when='AFTER')),
        ),
        Trigger(
            model_name='originmark',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_originmarkevent" ("claim_id", "id", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "same_as_id", "source_id", "verdict") VALUES (NEW."claim_id", NEW."id", NEW."made_at", NEW."made_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."same_as_id", NEW."source_id", NEW."verdict"); RETURN NULL;', hash='8bff229291bc4ee8fc02d26e7813c38cb41da808', operation='INSERT', pgid='pgtrigger_insert_insert_51a26', table='claims_originmark', when='AFTER')),
        ),
        Trigger(
            model_name='originmark',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_originmarkevent" ("claim_id", "id", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "same_as_id", "source_id", "verdict") VALUES (NEW."claim_id", NEW."id", NEW."made_at", NEW."made_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."same_as_id", NEW."source_id", NEW."verdict"); RETURN NULL;', hash='2537310e1e2e212382dbd70e961de6482c7f9077', operation='UPDATE', pgid='pgtrigger_update_update_fb118', table='claims_originmark', when='AFTER')),
        ),
        Trigger(
            model_name='originmark',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_originmarkevent" ("claim_id", "id", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "same_as_id", "source_id", "verdict") VALUES (OLD."claim_id", OLD."id", OLD."made_at", OLD."made_by_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."same_as_id", OLD."source_id", OLD."verdict"); RETURN NULL;', hash='217971617705b88cdcc87cb00898db07f8226678', operation='DELETE', pgid='pgtrigger_delete_delete_056b0', table='claims_originmark', when='AFTER')),
        ),
        Trigger(
            model_name='merge',
            trigger=pgtrigger.compiler.Trigger(name='merge_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='ce5f8c59cd0b964ba6905a70f4ee2af4c3b2c7ea', operation='UPDATE OF "kept_claim_id", "gone_claim_id", "kept_source_id", "gone_source_id", "reason", "merged_by_id", "merged_at", "changes", "assessed" OR DELETE', pgid='pgtrigger_merge_never_changes_2f643', table='claims_merge', when='BEFORE')),
        ),
        Trigger(
            model_name='merge',
            trigger=pgtrigger.compiler.Trigger(name='merge_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='269c63ed0d850f1938fa05dd4f2cae4ed16fa7c5', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_merge_never_emptied_7b5c2', table='claims_merge', when='BEFORE')),
        ),
        Trigger(
            model_name='capturerequestevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='77e6939fc2b6ea5f97e9850aa590e0442d148d25', operation='UPDATE OR DELETE', pgid='pgtrigger_event_never_changes_0f71a', table='claims_capturerequestevent', when='BEFORE')),
        ),
        Trigger(
            model_name='capturerequestevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='b0989a46f37842df517ee67a1fb7da164af42dcc', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_event_never_emptied_e3865', table='claims_capturerequestevent', when='BEFORE')),
        ),
        Trigger(
            model_name='capturerequest',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_capturerequestevent" ("asked_at", "asked_by_id", "claim_id", "cleared_at", "cleared_by_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "taken_by_id", "url") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."claim_id", NEW."cleared_at", NEW."cleared_by_id", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source_id", NEW."taken_by_id", NEW."url"); RETURN NULL;', hash='7c5818117b7dd17384e75ef27bd6fb353207f3e9', operation='INSERT', pgid='pgtrigger_insert_insert_763fe', table='claims_capturerequest', when='AFTER')),
        ),
        Trigger(
            model_name='capturerequest',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_capturerequestevent" ("asked_at", "asked_by_id", "claim_id", "cleared_at", "cleared_by_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "taken_by_id", "url") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."claim_id", NEW."cleared_at", NEW."cleared_by_id", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source_id", NEW."taken_by_id", NEW."url"); RETURN NULL;', hash='68ad4dd8c5ccd8e2f379b954fc5ce192924ee6e2', operation='UPDATE', pgid='pgtrigger_update_update_59548', table='claims_capturerequest', when='AFTER')),
        ),
        Trigger(
            model_name='capturerequest',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_capturerequestevent" ("asked_at", "asked_by_id", "claim_id", "cleared_at", "cleared_by_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "taken_by_id", "url") VALUES (OLD."asked_at", OLD."asked_by_id", OLD."claim_id", OLD."cleared_at", OLD."cleared_by_id", OLD."id", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."source_id", OLD."taken_by_id", OLD."url"); RETURN NULL;', hash='f4030f927be4d70cec83558f7335184427c3e042', operation='DELETE', pgid='pgtrigger_delete_delete_6ac2c', table='claims_capturerequest', when='AFTER')),
        ),
        Trigger(
            model_name='attributionevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='8ac8fbfb22cecb1ee571006a8f64fddc9484b11e', operation='UPDATE OR DELETE', pgid='pgtrigger_event_never_changes_dcd8f', table='claims_attributionevent', when='BEFORE')),
        ),
        Trigger(
            model_name='attributionevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='004e0477f91dcb64aad1d8bdb67de14f2aa5ab60', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_event_never_emptied_a5d7d', table='claims_attributionevent', when='BEFORE')),
        ),
        Trigger(
            model_name='attribution',
            trigger=pgtrigger.compiler.Trigger(name='chain_must_stay', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_chain_must_stay()', func='RETURN NULL;', hash='58a57eed1a0bc223cf361d284d2b0ffd74bf3b4a', operation='INSERT OR UPDATE', pgid='pgtrigger_chain_must_stay_4b6c8', table='claims_attribution', when='BEFORE')),
        ),
        Trigger(
            model_name='attribution',
            trigger=pgtrigger.compiler.Trigger(name='attribution_to_a_living_source', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_source_must_live()', func='RETURN NULL;', hash='55f2cb6724785bc56352d1561776492e3b65d956', operation='INSERT OR UPDATE OF "source_id"', pgid='pgtrigger_attribution_to_a_living_source_e6d03', table='claims_attribution', when='BEFORE')),
        ),
        Trigger(
            model_name='attribution',
            trigger=pgtrigger.compiler.Trigger(name='attribution_touches_claims', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_touch_by_attribution()', func='RETURN NULL;', hash='48ab8561b967a9b3130275c7e912354e477e073a', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_attribution_touches_claims_d8872', table='claims_attribution', when='AFTER')),
        ),
        Trigger(
            model_name='attribution',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_attributionevent" ("appearance_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "self_interested", "source_id", "via_id") VALUES (NEW."appearance_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."self_interested", NEW."source_id", NEW."via_id"); RETURN NULL;', hash='90b1de1397b369af9f805f68b91092cc7760260b', operation='INSERT', pgid='pgtrigger_insert_insert_43dca', table='claims_attribution', when='AFTER')),
        ),
        Trigger(
            model_name='attribution',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_attributionevent" ("appearance_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "self_interested", "source_id", "via_id") VALUES (NEW."appearance_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."self_interested", NEW."source_id", NEW."via_id"); RETURN NULL;', hash='50e58130b2f179224ec4316b35696177f1196a81', operation='UPDATE', pgid='pgtrigger_update_update_37070', table='claims_attribution', when='AFTER')),
        ),
        Trigger(
            model_name='attribution',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_attributionevent" ("appearance_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "self_interested", "source_id", "via_id") VALUES (OLD."appearance_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."self_interested", OLD."source_id", OLD."via_id"); RETURN NULL;', hash='fe6eea437af68c0cba84453eb849a9d012b52485', operation='DELETE', pgid='pgtrigger_delete_delete_430b2', table='claims_attribution', when='AFTER')),
        ),
        Trigger(
            model_name='articleevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='ab07014690481a124775389f8a01cdd353d34726', operation='UPDATE OR DELETE', pgid='pgtrigger_event_never_changes_df267', table='claims_articleevent', when='BEFORE')),
        ),
        Trigger(
            model_name='articleevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='d791ea7ff9edb1692a46a34094ba10763cf125c8', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_event_never_emptied_edcf3', table='claims_articleevent', when='BEFORE')),
        ),
        Trigger(
            model_name='article',
            trigger=pgtrigger.compiler.Trigger(name='article_of_a_living_source', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_source_must_live()', func='RETURN NULL;', hash='7f3f548b783ea7b6d715717b213423816a28725f', operation='INSERT OR UPDATE OF "publisher_id"', pgid='pgtrigger_article_of_a_living_source_7d565', table='claims_article', when='BEFORE')),
        ),
        Trigger(
            model_name='article',
            trigger=pgtrigger.compiler.Trigger(name='article_touches_claims', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_touch_by_article()', func='RETURN NULL;', hash='1166c6d16280194cfb99c3703e8d4c89a87ae369', operation='UPDATE OF "publisher_id", "published_on", "title", "opening_words"', pgid='pgtrigger_article_touches_claims_ea5fa', table='claims_article', when='AFTER')),
        ),
        Trigger(
            model_name='article',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_articleevent" ("byline", "created_at", "external_id", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "publisher_id", "title", "url") VALUES (NEW."byline", NEW."created_at", NEW."external_id", NEW."id", NEW."language", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_on", NEW."publisher_id", NEW."title", NEW."url"); RETURN NULL;', hash='ee57fa185dd0b97a324b4fd2e4d2cee2de37484b', operation='INSERT', pgid='pgtrigger_insert_insert_b08cf', table='claims_article', when='AFTER')),
        ),
        Trigger(
            model_name='article',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."byline" IS DISTINCT FROM (NEW."byline") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."external_id" IS DISTINCT FROM (NEW."external_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."published_on" IS DISTINCT FROM (NEW."published_on") OR OLD."publisher_id" IS DISTINCT FROM (NEW."publisher_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."url" IS DISTINCT FROM (NEW."url"))', func='INSERT INTO "claims_articleevent" ("byline", "created_at", "external_id", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "publisher_id", "title", "url") VALUES (NEW."byline", NEW."created_at", NEW."external_id", NEW."id", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_on", NEW."publisher_id", NEW."title", NEW."url"); RETURN NULL;', hash='ffee87a324e75204ff7dcb32c4d03a80244aabf4', operation='UPDATE', pgid='pgtrigger_update_update_500a2', table='claims_article', when='AFTER')),
        ),
        Trigger(
            model_name='article',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_articleevent" ("byline", "created_at", "external_id", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "publisher_id", "title", "url") VALUES (OLD."byline", OLD."created_at", OLD."external_id", OLD."id", OLD."language", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_on", OLD."publisher_id", OLD."title", OLD."url"); RETURN NULL;', hash='e2a5cbeebb0698f2ef4d441647a44ad1fe0d5b8b', operation='DELETE', pgid='pgtrigger_delete_delete_94a4e', table='claims_article', when='AFTER')),
        ),
        Trigger(
            model_name='sourceevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='4485418091631c313dd8d0cd287fd6a564f8397f', operation='UPDATE OR DELETE', pgid='pgtrigger_event_never_changes_fd48d', table='claims_sourceevent', when='BEFORE')),
        ),
        Trigger(
            model_name='sourceevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='c4a56dcc7f58c65724cd991f3f54af5eb1817146', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_event_never_emptied_df994', table='claims_sourceevent', when='BEFORE')),
        ),
        Trigger(
            model_name='claimtopicevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='4dc1815e241a90d4a65d630cacee996aadf60a41', operation='UPDATE OR DELETE', pgid='pgtrigger_event_never_changes_af306', table='claims_claimtopicevent', when='BEFORE')),
        ),
        Trigger(
            model_name='claimtopicevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='78dca533cc46910fae8bb480be9bc8b629bdc68c', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_event_never_emptied_2c5e7', table='claims_claimtopicevent', when='BEFORE')),
        ),
        Trigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='claim_touches_claims', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_touch_by_claim()', func='RETURN NULL;', hash='d008e78f5e3dde0adb5b20cdf43de6b86f639b90', operation='INSERT OR UPDATE OF "statement", "event_on", "state", "merged_into_id"', pgid='pgtrigger_claim_touches_claims_c9197', table='claims_claim', when='AFTER')),
        ),
        Trigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='claim_figures_compared_again', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_compare_figures_again()', func='RETURN NULL;', hash='bc6a0c8238a9b472b768811bd520a03dbd212ae0', operation='UPDATE OF "statement"', pgid='pgtrigger_claim_figures_compared_again_74060', table='claims_claim', when='AFTER')),
        ),
        Trigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='claim_published_by_decision', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_published_by_decision()', func='RETURN NULL;', hash='927437e0a8341527f41b1981ebc7fe9cfb89b6d1', operation='INSERT OR UPDATE OF "state"', pgid='pgtrigger_claim_published_by_decision_e05af', table='claims_claim', when='BEFORE')),
        ),
        Trigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='claim_merges_once', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_merge_of_claims()', func='RETURN NULL;', hash='f4fdc5d1a2604cbf6531226c29262f92c8ce1f7b', operation='INSERT OR UPDATE OF "merged_into_id"', pgid='pgtrigger_claim_merges_once_04d7f', table='claims_claim', when='BEFORE')),
        ),
        Trigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='claim_waits_for_vector', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_wait_for_vector()', func='RETURN NULL;', hash='a1f2fccdf2d016ca769b29d689b211f21a208850', operation='INSERT OR UPDATE OF "statement", "merged_into_id"', pgid='pgtrigger_claim_waits_for_vector_e8820', table='claims_claim', when='AFTER')),
        ),
        Trigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_claimevent" ("article_count", "asserting_families", "assignee_id", "caveat", "counted_origins", "disputing_families", "event_on", "external_id", "figure_label", "flag_codes", "id", "merged_into_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating", "sentence", "state", "statement", "status") VALUES (NEW."article_count", NEW."asserting_families", NEW."assignee_id", NEW."caveat", NEW."counted_origins", NEW."disputing_families", NEW."event_on", NEW."external_id", NEW."figure_label", NEW."flag_codes", NEW."id", NEW."merged_into_id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rating", NEW."sentence", NEW."state", NEW."statement", NEW."status"); RETURN NULL;', hash='de726cddcbfc78602ed77b1ff45842adec4539ae', operation='INSERT', pgid='pgtrigger_insert_insert_df8fa', table='claims_claim', when='AFTER')),
        ),
        Trigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."article_count" IS DISTINCT FROM (NEW."article_count") OR OLD."asserting_families" IS DISTINCT FROM (NEW."asserting_families") OR OLD."assignee_id" IS DISTINCT FROM (NEW."assignee_id") OR OLD."caveat" IS DISTINCT FROM (NEW."caveat") OR OLD."counted_origins" IS DISTINCT FROM (NEW."counted_origins") OR OLD."disputing_families" IS DISTINCT FROM (NEW."disputing_families") OR OLD."event_on" IS DISTINCT FROM (NEW."event_on") OR OLD."external_id" IS DISTINCT FROM (NEW."external_id") OR OLD."figure_label" IS DISTINCT FROM (NEW."figure_label") OR OLD."flag_codes" IS DISTINCT FROM (NEW."flag_codes") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."merged_into_id" IS DISTINCT FROM (NEW."merged_into_id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."rating" IS DISTINCT FROM (NEW."rating") OR OLD."sentence" IS DISTINCT FROM (NEW."sentence") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."statement" IS DISTINCT FROM (NEW."statement") OR OLD."status" IS DISTINCT FROM (NEW."status"))', func='INSERT INTO "claims_claimevent" ("article_count", "asserting_families", "assignee_id", "caveat", "counted_origins", "disputing_families", "event_on", "external_id", "figure_label", "flag_codes", "id", "merged_into_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating", "sentence", "state", "statement", "status") VALUES (NEW."article_count", NEW."asserting_families", NEW."assignee_id", NEW."caveat", NEW."counted_origins", NEW."disputing_families", NEW."event_on", NEW."external_id", NEW."figure_label", NEW."flag_codes", NEW."id", NEW."merged_into_id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rating", NEW."sentence", NEW."state", NEW."statement", NEW."status"); RETURN NULL;', hash='390573131465634712d65de849217d66ddac1e4a', operation='UPDATE', pgid='pgtrigger_update_update_fe4ba', table='claims_claim', when='AFTER')),
        ),
        Trigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_claimevent" ("article_count", "asserting_families", "assignee_id", "caveat", "counted_origins", "disputing_families", "event_on", "external_id", "figure_label", "flag_codes", "id", "merged_into_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating", "sentence", "state", "statement", "status") VALUES (OLD."article_count", OLD."asserting_families", OLD."assignee_id", OLD."caveat", OLD."counted_origins", OLD."disputing_families", OLD."event_on", OLD."external_id", OLD."figure_label", OLD."flag_codes", OLD."id", OLD."merged_into_id", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rating", OLD."sentence", OLD."state", OLD."statement", OLD."status"); RETURN NULL;', hash='5a2bbda95bceca1b2d2222803140b46672f01558', operation='DELETE', pgid='pgtrigger_delete_delete_dbf31', table='claims_claim', when='AFTER')),
        ),
        Trigger(
            model_name='topicevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='31d1e814cca04debd5b1f5fefe417db1c922b9e6', operation='UPDATE OR DELETE', pgid='pgtrigger_event_never_changes_f494c', table='claims_topicevent', when='BEFORE')),
        ),
        Trigger(
            model_name='topicevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='f588cbed69c534a3badab9d7e242c21c64393208', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_event_never_emptied_fc561', table='claims_topicevent', when='BEFORE')),
        ),
        Trigger(
            model_name='userevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='b2c2211c68de650bc9f36bd7ea03213ced055389', operation='UPDATE OR DELETE', pgid='pgtrigger_event_never_changes_51cba', table='claims_userevent', when='BEFORE')),
        ),
        Trigger(
            model_name='userevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='508ae527f6b11667f02e5bb74bf4dea01cf9fc19', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_event_never_emptied_72bde', table='claims_userevent', when='BEFORE')),
        ),
        Trigger(
            model_name='usergroupevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='3d5a1fd4e8622bbfce1e6cc1aeefd1d61b9b6076', operation='UPDATE OR DELETE', pgid='pgtrigger_event_never_changes_26e8e', table='claims_usergroupevent', when='BEFORE')),
        ),
        Trigger(
            model_name='usergroupevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='50bc6ade5fd9812074770c79f46f29bcd2b9e8c6', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_event_never_emptied_32309', table='claims_usergroupevent', when='BEFORE')),
        ),
        Trigger(
            model_name='userpermissionevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='207babd68ecde3b5f2ef67ed82d70108825e722a', operation='UPDATE OR DELETE', pgid='pgtrigger_event_never_changes_ebdb5', table='claims_userpermissionevent', when='BEFORE')),
        ),
        Trigger(
            model_name='userpermissionevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='d30314681d6ecea12061f29697dc6be0c9b5ac42', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_event_never_emptied_9e204', table='claims_userpermissionevent', when='BEFORE')),
        ),
        Trigger(
            model_name='webhook',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_webhookevent" ("active", "address", "id", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_only", "stopped_because", "told_of") VALUES (NEW."active", NEW."address", NEW."id", NEW."made_at", NEW."made_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_only", NEW."stopped_because", NEW."told_of"); RETURN NULL;', hash='2b98f43776f6be0105662507284cc24247ba702f', operation='INSERT', pgid='pgtrigger_insert_insert_e3f07', table='claims_webhook', when='AFTER')),
        ),
        Trigger(
            model_name='webhook',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."active" IS DISTINCT FROM (NEW."active") OR OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."made_by_id" IS DISTINCT FROM (NEW."made_by_id") OR OLD."published_only" IS DISTINCT FROM (NEW."published_only") OR OLD."stopped_because" IS DISTINCT FROM (NEW."stopped_because") OR OLD."told_of" IS DISTINCT FROM (NEW."told_of"))', func='INSERT INTO "claims_webhookevent" ("active", "address", "id", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_only", "stopped_because", "told_of") VALUES (NEW."active", NEW."address", NEW."id", NEW."made_at", NEW."made_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_only", NEW."stopped_because", NEW."told_of"); RETURN NULL;', hash='dea45934c96e8e0a05c8a1bc0eb32640284e13f9', operation='UPDATE', pgid='pgtrigger_update_update_57384', table='claims_webhook', when='AFTER')),
        ),
        Trigger(
            model_name='webhook',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_webhookevent" ("active", "address", "id", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_only", "stopped_because", "told_of") VALUES (OLD."active", OLD."address", OLD."id", OLD."made_at", OLD."made_by_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_only", OLD."stopped_because", OLD."told_of"); RETURN NULL;', hash='6be2ef95d225a811a3bae8a4e0c3116c7449cd68', operation='DELETE', pgid='pgtrigger_delete_delete_c756d', table='claims_webhook', when='AFTER')),
        ),
        Trigger(
            model_name='webhookevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='51328ab34873b0b618e31379d078d797a43a1e63', operation='UPDATE OR DELETE', pgid='pgtrigger_event_never_changes_41cdb', table='claims_webhookevent', when='BEFORE')),
        ),
        Trigger(
            model_name='webhookevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='4918d5a4585a5dbc6b0e28512c0004e1979021e3', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_event_never_emptied_ad227', table='claims_webhookevent', when='BEFORE')),
        ),
        Trigger(
            model_name='webhooksecret',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_webhooksecretevent" ("expires_at", "id", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "webhook_id") VALUES (NEW."expires_at", NEW."id", NEW."made_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."webhook_id"); RETURN NULL;', hash='015ab81049a983e5a06de431e31d38295118da12', operation='INSERT', pgid='pgtrigger_insert_insert_84921', table='claims_webhooksecret', when='AFTER')),
        ),
        Trigger(
            model_name='webhooksecret',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."webhook_id" IS DISTINCT FROM (NEW."webhook_id"))', func='INSERT INTO "claims_webhooksecretevent" ("expires_at", "id", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "webhook_id") VALUES (NEW."expires_at", NEW."id", NEW."made_at", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."webhook_id"); RETURN NULL;', hash='b71fa75c12c5bff662cb212d99c21889bc71ef74', operation='UPDATE', pgid='pgtrigger_update_update_ae9c8', table='claims_webhooksecret', when='AFTER')),
        ),
        Trigger(
            model_name='webhooksecret',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_webhooksecretevent" ("expires_at", "id", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "webhook_id") VALUES (OLD."expires_at", OLD."id", OLD."made_at", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."webhook_id"); RETURN NULL;', hash='78c62ea4a562f2cc7e5006215c78babc9889bb94', operation='DELETE', pgid='pgtrigger_delete_delete_dc509', table='claims_webhooksecret', when='AFTER')),
        ),
        Trigger(
            model_name='webhooksecretevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='1ee6ab694530253591664836bc5f7f375c421943', operation='UPDATE OR DELETE', pgid='pgtrigger_event_never_changes_03fce', table='claims_webhooksecretevent', when='BEFORE')),
        ),
        Trigger(
            model_name='webhooksecretevent',
            trigger=pgtrigger.compiler.Trigger(name='event_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_refuse_change()', func='RETURN NULL;', hash='573ccac022083bc1b2f4f9aa21f4e510b22f5357', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_event_never_emptied_5229e', table='claims_webhooksecretevent', when='BEFORE')),
        ),
        Trigger(
            model_name='usergroup',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_usergroupevent" ("group_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "user_id") VALUES (NEW."group_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."user_id"); RETURN NULL;', hash='66f68d952073d67590cd1da4b37c4e667322cd03', operation='INSERT', pgid='pgtrigger_insert_insert_d5872', table='claims_user_groups', when='AFTER')),
        ),
        Trigger(
            model_name='usergroup',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_usergroupevent" ("group_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "user_id") VALUES (NEW."group_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."user_id"); RETURN NULL;', hash='352e76529809c9172e9e3995c707e3e91e9968db', operation='UPDATE', pgid='pgtrigger_update_update_b8a5d', table='claims_user_groups', when='AFTER')),
        ),
        Trigger(
            model_name='usergroup',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_usergroupevent" ("group_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "user_id") VALUES (OLD."group_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."user_id"); RETURN NULL;', hash='b296ef1f3696741501cfb27c271cc245093d2d34', operation='DELETE', pgid='pgtrigger_delete_delete_a52b1', table='claims_user_groups', when='AFTER')),
        ),
        Trigger(
            model_name='userpermission',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_userpermissionevent" ("id", "permission_id", "pgh_context_id", "pgh_created_at", "pgh_label", "user_id") VALUES (NEW."id", NEW."permission_id", _pgh_attach_context(), NOW(), \'insert\', NEW."user_id"); RETURN NULL;', hash='4b58c3a2bcd2b63059e6b687948a84c6dd4626ad', operation='INSERT', pgid='pgtrigger_insert_insert_3871d', table='claims_user_user_permissions', when='AFTER')),
        ),
        Trigger(
            model_name='userpermission',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_userpermissionevent" ("id", "permission_id", "pgh_context_id", "pgh_created_at", "pgh_label", "user_id") VALUES (NEW."id", NEW."permission_id", _pgh_attach_context(), NOW(), \'update\', NEW."user_id"); RETURN NULL;', hash='4c57405e3336cbf4f753cc68db5d06fc5ad88751', operation='UPDATE', pgid='pgtrigger_update_update_11c60', table='claims_user_user_permissions', when='AFTER')),
        ),
        Trigger(
            model_name='userpermission',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_userpermissionevent" ("id", "permission_id", "pgh_context_id", "pgh_created_at", "pgh_label", "user_id") VALUES (OLD."id", OLD."permission_id", _pgh_attach_context(), NOW(), \'delete\', OLD."user_id"); RETURN NULL;', hash='c853fb033aceb746e822eb412d300209f1e351cc', operation='DELETE', pgid='pgtrigger_delete_delete_64708', table='claims_user_user_permissions', when='AFTER')),
        ),
        Trigger(
            model_name='claimtopic',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_claimtopicevent" ("claim_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "topic_id") VALUES (NEW."claim_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."topic_id"); RETURN NULL;', hash='ea80cef2cd41ca9dfa2c9f7a655219b4a4850586', operation='INSERT', pgid='pgtrigger_insert_insert_e3f7f', table='claims_claim_topics', when='AFTER')),
        ),
        Trigger(
            model_name='claimtopic',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_claimtopicevent" ("claim_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "topic_id") VALUES (NEW."claim_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."topic_id"); RETURN NULL;', hash='1318fc034110a628844dc500de7210d2dbe93a17', operation='UPDATE', pgid='pgtrigger_update_update_e96f8', table='claims_claim_topics', when='AFTER')),
        ),
        Trigger(
            model_name='claimtopic',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_claimtopicevent" ("claim_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "topic_id") VALUES (OLD."claim_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."topic_id"); RETURN NULL;', hash='b34e8c357f3030964fa1b46324d3dbcf77a6b70f', operation='DELETE', pgid='pgtrigger_delete_delete_28e40', table='claims_claim_topics', when='AFTER')),
        ),
            *AFTER_THE_TABLES,
    ]
