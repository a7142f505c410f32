"""Fixtures: a server of the real binary, Chromium, pages in every role."""

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

from house import House

#: What a browser needs to have a camera without a person, and loopback addresses in its offers.
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    "--disable-features=WebRtcHideLocalIpsWithMdns",
]


@pytest.fixture(scope="session")
def binary():
    path = os.environ.get("TRADEWIND_BINARY")
    if not path:
        pytest.skip("TRADEWIND_BINARY does not name the tradewind binary to test")
    if not os.access(path, os.X_OK):
        pytest.skip(f"TRADEWIND_BINARY names {path}, which cannot be run")
    return path


@pytest.fixture(scope="module")
def house(binary, tmp_path_factory):
    """A demo server for the tests of one file."""
    house = House(binary, tmp_path_factory.mktemp("house") / "data")
    house.start()
    yield house
    house.stop()


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as driver:
        path = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = driver.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


class Browsers:
    """Opens pages of separate people; faults on a page fail the test."""

    def __init__(self, chromium, house):
        self.chromium = chromium
        self.house = house
        self.faults = []
        self.contexts = []

    def open(self, path, *, role=None, size=(1280, 800), locale="en-US", **options):
        context = self.chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, locale=locale, **options)
        self.contexts.append(context)
        if role:
            token = self.house.token(role, "*" if role == "owner" else "demo")
            context.add_cookies([{"name": "tw_session", "value": token, "url": self.house.address}])
        page = context.new_page()
        page.on("pageerror", lambda fault: self.faults.append(f"{path}: {fault}"))
        page.on("console", lambda line: self.note(path, line))
        page.goto(self.house.address + path)
        return page

    def note(self, path, line):
        if line.type == "error" and "Content Security Policy" in line.text:
            self.faults.append(f"{path}: {line.text}")

    def close(self):
        for context in self.contexts:
            context.close()


@pytest.fixture
def browsers(chromium, house):
    browsers = Browsers(chromium, house)
    yield browsers
    browsers.close()
    assert browsers.faults == []
