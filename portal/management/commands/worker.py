import signal
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand

from portal import running
from portal.worker import Worker


class Command(BaseCommand):
    help = "Do periodic jobs and background tasks until the process is asked to stop."

    def handle(self, *args: Any, **options: Any) -> None:
        worker = Worker()

        def stop(number: int, frame: FrameType | None) -> None:
            worker.stop()

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        running.hold()
        worker.run()
