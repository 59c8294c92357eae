"""What the pages that merge two claims, and two sources, have in common: find the other one, look at what
would become of both, agree."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from claims.actions.plan import Plan
from claims.forms.merging import MergeForm, number_in
from claims.models import User


@dataclass(frozen=True)
class Merging:
    """A page that merges two records of a kind.

    `page` names its address and its template, `kept` what the template calls the one that stays. `rows`
    are all records, also those that were merged; `others` are those to choose from, `found` those of
    them that words find. `alike` is what the template shows of those that may be the same, `would_be`
    what it shows of a plan.
    """

    page: str
    kept: str
    rows: Callable[[], QuerySet[Any]]
    others: Callable[[], QuerySet[Any]]
    alike: Callable[[Any, Any], Mapping[str, object]]
    found: Callable[[Any, str], QuerySet[Any]]
    would_be: Callable[[Plan], Mapping[str, object]]
    most: int

    def answer(self, request: HttpRequest, key: int) -> HttpResponse:
        """Records to choose from; with `other`, what merging that one into this would do. POST does it."""
        kept = get_object_or_404(self.rows(), pk=key)
        if kept.merged_into_id and request.method != "POST":
            return redirect(self.page, kept.merged_into_id)
        sent = request.POST if request.method == "POST" else None
        other = number_in((sent or request.GET).get("other", ""))
        if other is None:
            return self._choosing(request, kept)
        return self._looking(request, kept, get_object_or_404(self.rows(), pk=other))

    def _choosing(self, request: HttpRequest, kept: Any) -> HttpResponse:
        typed = request.GET.get("q", "").strip()
        number = number_in(typed)
        others = self.others().exclude(pk=kept.pk)
        if not typed:
            return self._shown(request, kept, self.alike(others, kept))
        found = others.filter(pk=number) if number is not None else self.found(others, typed)
        return self._shown(request, kept, {"typed": typed, "found": found[: self.most]})

    def _looking(self, request: HttpRequest, kept: Any, gone: Any) -> HttpResponse:
        sent = request.POST if request.method == "POST" else None
        form = MergeForm(sent, kept=kept, gone=gone)
        looks = bool(sent and "look" in sent)
        if looks:
            form.look_again()
        elif form.is_bound and form.is_valid() and (made := form.record(by=_editor(request))):
            return redirect(made)
        would_be = self.would_be(form.plan) if form.plan else {}
        status = 400 if form.is_bound and not looks else 200
        return self._shown(request, kept, {"other": gone, "form": form, **would_be}, status)

    def _shown(
        self, request: HttpRequest, kept: Any, context: Mapping[str, object], status: int = 200
    ) -> HttpResponse:
        template = f"claims/{self.page}.html"
        return render(request, template, {self.kept: kept, **context}, status=status)


def _editor(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


def number_of(rows: QuerySet[Any], by: str) -> Coalesce:
    """How many of the rows point at a record by this column. Asked for the records that are shown alone,
    not for all that were looked through."""
    counted = rows.filter(**{by: OuterRef("pk")}).order_by().values(by).annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")), 0)
