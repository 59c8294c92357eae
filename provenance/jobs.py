"""Every job has a line in the log when it is over, with the number of the request that asked for it."""

import logging
import time
from collections.abc import Callable
from typing import Any

from procrastinate.job_context import JobContext
from procrastinate.worker import Worker

from provenance import request_id, slow

log = logging.getLogger(__name__)


def noted(do: Callable[[], Any], context: JobContext, worker: Worker) -> Any:
    """Do a job, and say so in the log: a task middleware of procrastinate, in the thread of the job."""
    begun, outcome = time.perf_counter(), "failed"
    number = str(context.job.task_kwargs.get("request_id") or "")
    with request_id.at_work_for(number), slow.watched():
        try:
            result = do()
            outcome = "done"
            return result
        finally:
            said = {"task": context.job.task_name, "job": context.job.id, "outcome": outcome}
            taken = round((time.perf_counter() - begun) * 1000)
            log.info("job %s", outcome, extra={**said, "ms": taken})
