"""The addresses of the app. One name, one view module, one template, one test module."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from claims.views import (
    account,
    appearance_move,
    article,
    article_capture,
    article_compare,
    article_copy,
    article_correct,
    article_edit,
    article_history,
    article_list,
    article_suggestions,
    article_what_if,
    capture,
    capture_progress,
    check,
    check_claim,
    check_record,
    check_report,
    claim,
    claim_history,
    claim_list,
    claim_merge,
    claim_notes,
    claim_submit,
    claim_withhold,
    draft,
    figure,
    healthz,
    home,
    invitation,
    list_export,
    me,
    measure,
    measure_list,
    merge,
    method,
    people,
    person,
    record,
    review,
    review_claim,
    review_export,
    review_feed,
    review_filters,
    review_tasks,
    snapshot_file,
    source,
    source_history,
    source_list,
    source_merge,
    source_options,
    source_what_if,
)


class Listed(StringConverter):
    """The lists that can be taken away, by the names that their addresses have."""

    regex = "|".join(list_export.LISTS)


class Form(StringConverter):
    """The forms in which they can be."""

    regex = "|".join(list_export.FORMS)


register_converter(Listed, "listed")
register_converter(Form, "form")

urlpatterns = [
    path("", home.home, name="home"),
    path("<listed:listed>.<form:form>", list_export.list_export, name="list_export"),
    path("claims/", claim_list.claim_list, name="claims"),
    path("claims/<int:claim_id>/", claim.claim, name="claim"),
    path("claims/<int:claim_id>/merge/", claim_merge.claim_merge, name="claim_merge"),
    path(
        "appearances/<int:appearance_id>/move/",
        appearance_move.appearance_move,
        name="appearance_move",
    ),
    path("merges/<int:merge_id>/", merge.merge, name="merge"),
    path("claims/<int:claim_id>/history/", claim_history.claim_history, name="claim_history"),
    path("claims/<int:claim_id>/notes/", claim_notes.claim_notes, name="claim_notes"),
    path("claims/<int:claim_id>/submit/", claim_submit.claim_submit, name="claim_submit"),
    path("claims/<int:claim_id>/withhold/", claim_withhold.claim_withhold, name="claim_withhold"),
    path("review/", review.review, name="review"),
    path("review.<form:form>", review_export.review_export, name="review_export"),
    path("review/several/", review.several, name="review_several"),
    path("review/filters/", review_filters.review_filters, name="review_filters"),
    path("review/tasks/", review_tasks.review_tasks, name="review_tasks"),
    path("review/<int:claim_id>/", review_claim.review_claim, name="review_claim"),
    path("review/<int:claim_id>/mark/", review_claim.mark, name="review_mark"),
    path("review/<int:claim_id>/ask/", review_claim.ask, name="review_ask"),
    path("review/<int:claim_id>/sign-off/", review_claim.sign_off, name="review_sign_off"),
    path("articles/", article_list.article_list, name="articles"),
    path("articles/<int:article_id>/", article.article, name="article"),
    path("articles/<int:article_id>/record/", record.record, name="record"),
    path(
        "articles/<int:article_id>/capture/",
        article_capture.article_capture,
        name="article_capture",
    ),
    path(
        "articles/<int:article_id>/compare/",
        article_compare.article_compare,
        name="article_compare",
    ),
    path(
        "articles/<int:article_id>/copies/<int:other_id>/",
        article_copy.article_copy,
        name="article_copy",
    ),
    path(
        "articles/<int:article_id>/correct/",
        article_correct.article_correct,
        name="article_correct",
    ),
    path("articles/<int:article_id>/edit/", article_edit.article_edit, name="article_edit"),
    path(
        "articles/<int:article_id>/history/",
        article_history.article_history,
        name="article_history",
    ),
    path(
        "articles/<int:article_id>/suggestions/",
        article_suggestions.article_suggestions,
        name="article_suggestions",
    ),
    path(
        "articles/<int:article_id>/what-if/",
        article_what_if.article_what_if,
        name="article_what_if",
    ),
    path("snapshots/<int:snapshot_id>/file/", snapshot_file.snapshot_file, name="snapshot_file"),
    path("sources/", source_list.source_list, name="sources"),
    path("sources/<int:source_id>/", source.source, name="source"),
    path("sources/<int:source_id>/history/", source_history.source_history, name="source_history"),
    path("sources/<int:source_id>/what-if/", source_what_if.source_what_if, name="source_what_if"),
    path("sources/<int:source_id>/merge/", source_merge.source_merge, name="source_merge"),
    path("sources/options/", source_options.source_options, name="source_options"),
    path("figures/", measure_list.measure_list, name="figures"),
    path("figures/<int:measure_id>/", measure.measure, name="measure"),
    path("figures/of/<int:figure_id>/", figure.figure, name="figure"),
    path("capture/", capture.capture, name="capture"),
    path("capture/<int:capture_id>/", capture_progress.capture_progress, name="capture_progress"),
    path("check/", check.check, name="check"),
    path("check/report/", check_report.check_report, name="check_report"),
    path("check/record/", check_record.check_record, name="check_record"),
    path("check/claims/<int:claim_id>/", check_claim.check_claim, name="check_claim"),
    path("check/drafts/<int:draft_id>/", draft.draft, name="draft"),
    path("review/feed/<str:token>/", review_feed.review_feed, name="review_feed"),
    path("me/", me.me, name="me"),
    path("method/", method.method, name="method"),
    path("accounts/", account.account, name="account"),
    path("accounts/sessions/<int:session_id>/end/", account.end_session, name="end_session"),
    path("invitation/<str:key>/", invitation.invitation, name="invitation"),
    path("people/", people.people, name="people"),
    path("people/invitations/<int:invitation_id>/renew/", people.renew, name="renew_invitation"),
    path("people/invitations/<int:invitation_id>/revoke/", people.revoke, name="revoke_invitation"),
    path("people/<int:person_id>/", person.person, name="person"),
    path("people/<int:person_id>/role/", person.role, name="person_role"),
    path("people/<int:person_id>/active/", person.active, name="person_active"),
    path("people/<int:person_id>/sessions/", person.sessions, name="person_sessions"),
    path("people/<int:person_id>/factors/", person.factors, name="person_factors"),
    path("healthz", healthz.healthz, name="healthz"),
]
