"""What is logged, and how it is written: plain lines for a terminal, or JSON, a line an event.

Logs are kept elsewhere than the record and read by others, so nothing personal goes into the JSON: no names,
no addresses of people or machines, no quotes, no words that were searched for. Hence

- of an address the name of its route is logged, never its path or what follows the question mark;
- a fault is logged by its kind and its places in the code. Its message may quote what it was about (of
  PostgreSQL's "Key (email)=(…) already exists" all that is kept is the name of the rule), and is kept only of
  the kinds that speak of code;
- of a line of another package its wording is logged, without what was filled in;
- of what a line carries besides, only the fields below are written.
"""

import logging
import os
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from pythonjsonlogger.json import JsonFormatter

from provenance import request_id

OURS = ("claims", "provenance")
FIELDS = ("method", "route", "status", "task", "job", "outcome", "ms", "sql")
SPEAK_OF_CODE = (AttributeError, ImportError, NameError, NotImplementedError, TypeError)
MOST_PLACES = 40  # of a traceback, the innermost
LONGEST_CHAIN = 5  # faults that were raised over one another
ROOT = Path(__file__).resolve().parent.parent
Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class JsonLine(JsonFormatter):
    """Writes an event as one line of JSON, without anything personal."""

    def add_fields(
        self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]
    ) -> None:
        """What the line holds."""
        moment = datetime.fromtimestamp(record.created, tz=UTC)
        log_data["time"] = moment.isoformat(timespec="milliseconds")
        log_data["level"] = record.levelname.lower()
        log_data["logger"] = record.name
        log_data["event"] = event(record)
        if number := request_id.current():
            log_data["request_id"] = number
        log_data.update({name: getattr(record, name) for name in FIELDS if hasattr(record, name)})
        if record.exc_info and record.exc_info[1] is not None:
            log_data["error"] = list(told(record.exc_info[1]))

    def formatException(self, ei: Raised) -> str:
        """Nothing here: faults are told field by field."""
        return ""


class Faults(logging.Filter):
    """Lets through what tells of a fault. An answer that was meant, such as 503, has its own line."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether something was raised."""
        return bool(record.exc_info)


def event(record: logging.LogRecord) -> str:
    """What happened. What other packages fill into their sentences is left out."""
    if record.name.split(".")[0] in OURS:
        return record.getMessage()
    if record.name == "django.request" and record.args and isinstance(record.args, tuple):
        return str(record.args[0])  # "Internal Server Error"; the second is the path
    return str(record.msg)


def told(error: BaseException) -> Iterator[dict[str, Any]]:
    """A fault and those that it was raised over: the kind of each, and where in the code it was."""
    one: BaseException | None = error
    for _turn in range(LONGEST_CHAIN):
        if one is None:
            return
        said: dict[str, Any] = {"kind": f"{type(one).__module__}.{type(one).__qualname__}"}
        if isinstance(one, SPEAK_OF_CODE):
            said["message"] = str(one)
        diagnosis = getattr(one, "diag", None)  # psycopg's
        if rule := getattr(diagnosis, "constraint_name", None):
            said["rule"] = rule
        said["places"] = places(one)
        yield said
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)


def places(error: BaseException) -> list[str]:
    """Where a fault passed, the innermost last. The lines of the code, and no value that they held."""
    frames = traceback.extract_tb(error.__traceback__)[-MOST_PLACES:]
    return [f"{_short(one.filename)}:{one.lineno} {one.name}: {one.line}" for one in frames]


def _short(path: str) -> str:
    """A file as its package names it, which is the same on every machine."""
    _, found, inside = path.rpartition("site-packages/")
    return inside if found else path.removeprefix(f"{ROOT}/")


def wanted_as_json() -> bool:
    """Whether machines read the log: `PROVENANCE_LOGS`."""
    return os.environ.get("PROVENANCE_LOGS") == "json"


def configuration(as_json: bool, slow_queries: bool) -> dict[str, Any]:
    """`LOGGING`. A person's terminal shows what went wrong; JSON also tells each request and each job."""
    console: dict[str, Any] = {"class": "logging.StreamHandler"}
    if as_json:
        console["formatter"] = "json"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "provenance.logs.JsonLine"}},
        "filters": {"faults": {"()": "provenance.logs.Faults"}},
        "handlers": {"console": console},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            # Anybody can send a wrong Host header: the answer says enough.
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            "provenance.requests": {"level": "INFO" if as_json else "WARNING"},
            "provenance.jobs": {"level": "INFO" if as_json else "WARNING"},
            "provenance.slow": {"level": "WARNING" if as_json or slow_queries else "CRITICAL"},
            **({"django.request": {"level": "ERROR", "filters": ["faults"]}} if as_json else {}),
        },
    }


def of_the_web_server() -> dict[str, Any]:
    """The same JSON for what granian itself says."""
    return {
        "formatters": {"generic": {"()": "provenance.logs.JsonLine"}},
        "handlers": {"console": {"formatter": "generic", "class": "logging.StreamHandler"}},
        "loggers": {"_granian": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
    }
