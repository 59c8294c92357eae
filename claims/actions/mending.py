"""Mending what a worker left behind that was killed, or whose machine was lost."""

from datetime import timedelta

from django.db.models import BigIntegerField, Exists, OuterRef, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from claims.actions import importing, jobs
from claims.actions.capturing import note_lost, note_stopped
from claims.actions.recording import recording
from claims.models import Capture

SETTLED = timedelta(minutes=1)  # within which a capture that is done without a job has begun


def mend() -> None:
    """Have captures that were stopped in the middle tried again, and tell of those that lost their job; have
    imports gone on with."""
    for pk in ProcrastinateJob.objects.filter(status="doing").values_list("pk", flat=True):
        _mend_job(pk)
    for capture in without_job():
        _mend_capture(capture.pk)
    importing.go_on()


def without_job() -> QuerySet[Capture]:
    """Captures that are under way as their rows say, and that no job in the queue is for."""
    number = Cast(KeyTextTransform("capture_id", "args"), BigIntegerField())
    live = ProcrastinateJob.objects.filter(task_name=jobs.JOB, status__in=["todo", "doing"])
    its_own = live.annotate(capture=number).filter(capture=OuterRef("pk"))
    settled = Capture.objects.under_way().filter(asked_at__lt=timezone.now() - SETTLED)
    return settled.filter(~Exists(its_own)).order_by("pk")


def _mend_job(pk: int) -> None:
    """Take a job out of the queue if nobody is at work on it, and note that of its capture."""
    with recording(by=None):
        job = jobs.begun(pk)
        if job is None or not (jobs.silent(job) or _stopped(job)):
            return
        jobs.drop(job)
        if job.task_name == jobs.JOB and (capture := _under_way(job.args["capture_id"])):
            note_stopped(capture)


def _stopped(job: ProcrastinateJob) -> bool:
    """Whether the process that did a capture is gone, though its worker has not been silent for long."""
    if job.task_name != jobs.JOB or not jobs.nobody_at_work(job.args["capture_id"]):
        return False
    # Asked after that: a process holds its capture before the row says that it runs.
    return Capture.objects.filter(pk=job.args["capture_id"], state=Capture.State.RUNNING).exists()


def _mend_capture(pk: int) -> None:
    with recording(by=None):
        capture = _under_way(pk)
        if capture and jobs.nobody_at_work(pk) and without_job().filter(pk=pk).exists():
            note_lost(capture)


def _under_way(pk: int) -> Capture | None:
    """A capture that is not over, locked in this transaction."""
    return Capture.objects.select_for_update().under_way().filter(pk=pk).first()
