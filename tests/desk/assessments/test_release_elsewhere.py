"""The same dossier gives the same release on another desk, whatever database that one has."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from desk.assessments.released import KNOWN
from servanda.desk.accounts.models import Partnership
from servanda.desk.agreements.services import dump_dossier, load_dossier
from servanda.desk.assessments.selectors.release_content import Frozen, content
from servanda.desk.record.services import SYSTEM
from servanda.exchange import release as exchange
from servanda.ledger import Checkpoint

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[3]
FIRST = ROOT / "dossiers" / "azerbaijan-us"
FROZEN = Frozen(1, date(2026, 11, 21), KNOWN, Checkpoint(9, "a" * 64))

CHILD = """
import sys, django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from desk.assessments.test_release_elsewhere import FROZEN
from servanda.desk.accounts.models import Partnership
from servanda.desk.agreements.services import load_dossier
from servanda.desk.assessments.selectors.release_content import content
from servanda.desk.record.services import SYSTEM
from servanda.exchange import release
from pathlib import Path
load_dossier(Path(sys.argv[1]), by=SYSTEM)
sys.stdout.buffer.write(release.write(content(Partnership.objects.get(), FROZEN)))
"""


def test_a_dossier_dumped_here_and_loaded_into_sqlite_gives_the_same_bytes(tmp_path: Path) -> None:
    load_dossier(FIRST, by=SYSTEM)
    here = exchange.write(content(Partnership.objects.get(), FROZEN))
    dump_dossier("azerbaijan-us", tmp_path / "dumped")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SERVANDA_")}

    there = subprocess.run(
        [sys.executable, "-c", CHILD, tmp_path / "dumped"],
        cwd=ROOT,
        env={
            **kept,
            "SERVANDA_DATA_DIR": str(tmp_path / "var"),
            "DJANGO_SETTINGS_MODULE": "servanda.desk.web.settings",
            "PYTHONPATH": "src:tests",
            "PYTHONHASHSEED": "7",
        },
        capture_output=True,
        check=True,
        timeout=240,
    ).stdout

    assert there == here
    assert b'"quote":' in here
