"""Says on what machine a benchmark ran, how busy it was, and which peers are not there."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


def described() -> str:
    """Describe the machine in a line: processor, cores, Python, and its load just now."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    return (
        f"machine: {_processor()}, {cores} cores for this run, {platform.system()}, "
        f"Python {platform.python_version()}; load at the start {load:.1f}"
    )


def compared(packages: Mapping[str, str]) -> str:
    """Say with what is compared: packages by name, each with its version or as not there."""
    found, absent = [], []
    for name, package in packages.items():
        try:
            found.append(f"{name} {version(package)}")
        except PackageNotFoundError:
            absent.append(f"{name} (pip install {package})")
    said = f"compared with: {', '.join(found) or 'nothing'}"
    return f"{said}; not installed and not compared: {', '.join(absent)}" if absent else said


def _processor() -> str:
    listed = Path("/proc/cpuinfo")
    lines = listed.read_text(encoding="utf-8").splitlines() if listed.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())
