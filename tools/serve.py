"""Run web and worker together: one line says where, Ctrl-C stops both, and so does either's end."""

import os
import signal
import sys
from pathlib import Path

from honcho.manager import Manager
from honcho.printer import Printer

BIN = Path(sys.executable).parent
BY_HAND = (128 + signal.SIGINT, 128 + signal.SIGTERM)


def main() -> int:
    """Serve until stopped; the exit status is that of whatever ended first."""
    host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    if host not in ("127.0.0.1", "localhost", "::1"):
        # Serving beyond this machine by hand: visitors come under whatever name it has.
        environment.setdefault("ALLOWED_HOSTS", "*")
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    manager = Manager(Printer(sys.stdout))
    manager.add_process("web", web_command(bind), env=environment, quiet=False)
    manager.add_process("worker", worker_command(), env=environment, quiet=False)
    shown = "localhost" if host in ("0.0.0.0", "::") else host
    print(f"\n  Chromatheque is at http://{shown}:{port}/\n", flush=True)
    manager.loop()
    # Stopped by hand is how it is meant to end.
    return 0 if manager.returncode in (None, *BY_HAND) else manager.returncode


def web_command(bind: str) -> str:
    """Threads, because a page waits for the disk more than for the processor."""
    return (
        f"exec {BIN}/gunicorn config.wsgi --bind {bind} --workers 2 --threads 4"
        " --log-level warning --no-control-socket --limit-request-line 8190"
    )


def worker_command() -> str:
    """The background worker, looking for work every second."""
    return f"exec {BIN}/python manage.py worker --interval 1 --no-startup-delay --no-reload"


if __name__ == "__main__":
    sys.exit(main())
