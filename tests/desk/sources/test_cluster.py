"""The same ingest on a Dask cluster, here a local one."""

from pathlib import Path
from typing import Any

import pytest

from desk.sources.samples import ingested, report, written
from servanda.desk.accounts.models import Partnership
from servanda.desk.sources import files
from servanda.desk.sources.models import Original
from servanda.desk.sources.places import originals

distributed = pytest.importorskip("distributed", reason="servanda[cluster] is not installed")
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("default")]


def test_documents_are_prepared_by_a_cluster_and_stored_here(
    here: Partnership, tmp_path: Path, settings: Any
) -> None:
    folder = written(tmp_path / "in", a_txt=report(1), b_txt=report(2), c_pdf=b"%PDF-")
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        settings.DASK_SCHEDULER = cluster.scheduler_address

        job = ingested(here, folder)

    assert sorted(each.state for each in job.items.all()) == ["refused", "taken", "taken"]
    kept = sorted(files.read(originals(), each.sha256) for each in Original.objects.all())
    assert kept == [report(1).encode(), report(2).encode()]
