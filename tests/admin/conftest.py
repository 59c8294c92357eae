"""A signed-in editor, a small record, and the admin's pages filled in as a browser would."""

from typing import Any

import pytest
from django.apps import apps
from django.forms import MultiWidget
from django.test import Client
from django.urls import reverse

from claims.models import Appearance, Article, Attribution, Claim, Snapshot, Source, User
from tests import builders as make

TEXT = (
    "Overtime rose by 870% last year. The letter says that overtime is not paid.\n\n"
    "Officers told The Atlantic that overtime is not paid. A union confirmed it."
)
ONCE = "The letter says that overtime is not paid"
TWICE = "overtime is not paid"


@pytest.fixture
def editor(db: None) -> User:
    """A person who may do everything."""
    return make.user(is_staff=True, is_superuser=True)


@pytest.fixture
def client(editor: User) -> Client:
    """The editor's browser."""
    return signed_in(editor)


@pytest.fixture
def outlet(db: None) -> Source:
    """An outlet."""
    return make.source("The Courier")


@pytest.fixture
def officer(db: None) -> Source:
    """Somebody not named."""
    return make.source("a former officer", "anonymous")


@pytest.fixture
def atlantic(db: None) -> Source:
    """An outlet that passes things on."""
    return make.source("The Atlantic")


@pytest.fixture
def snapshot(outlet: Source) -> Snapshot:
    """What is captured of an article of the outlet."""
    return make.snapshot(TEXT, publisher=outlet, title="Overtime")


@pytest.fixture
def article(snapshot: Snapshot) -> Article:
    """The article."""
    return snapshot.article


@pytest.fixture
def claim(db: None) -> Claim:
    """A claim that nobody makes yet."""
    return make.claim("Officers' overtime is not paid")


@pytest.fixture
def appearance(claim: Claim, snapshot: Snapshot) -> Appearance:
    """The claim's first appearance, attributed to nobody yet."""
    return make.appearance(claim, snapshot, quote=ONCE, basis="attributed")


@pytest.fixture
def chain(appearance: Appearance, officer: Source, atlantic: Source) -> Attribution:
    """The officer said so, passed on by The Atlantic."""
    return make.attributed(appearance, (atlantic, officer))


def signed_in(user: User) -> Client:
    """A browser in which somebody has signed in."""
    client = Client()
    client.force_login(user)
    return client


def page(of: Any, what: str = "change") -> str:
    """The address of a record's page in the admin; for a model, that of its list or its empty form."""
    name = f"admin:{of._meta.app_label}_{of._meta.model_name}_{what}"
    return reverse(name, args=[of.pk] if what in {"change", "delete"} else [])


def filled(response: Any, **changes: Any) -> dict[str, Any]:
    """What a browser would send for the page, after somebody changed these fields.

    A name such as `marks__0__reason` stands for the field `marks-0-reason`.
    """
    context: Any = response.context
    parts = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        parts += [inline.formset.management_form, *inline.formset.forms]
    sent: dict[str, Any] = {}
    for form in parts:
        for field in form:
            value, widget = field.value(), field.field.widget
            if isinstance(widget, MultiWidget):
                parts_sent = widget.decompress(value)
                sent |= {
                    f"{field.html_name}_{i}": part for i, part in enumerate(parts_sent) if part
                }
            elif value is not None and value is not False:
                sent[field.html_name] = value
    for name, value in changes.items():
        sent[name.replace("__", "-")] = value
    return sent


def row(prefix: str, number: int, total: int, **fields: Any) -> dict[str, Any]:
    """What a browser would send for a row that somebody added."""
    typed = {f"{prefix}-{number}-{name}": value for name, value in fields.items()}
    return {f"{prefix}-TOTAL_FORMS": str(total), **typed}


def errors(response: Any) -> list[str]:
    """Everything that the page complains of, rows included."""
    assert response.status_code == 200
    return [
        str(error)
        for said in response.context["errors"]
        for error in ([said] if isinstance(said, str) else said)
    ]


def last_event(of: str) -> tuple[str, dict[str, Any]]:
    """The newest entry of a table's trail: what was done, with who and why."""
    events = apps.get_model("claims", f"{of}event").objects
    event = events.select_related("pgh_context").latest("pgh_id")
    return event.pgh_label, event.pgh_context.metadata
