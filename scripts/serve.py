"""Bring the desk up to date and serve it: what `make run` does once the environment stands.

Every step does nothing when nothing changed, so a second start is quick and keeps the data.
"""

import argparse
import errno
import os
import socket
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FIRST_DOSSIER = ROOT / "dossiers" / "azerbaijan-us"


def main() -> None:
    """Prepare the desk, say where it is and serve it until Ctrl-C."""
    from servanda.desk.serving import serve

    place = arguments()
    os.chdir(ROOT)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "servanda.desk.web.settings")
    refuse_a_taken_port(place.host, place.port)
    prepare()
    welcome(place.host, place.port)
    meanwhile = compute_meanwhile()
    try:
        serve(place.host, place.port)
    finally:
        meanwhile.terminate()


def arguments() -> argparse.Namespace:
    """Read where to serve from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    return parser.parse_args()


def refuse_a_taken_port(host: str, port: int) -> None:
    """Stop with one sentence when the address cannot be had, before anything is changed."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as problem:
            sys.exit(why_not(host, port, problem))


def why_not(host: str, port: int, problem: Exception) -> str:
    """Say why the address cannot be served on, and what to do."""
    if isinstance(problem, OSError) and problem.errno == errno.EADDRINUSE:
        return (
            f"Port {port} on {host} is in use by another program (perhaps Servanda is running "
            f"already): stop that program, or choose another port with: make run PORT={port + 1}"
        )
    why = f"Cannot serve on {host}, port {port}: {in_short(problem)}."
    return f"{why} Choose others with: make run HOST=… PORT=…"


def prepare() -> None:
    """Bring the desk up to date, or say in one sentence why it cannot be."""
    from django.core.exceptions import ImproperlyConfigured
    from django.db.utils import OperationalError

    try:
        bring_up_to_date()
    except ImproperlyConfigured as problem:
        sys.exit(f"The desk was not started. {problem}")
    except OperationalError as problem:
        sys.exit(
            f"The desk was not started, because its database cannot be used: {in_short(problem)}. "
            "Check SERVANDA_DATABASE_URL, or SERVANDA_DATA_DIR for SQLite."
        )


def bring_up_to_date() -> None:
    """Migrate the database, collect static files and load the first dossier."""
    import django

    django.setup()
    from django.core.management import call_command

    say("Preparing the database")
    call_command("migrate", interactive=False, verbosity=0)
    if static_files_changed():
        say("Collecting the static files")
        call_command("collectstatic", interactive=False, verbosity=0)
    load_first_dossier()


def static_files_changed() -> bool:
    """Tell whether any static file is newer than the collected ones."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders

    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not manifest.exists():
        return True
    sources = (
        Path(storage.path(name))
        for finder in get_finders()
        for name, storage in finder.list(ignore_patterns=[])
    )
    return newest(sources) > manifest.stat().st_mtime


def newest(paths: Iterable[Path]) -> float:
    """Give the time of the latest change to any of the files."""
    return max((path.stat().st_mtime for path in paths), default=0.0)


def load_first_dossier() -> None:
    """Load the dossier that ships with the product, through `servanda load`."""
    from servanda.cli import main as servanda

    try:
        servanda(["load", str(FIRST_DOSSIER.relative_to(ROOT))])
    except SystemExit as ended:
        if ended.code:
            sys.exit("The desk was not started, because its first dossier could not be loaded.")


def compute_meanwhile() -> subprocess.Popen[bytes]:
    """Let another process compute what the overview tells of the corridor; it ends by itself."""
    command = [sys.executable, "-m", "servanda.cli", "desk", "compute"]
    return subprocess.Popen(  # noqa: S603 - our own command
        command, stdout=subprocess.DEVNULL, start_new_session=True
    )


def welcome(host: str, port: int) -> None:
    """Print where to look and how to sign in."""
    from django.core.management import call_command

    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104
    say("", f"Servanda is at http://{shown}:{port}/", "")
    call_command("welcome")
    if host not in {"127.0.0.1", "localhost", "::1"} and "SERVANDA_HOSTS" not in os.environ:
        say("Others reach it only by a name in SERVANDA_HOSTS (see docs/reference/settings.md).")
    say("", "Ctrl-C stops it; the data stay in var/ and the next start takes seconds.")


def in_short(problem: Exception) -> str:
    """Put what an error says on one line, without its full stop."""
    return " ".join(str(problem).split()).rstrip(".?")


def say(*lines: str) -> None:
    """Print for a person, at once."""
    print(*lines, sep="\n", flush=True)


if __name__ == "__main__":
    main()
