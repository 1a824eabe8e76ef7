"""Django's own commands for the desk: `python -m servanda.desk migrate`."""

import os
import sys

from django.core.management import execute_from_command_line


def main(arguments: list[str] | None = None) -> None:
    """Run one of Django's commands with the desk's settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "servanda.desk.web.settings")
    execute_from_command_line(
        ["servanda desk", *(sys.argv[1:] if arguments is None else arguments)]
    )


if __name__ == "__main__":
    main()
