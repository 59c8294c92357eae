"""A row of the queue: fifty stand on a page, and a template takes several times as long to write them."""

from html import escape
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from claims.templatetags.claim_text import caveat, flag_tags, status_mark

register = template.Library()


@register.simple_tag(takes_context=True)
def queue_row(context: dict[str, Any], row: Any, *, outside: bool = False) -> SafeString:
    """A row of the queue (`claims.views.review.Row`), with what may be done to it; `outside` of the list, it
    takes the place of the one that stands there. All that is put in has been escaped."""
    claim, box, take = row.claim, "", ""
    version, user = escape(claim.version), context["request"].user
    if context.get("may_assign"):
        box = _button(f'<input type="checkbox" name="shown" value="{version}"', row.choose)
        if claim.assignee_id != user.pk:
            take = _button(f'<button type="submit" name="take" value="{version}"', row.take)
            take += f"{escape(_('Take'))}</button>"
    address = reverse("review_claim", args=[claim.pk])
    address += f"?{context['state']}" if context.get("state") else ""
    who = claim.assignee.get_username() if claim.assignee else _("nobody")
    swapped = ' hx-swap-oob="true"' if outside else ""
    return mark_safe(  # noqa: S308
        f'<li id="row-{claim.pk}" class="row"{swapped}>{box} {status_mark(claim.status)} <div>'
        f'<a class="open" href="{escape(address)}">{escape(claim.statement)}</a>'
        f'<p class="told">{escape(row.told)}</p>{_clearing(row)}{caveat(claim)}{_under_way(row)}'
        f"{flag_tags(claim.flag_codes)}</div>"
        f'<div class="whose small"><span class="quiet">{escape(who)}</span> {take}</div></li>'
    )


def _button(begun: str, called: str) -> str:
    return f'{begun} aria-label="{escape(called)}">'


def _clearing(row: Any) -> str:
    return f"<p><b>{escape(_('To clear it:'))}</b> {escape(row.clears)}</p>" if row.clears else ""


def _under_way(row: Any) -> str:
    """What few rows have: what is asked for, or waits for a second person."""
    if row.pending or row.refused or row.tasks:
        return render_to_string("claims/under_way.html", {"row": row, "claim": row.claim})
    return ""
