"""Sessions as Django keeps them, read by a question that is put together once: every page reads one."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from claims.models.written import ANY, Written

SESSION = Written(lambda: Session.objects.filter(session_key=ANY))


class SessionStore(db.SessionStore):
    """A session in PostgreSQL."""

    def _get_session_from_db(self) -> Session | None:
        for found in SESSION.about(self.session_key or ""):
            if found.expire_date > timezone.now():
                return found
        self._session_key = None
        return None
