"""The record: one concept a file."""

from claims.models import among as among
from claims.models.anchoring import Anchoring
from claims.models.api_answer import ApiAnswer
from claims.models.api_token import ApiToken
from claims.models.api_use import ApiUse
from claims.models.appearance import Appearance
from claims.models.article import Article, Correction, Derivation
from claims.models.attribution import Attribution
from claims.models.capture import Capture, CaptureAttempt, CaptureResult
from claims.models.capture_request import CaptureRequest
from claims.models.claim import Claim, ClaimTopic, Topic
from claims.models.claim_vector import ClaimVector
from claims.models.copying import CopyCheck, CopyProposal, Fingerprint
from claims.models.decision import Decision, SignOff
from claims.models.dismissed_suggestion import DismissedSuggestion
from claims.models.draft import Draft
from claims.models.drawn import Drawn
from claims.models.feed_token import FeedToken
from claims.models.figure import Figure
from claims.models.flag import Flag
from claims.models.import_run import ImportRow, ImportRun
from claims.models.invitation import Invitation
from claims.models.kept_tally import KeptTally
from claims.models.measure import Comparison, Measure
from claims.models.merge import Merge
from claims.models.note import Mention, Note
from claims.models.origin_mark import OriginMark
from claims.models.progress import Progress
from claims.models.saved_filter import SavedFilter
from claims.models.sign_in import SignIn
from claims.models.snapshot import Snapshot
from claims.models.source import Source
from claims.models.suggestion_list import SuggestionList
from claims.models.touched import Touched
from claims.models.user import User, UserGroup, UserPermission
from claims.models.webhook import Delivery, Webhook, WebhookSecret

__all__ = [
    "Anchoring",
    "ApiAnswer",
    "ApiToken",
    "ApiUse",
    "Appearance",
    "Article",
    "Attribution",
    "Capture",
    "CaptureAttempt",
    "CaptureRequest",
    "CaptureResult",
    "Claim",
    "ClaimTopic",
    "ClaimVector",
    "Comparison",
    "CopyCheck",
    "CopyProposal",
    "Correction",
    "Decision",
    "Delivery",
    "Derivation",
    "DismissedSuggestion",
    "Draft",
    "Drawn",
    "FeedToken",
    "Figure",
    "Fingerprint",
    "Flag",
    "ImportRow",
    "ImportRun",
    "Invitation",
    "KeptTally",
    "Measure",
    "Mention",
    "Merge",
    "Note",
    "OriginMark",
    "Progress",
    "SavedFilter",
    "SignIn",
    "SignOff",
    "Snapshot",
    "Source",
    "SuggestionList",
    "Topic",
    "Touched",
    "User",
    "UserGroup",
    "UserPermission",
    "Webhook",
    "WebhookSecret",
]
