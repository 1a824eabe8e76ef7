"""Serves the desk to browsers with granian, the same way whoever starts it."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from granian.server.common import AbstractServer

SECONDS_TO_FINISH = 5  # for requests under way when the desk is told to stop


def serve(host: str, port: int) -> None:
    """Serve the desk until it is told to stop."""
    from django.db import connections  # noqa: PLC0415 - the port is looked at before Django is
    from granian import Granian  # noqa: PLC0415
    from granian.constants import Interfaces  # noqa: PLC0415
    from granian.log import LogLevels  # noqa: PLC0415

    server = Granian(
        "servanda.desk.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        websockets=False,
        blocking_threads=2 * (os.cpu_count() or 1) + 1,
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_TO_FINISH,
        log_level=LogLevels.warning,
    )
    stop_as_people_expect(server)
    connections.close_all()  # the process that serves must not share one with this
    server.serve()


def stop_as_people_expect(server: AbstractServer[Any]) -> None:
    """Stop at once on Ctrl-C and when the terminal is closed.

    The terminal tells Ctrl-C to the serving process too, which granian tells a second time: it can
    hang on hearing both. And granian takes a closed terminal for a wish to reload, and stays.
    """
    hang_up = signal.getsignal(signal.SIGHUP) or signal.SIG_DFL
    if hang_up is signal.SIG_DFL:
        hang_up = server.signal_handler_interrupt
    server.on_startup(lambda: signal.signal(signal.SIGHUP, hang_up))
    os.register_at_fork(
        after_in_child=lambda: signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    )
