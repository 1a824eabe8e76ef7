"""Releases: the assessment frozen into one file that anybody can check without the desk."""

from servanda.exchange.release.checking import verify
from servanda.exchange.release.comparing import (
    Changed,
    Comparison,
    PeriodChange,
    Told,
    differences,
)
from servanda.exchange.release.gaps import Gap, Lacking, gaps
from servanda.exchange.release.model import FORMAT, VERSION, Release
from servanda.exchange.release.settling import assessments, files, settled
from servanda.exchange.release.sheets import commitments_csv, figures_csv
from servanda.exchange.release.writing import NotARelease, read, sha256, write

__all__ = [
    "FORMAT",
    "VERSION",
    "Changed",
    "Comparison",
    "Gap",
    "Lacking",
    "NotARelease",
    "PeriodChange",
    "Release",
    "Told",
    "assessments",
    "commitments_csv",
    "differences",
    "figures_csv",
    "files",
    "gaps",
    "read",
    "settled",
    "sha256",
    "verify",
    "write",
]
