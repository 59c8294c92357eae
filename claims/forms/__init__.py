"""The forms of the pages, one a file."""

from claims.forms.article import ArticleForm
from claims.forms.capture import CaptureForm
from claims.forms.copying import CopyForm
from claims.forms.correction import CorrectionForm
from claims.forms.importing import BeginForm, EncodingForm, ImportForm
from claims.forms.note import DigestForm, NoteForm
from claims.forms.record import RecordForm
from claims.forms.sources import named_source, numbered

__all__ = [
    "ArticleForm",
    "BeginForm",
    "CaptureForm",
    "CopyForm",
    "CorrectionForm",
    "DigestForm",
    "EncodingForm",
    "ImportForm",
    "NoteForm",
    "RecordForm",
    "named_source",
    "numbered",
]
