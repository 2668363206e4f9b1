"""Which worker and beat processes are alive."""

from django.db import models


class Part(models.TextChoices):
    """A part of the system that has no address of its own to ask."""

    WORKER = "worker", "runs the tasks"
    BEAT = "beat", "starts the periodic tasks"


class Heartbeat(models.Model):
    """The last sign of life of one process. Written over and over; it tells nothing about anyone."""

    part = models.CharField(max_length=8, choices=Part)
    host = models.CharField(max_length=255)
    pid = models.PositiveIntegerField()
    at = models.DateTimeField()
    commit = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["part", "host", "pid"], name="health_heartbeat_process"),
            models.CheckConstraint(condition=models.Q(part__in=["worker", "beat"]), name="health_heartbeat_part"),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.host}:{self.pid}"
