"""Web, worker and beat: how each is started, and whether all of them answer."""

import json
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any

APPLICATION = "care.wsgi:application"
CELERY = "care.celery"
BEAT_SCHEDULER = "care.health.tasks:BeatScheduler"


def web(*, descriptor: int) -> list[str]:
    """gunicorn on a socket that the supervisor has taken already."""
    return [
        *(sys.executable, "-m", "gunicorn", APPLICATION, "--bind", f"fd://{descriptor}", "--name", "throughline"),
        *("--worker-class", "gthread", "--workers", "2", "--threads", "4", "--preload", "--no-control-socket"),
        *("--timeout", "60", "--graceful-timeout", "5", "--keep-alive", "5"),
    ]


def worker() -> list[str]:
    return [
        *(sys.executable, "-m", "celery", "-A", CELERY, "worker", "--concurrency", "2", "--loglevel", "INFO"),
        *("--without-gossip", "--without-mingle"),
    ]


def beat() -> list[str]:
    return [sys.executable, "-m", "celery", "-A", CELERY, "beat", "--scheduler", BEAT_SCHEDULER, "--loglevel", "INFO"]


def missing(address: str, *, environment: Mapping[str, str], younger_than: float) -> list[str]:
    """The parts that do not answer yet; a heartbeat older than `younger_than` seconds is one of an earlier start."""
    host = environment.get("CARE_HOSTS", "").split(",")[0].strip()
    headers = {"X-Forwarded-Proto": "https", **({"Host": host} if host else {})}
    try:
        with urllib.request.urlopen(urllib.request.Request(f"{address}/readyz", headers=headers), timeout=5) as answer:  # noqa: S310
            report = json.load(answer)
    except urllib.error.HTTPError as error:
        try:
            report = json.load(error)
        except ValueError:
            return [f"web (status {error.code})"]
    except (OSError, ValueError):
        return ["web"]
    return [name for name, part in report.get("parts", {}).items() if not _answers(part, younger_than)]


def _answers(part: Mapping[str, Any], younger_than: float) -> bool:
    return part.get("state") == "ok" and float(part.get("age", 0)) <= younger_than
