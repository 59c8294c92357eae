"""Who may do what, and who asks.

The roles are groups of the same name, made by a migration. What a role may do stands in `MAY` and
`DATA` below and nowhere else; `docs/roles.md` is this table in prose, and a test holds the two together.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import wraps
from typing import Any, TypeAlias

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, Group
from django.contrib.auth.views import redirect_to_login
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

from claims.busy import SIGNED_OUT, busy
from claims.models import Appearance, Article, Attribution, Claim, KeptTally, Source, Topic
from claims.models.article import ArticleQuerySet
from claims.models.claim import SAMPLE, ClaimQuerySet
from claims.models.source import SourceQuerySet
from claims.models.written import ANY, Written
from claims.vocabulary import Scope, State, Term

Person: TypeAlias = AbstractBaseUser | AnonymousUser

EVERYBODY = AnonymousUser()  # whoever has not signed in


class HtmxHttpRequest(HttpRequest):
    """A request that says whether htmx sent it."""

    htmx: HtmxDetails


class Role(StrEnum):
    """What somebody is in the newsroom. The value is the name of a group."""

    READER = "reader"
    DATA_ENTRY = "data entry"
    JOURNALIST = "journalist"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"


class Act(StrEnum):
    """Something that not everybody may do."""

    READ = "read"
    READ_FULL_TEXTS = "read_full_texts"
    READ_TRAIL = "read_trail"
    CAPTURE = "capture"
    RECORD = "record"
    ENTER_DATA = "enter_data"
    SUBMIT = "submit"
    TALK = "talk"
    CHECK = "check"
    REVIEW = "review"
    MARK = "mark"
    COMPARE = "compare"
    DECIDE = "decide"
    ASSIGN = "assign"
    MERGE = "merge"
    MANAGE_PEOPLE = "manage_people"
    CONNECT = "connect"


ROLES = {
    Role.READER: Term("reader", "Reads the whole record, and changes nothing."),
    Role.DATA_ENTRY: Term("data entry", "Types records in, in the forms and the admin."),
    Role.JOURNALIST: Term("journalist", "Captures, records, and sends claims to review."),
    Role.EDITOR: Term("editor", "Works the queue, decides, publishes, and merges."),
    Role.ADMINISTRATOR: Term("administrator", "Does all of that, and says who may do what."),
}

ACTS = {
    Act.READ: Term("read the record", "Claims that are not published, with their evidence."),
    Act.READ_FULL_TEXTS: Term("read full texts", "Captured articles whole, and their files."),
    Act.READ_TRAIL: Term("read the history", "Who changed what, when and why."),
    Act.CAPTURE: Term("capture", "Have pages, files and texts captured."),
    Act.RECORD: Term("record", "Record claims and their quotes, and say who said so."),
    Act.ENTER_DATA: Term("enter data", "Use the admin, correct articles and sources."),
    Act.SUBMIT: Term("send to review", "Send a draft to the editors."),
    Act.TALK: Term("talk", "Write notes on claims."),
    Act.CHECK: Term("check drafts", "Hold a draft against the record; keep it for named people."),
    Act.REVIEW: Term("see the queue", "Open the review queue, and take a task from it."),
    Act.MARK: Term("mark origins", "Find an origin independent, not independent, or another's."),
    Act.COMPARE: Term(
        "compare figures", "Say which figures are of one measure, and why they differ."
    ),
    Act.DECIDE: Term("decide", "Publish, withhold, send back, sign off, unpublish."),
    Act.ASSIGN: Term("assign", "Give claims to people, and file many at once."),
    Act.MERGE: Term("merge and split", "Make one claim or source of two, and undo it."),
    Act.MANAGE_PEOPLE: Term("manage people", "Invite people and say what they are."),
    Act.CONNECT: Term("connect other systems", "Have other programs told what changes."),
}

_READER = {Act.READ, Act.READ_FULL_TEXTS, Act.READ_TRAIL}
_DATA_ENTRY = _READER | {Act.CAPTURE, Act.RECORD, Act.ENTER_DATA, Act.SUBMIT, Act.TALK}
_JOURNALIST = _DATA_ENTRY | {Act.CHECK, Act.REVIEW}
_EDITOR = _JOURNALIST | {Act.MARK, Act.COMPARE, Act.DECIDE, Act.ASSIGN, Act.MERGE}

MAY: Mapping[Role, frozenset[Act]] = {
    Role.READER: frozenset(_READER),
    Role.DATA_ENTRY: frozenset(_DATA_ENTRY),
    Role.JOURNALIST: frozenset(_JOURNALIST),
    Role.EDITOR: frozenset(_EDITOR),
    Role.ADMINISTRATOR: frozenset(Act),
}

# What a token of each scope may do for a person, as far as the person may: never more than they.
GRANTS: Mapping[Scope, frozenset[Act]] = {
    Scope.READ: frozenset(_READER),
    Scope.CAPTURE: frozenset({Act.CAPTURE}),
    Scope.RECORD: frozenset({Act.RECORD, Act.ENTER_DATA}),
    Scope.MARK: frozenset({Act.MARK}),
    Scope.CHECK: frozenset({Act.CHECK}),
}

# What each role may do to which rows in the admin, beyond what lower rows of this table allow.
_ROWS = ("claim", "appearance", "attribution", "article", "snapshot", "source", "topic", "figure")
_LOOK_UP = (*_ROWS, "decision", "originmark", "derivation", "correction")
_TYPED = {
    **dict.fromkeys(("claim", "article", "source", "topic"), ("add", "change")),
    **dict.fromkeys(("appearance", "attribution", "figure"), ("add", "change", "delete")),
    **dict.fromkeys(("derivation", "correction"), ("add", "change", "delete")),
    "snapshot": ("add",),
}
_REMOVED = dict.fromkeys(("claim", "article", "source", "topic"), ("delete",))


def _permissions(rows: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    return frozenset(f"claims.{verb}_{name}" for name, verbs in rows.items() for verb in verbs)


_LOOK = _permissions(dict.fromkeys(_LOOK_UP, ("view",)))
_TYPE = _LOOK | _permissions(_TYPED)
_EDIT = _TYPE | _permissions({**_REMOVED, "originmark": ("add", "change", "delete")})
_MANAGE = _permissions({"user": ("view", "add", "change")})

DATA: Mapping[Role, frozenset[str]] = {
    Role.READER: frozenset(),
    Role.DATA_ENTRY: _TYPE,
    Role.JOURNALIST: _TYPE,
    Role.EDITOR: _EDIT,
    Role.ADMINISTRATOR: _EDIT | _MANAGE,
}


def _with_roles() -> QuerySet[Any]:
    groups = Group.objects.filter(user=OuterRef("pk")).order_by().values("name")
    people = get_user_model()._default_manager.filter(pk=ANY)
    return people.annotate(role_names=ArraySubquery(groups))


PERSON = Written(_with_roles)


def person(key: int) -> Any | None:
    """Somebody with what they are, in one query: every page asks both."""
    return next(iter(PERSON.about(key)), None)


def roles_of(user: Person) -> frozenset[Role]:
    """What somebody is. One query for each user object that does not come with it; nobody who is not
    active is anything."""
    if not (user.is_authenticated and user.is_active):
        return frozenset()
    known = user.__dict__.get("_roles")
    if known is None:
        names = getattr(user, "role_names", None)
        if names is None:
            names = Group.objects.filter(user=user.pk).values_list("name", flat=True)
        names = set(names)
        known = frozenset(role for role in Role if role.value in names)
        if getattr(user, "is_superuser", False):
            known |= {Role.ADMINISTRATOR}
        user.__dict__["_roles"] = known
    return known


def may(user: Person, act: Act) -> bool:
    """Whether one of this person's roles allows it."""
    return any(act in MAY[role] for role in roles_of(user))


def granted(scopes: Iterable[str], act: Act) -> bool:
    """Whether a token of these scopes may do it, if its person may."""
    return any(act in GRANTS[Scope(scope)] for scope in scopes)


View: TypeAlias = Callable[..., HttpResponseBase]


def signed_in(view: View) -> View:
    """A view for whoever is signed in, whatever they are. Others are sent to sign in; if they sent a form,
    what they typed is kept meanwhile. htmx, which would put such pages into the page, is told in a status."""

    @wraps(view)
    def guarded(request: HtmxHttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.htmx:
            return HttpResponse(status=401)
        if request.method == "POST":
            return busy(request, SIGNED_OUT)
        return redirect_to_login(request.get_full_path())

    return guarded


def only_for(act: Act) -> Callable[[View], View]:
    """A view for those who may. Others are sent to sign in, or refused. It stands above all that
    decorates a view, so that nothing is told to those who may not."""

    def guard(view: View) -> View:
        @signed_in
        @wraps(view)
        def guarded(request: HtmxHttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not may(request.user, act):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return guard


def people_who_may(act: Act) -> QuerySet[Any]:
    """Those whose roles allow it, by name."""
    names = [role.value for role in Role if act in MAY[role]]
    allowed = Q(is_superuser=True) | Q(pk__in=_members(names))
    return get_user_model()._default_manager.filter(allowed, is_active=True).order_by("username")


def _members(names: list[str]) -> QuerySet[Any]:
    return Group.objects.filter(name__in=names).values("user")


def may_read(user: Person) -> bool:
    """Whether this person reads all of the record, and not only what is open to the public."""
    return may(user, Act.READ)


def claims_for(user: Person) -> ClaimQuerySet:
    """The claims that this person may see: all, or those that `settings.PUBLIC` opens to everybody."""
    claims = Claim.objects.all()
    if may_read(user):
        return claims
    if settings.PUBLIC == "published":
        return claims.published()
    return claims.sample() if settings.PUBLIC == "sample" else claims.none()


def scope_for(user: Person) -> str:
    """Whose kept numbers count what this person may see (`claims.tallying`); empty if nobody's do."""
    if may_read(user):
        return KeptTally.Scope.EVERYTHING
    return KeptTally.Scope.PUBLISHED if settings.PUBLIC == "published" else ""


def is_open(claim: Claim) -> bool:
    """Whether everybody may read this claim: what `claims_for` finds for whoever has not signed in."""
    if claim.merged_into_id:
        return False
    if settings.PUBLIC == "published":
        return claim.state == State.PUBLISHED
    return settings.PUBLIC == "sample" and claim.external_id.startswith(SAMPLE)


def why_closed(claim: Claim) -> str:
    """Why a claim that is published is read by nobody who has not signed in; empty if that is not so."""
    if claim.state != State.PUBLISHED or is_open(claim):
        return ""
    return _(
        "Only who has signed in can read it: this site is closed to the public. Whoever runs it opens "
        "published claims to everybody with PROVENANCE_PUBLIC=1."
    )


def may_see_claim(user: Person, claim: Claim) -> bool:
    """Whether `claims_for` holds this claim, which has been read already."""
    return may_read(user) or is_open(claim)


def articles_for(user: Person) -> ArticleQuerySet:
    """The articles that this person may see: the public sees those that make a claim which it sees."""
    articles = Article.objects.all()
    if may_read(user):
        return articles
    claims = claims_for(user).values("pk")
    quoted = Appearance.objects.filter(snapshot__article=OuterRef("pk"), claim__in=claims)
    return articles.filter(Exists(quoted))


def may_see_article(user: Person, article: Article) -> bool:
    """Whether `articles_for` holds this article, which has been read already."""
    return may_read(user) or articles_for(user).filter(pk=article.pk).exists()


def sources_for(user: Person) -> SourceQuerySet:
    """The sources that this person may see: the public sees those that publish, or are named for, a
    claim which it sees, and the owners of those."""
    sources = Source.objects.all()
    if may_read(user):
        return sources
    # Asked of each source by itself: all of those together would be most of the record.
    return sources.filter(
        Exists(_published(user, publisher=OuterRef("pk")))
        | Exists(_named(user, source=OuterRef("pk")))
        | Exists(_published(user, publisher__owner=OuterRef("pk"), publisher__merged_into=None))
        | Exists(_named(user, source__owner=OuterRef("pk"), source__merged_into=None))
    )


def may_see(user: Person, source: Source) -> bool:
    """Whether `sources_for` holds this source, which stands for itself: asked in steps, each of which is
    quick, and the first that finds something is enough."""
    return (
        may_read(user)
        or _named(user, source=source).exists()
        or _published(user, publisher=source).exists()
        or _named(user, source__owner=source, source__merged_into=None).exists()
        or _published(user, publisher__owner=source, publisher__merged_into=None).exists()
    )


def _published(user: Person, **by: Any) -> QuerySet[Appearance]:
    """The appearances of claims that this person may see in articles of a publisher."""
    articles = {f"snapshot__article__{name}": value for name, value in by.items()}
    return Appearance.objects.filter(**articles, claim__in=claims_for(user).values("pk"))


def _named(user: Person, **who: Any) -> QuerySet[Attribution]:
    """The attributions to a source in appearances of claims that this person may see."""
    claims = claims_for(user).values("pk")
    return Attribution.objects.filter(**who, appearance__claim__in=claims)


def topics_for(user: Person) -> QuerySet[Topic]:
    """The topics that this person may see: the public sees those of claims that it sees."""
    topics = Topic.objects.all()
    return topics if may_read(user) else topics.filter(claims__in=claims_for(user)).distinct()


class Allowed(Mapping[str, bool]):
    """What somebody may do, by the names of acts; asked of the database when first looked at."""

    def __init__(self, user: Person) -> None:
        self.user = user

    def __getitem__(self, name: str) -> bool:
        return may(self.user, Act(name))

    def __iter__(self) -> Iterator[str]:
        return iter(act.value for act in Act)

    def __len__(self) -> int:
        return len(Act)


def in_templates(request: HttpRequest) -> dict[str, object]:
    """For templates: `{% if may.capture %}` decides whether to offer a link. Whether it may be
    followed, its view decides."""
    return {"may": Allowed(getattr(request, "user", AnonymousUser()))}
