"""A desk of its own, served as `make run` serves it, and a Chromium to look at it with."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from house.skipped import CHROMIUM

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
]
PATIENCE = 90  # seconds for the first start on a slow machine
WAY_IN = re.compile(r"as\s+(\S+)\s+with the password\s+(\S+)")


@dataclass(frozen=True, slots=True)
class Site:
    """Where the desk is, and how its officer signs in."""

    address: str
    email: str
    password: str
    data: Path


@dataclass
class Reader:
    """Somebody at a browser; `wrong` is what their console complained of."""

    page: Page
    address: str
    wrong: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        """Open a page of the desk."""
        self.page.goto(f"{self.address}{path}")
        return self.page


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Use the system's Chromium, which asks nothing of the network."""
    return {"executable_path": str(CHROMIUM), "args": FLAGS}


@pytest.fixture(scope="session")
def base_url() -> None:
    """Stand in for a plugin's own fixture, which is written as pytest 10 will not allow."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve a fresh desk with the first dossier, on a free port, with data of its own."""
    place = tmp_path_factory.mktemp("desk")
    port = free_port()
    log = place / "log"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SERVANDA_")}
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, ROOT / "scripts" / "serve.py", "--port", str(port)],
            cwd=ROOT,
            env={**kept, "SERVANDA_DATA_DIR": str(place / "var")},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        address = f"http://127.0.0.1:{port}"
        try:
            wait_for(address, server, log)
            way_in = WAY_IN.search(log.read_text())
            assert way_in, log.read_text()
            yield Site(address, way_in[1], way_in[2], place / "var")
        finally:
            server.terminate()
            server.wait(timeout=20)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Return once the desk answers; fail with its own words when it does not."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/about/", timeout=5):  # noqa: S310
                return
        except OSError:
            time.sleep(0.3)
    pytest.fail(f"The desk did not start:\n{log.read_text()}")


@pytest.fixture
def reader(site: Site, page: Page) -> Reader:
    """Somebody who is not signed in, at 1440 pixels."""
    page.set_viewport_size({"width": 1440, "height": 900})
    return watched(site, page)


@pytest.fixture(scope="session")
def officers_cookies(site: Site, browser: Browser) -> list[Any]:
    """Sign the officer in, once."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site.address}/accounts/login/")
    page.fill("[name=login]", site.email)
    page.fill("[name=password]", site.password)
    page.click("main button.button")
    page.wait_for_url(lambda url: "/login/" not in url)
    cookies = context.cookies()
    context.close()
    return cookies


@pytest.fixture
def officer(site: Site, context: BrowserContext, officers_cookies: list[Any]) -> Reader:
    """Somebody who may add agreements."""
    context.add_cookies(officers_cookies)
    page = context.new_page()
    page.set_viewport_size({"width": 1440, "height": 900})
    return watched(site, page)


def watched(site: Site, page: Page) -> Reader:
    """Keep what the console complains of: scripts that fail, and what the policy blocks."""
    found = Reader(page, site.address)
    page.on("pageerror", lambda error: found.wrong.append(str(error)))
    page.on("console", lambda said: found.wrong.append(said.text) if said.type == "error" else None)
    return found
