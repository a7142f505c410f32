"""Measures scenes as people in Chromium have them: how soon a call's faces are seen, a guest is on the stage, and a moderator is obeyed.

Starts a server of its own. Pages and server stand side by side, or with a long way between them: a link of the emulator
under each media session, and a proxy that carries everything else late.

    python scenes.py --server .build/release/tradewind --bench .build/release/tradewind-bench --round-trip 150
"""

import argparse
import json
import queue
import shutil
import socket
import sys
import tempfile
import threading
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "Tests" / "Browser"))

from chromium import percentile  # noqa: E402
from conftest import CHROMIUM_FLAGS, Browsers  # noqa: E402
from house import House  # noqa: E402
from networks import AT_ONCE_FLAGS, Relay  # noqa: E402
from report import print_table  # noqa: E402
from staging import go_live, join, make_show, open_small, raise_hand, seat, slot_of, wait_for_slot, wait_until  # noqa: E402

#: Sends a page's media through a line of its own.
THROUGH_LINE = r"""
(() => {
  const really = RTCPeerConnection.prototype.setRemoteDescription;
  RTCPeerConnection.prototype.setRemoteDescription = async function (description) {
    let { sdp } = description;
    const found = /^a=candidate:\S+ 1 udp \d+ (\d\S+) (\d+) typ host/mi.exec(sdp);
    if (found) {
      const [host, port] = (await window.relayTo(`${found[1]}:${found[2]}`)).split(':');
      sdp = sdp.replace(/^a=(candidate|end-of-candidates).*\r?\n/gm, '')
        .replace(/^(a=mid:.*?)\r?$/gm, `$1\r\na=candidate:1 1 udp 2130706431 ${host} ${port} typ host\r`);
    }
    return really.call(this, { type: description.type, sdp });
  };
})();
"""
#: Notes when somebody clicked last.
CLICKS = "document.addEventListener('click', () => { window.clicked = Date.now(); }, true);"
#: Notes when the next picture of somebody else is drawn.
FACE = """(selector) => {
  window.face = null;
  const known = new Set();
  const look = () => {
    if (window.face !== null) return;
    for (const video of document.querySelectorAll(selector)) {
      if (known.has(video) || video.closest('.mine')) continue;
      known.add(video);
      video.requestVideoFrameCallback(() => { window.face ??= Date.now(); });
    }
    requestAnimationFrame(look);
  };
  look();
}"""
#: When the last packet of a slot arrived, of sound or picture.
LAST = """async ([slot, kind]) => {
  const { player } = await import(document.querySelector('script[src$="/live/join.js"]').src);
  const entries = await player.stats(slot);
  return Math.max(0, ...entries.filter((entry) => !kind || entry.kind === kind).map((entry) => entry.lastPacketReceivedTimestamp ?? 0));
}"""
#: How long nothing must arrive until the last packet was the last, in milliseconds.
SILENCE = 1_500


class LateWay(threading.Thread):
    """Carries connections to a port, every byte later by half a round trip."""

    def __init__(self, port, late):
        super().__init__(daemon=True)
        self.port, self.late = port, late
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    def run(self):
        while True:
            near, _ = self.listener.accept()
            far = socket.create_connection(("127.0.0.1", self.port))
            for source, target in ((near, far), (far, near)):
                source.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                waiting = queue.Queue()
                threading.Thread(target=self.take, args=(source, waiting), daemon=True).start()
                threading.Thread(target=self.give, args=(target, waiting), daemon=True).start()

    def take(self, source, waiting):
        data = b"begin"
        while data:
            try:
                data = source.recv(65_536)
            except OSError:
                data = b""
            waiting.put((time.monotonic() + self.late, data))

    @staticmethod
    def give(target, waiting):
        while True:
            due, data = waiting.get()
            time.sleep(max(0, due - time.monotonic()))
            try:
                if not data:
                    target.shutdown(socket.SHUT_WR)
                    return
                target.sendall(data)
            except OSError:
                return


class FarHouse:
    """A server as its pages see it over a long way."""

    def __init__(self, house, address):
        self.house, self.address = house, address

    def __getattr__(self, name):
        return getattr(self.house, name)


class Pages(Browsers):
    """Pages whose media goes through lines of their own, where there is a way at all."""

    def __init__(self, chromium, house, arguments, late):
        super().__init__(chromium, house)
        self.bench, self.late = arguments.bench, late
        self.relays = []

    def open(self, path, **options):
        page = super().open("/healthz", **options)
        page.add_init_script(CLICKS)
        if self.late:
            page.expose_function("relayTo", self.relay_to)
            page.add_init_script(THROUGH_LINE)
        page.goto(self.house.address + path)
        return page

    def relay_to(self, server):
        self.relays.append(Relay(self.bench, server, f"delay={1000 * self.late:.0f}ms"))
        return self.relays[-1].address

    def close(self):
        super().close()
        for relay in self.relays:
            relay.end()


def face(page):
    return wait_until(page, lambda: page.evaluate("window.face"))


def calls(pages, house, count):
    """From the tap on answer to the caller's picture at the host, and the host's at the caller."""
    show = make_show(house, "bench-calls", "private")
    host = go_live(pages, show)
    at_host, at_caller = [], []
    for number in range(count):
        name = f"Caller {number}"
        caller = join(pages, show, name)
        caller.locator("#ring").click()
        caller.locator("dialog .primary:enabled").click(timeout=20_000)
        caller.locator("dialog").wait_for(state="detached")
        host.locator(".hand", has_text=name).wait_for(timeout=20_000)
        # An answer a moment after the ring.
        host.wait_for_timeout(2_000)
        for page in (host, caller):
            page.evaluate(FACE, "#stage video, .guests video")
        seat(host, name)
        clicked = host.evaluate("window.clicked")
        at_host.append(face(host) - clicked)
        at_caller.append(face(caller) - clicked)
        caller.locator("#stage-leave").click()
        caller.locator(".call h2", has_text="has ended").wait_for()
        caller.context.close()
        host.wait_for_timeout(1_000)
    host.context.close()
    yield "call answered: the caller is seen", at_host
    yield "call answered: the host is seen", at_caller


def guests(pages, house, count):
    """From the host's tap to a guest's picture at a viewer; and from a moderator's tap to the last packet of what is stopped."""
    show = make_show(house, "bench-guests", "cohost")
    host = go_live(pages, show)
    viewer = join(pages, show)
    took = {what: [] for what in ("seated: the guest is seen", "muted: the last sound", "hidden: the last picture",
                                  "removed: the last packet", "banned: the last packet of the show")}

    def silenced(what, page, slot, kind, act):
        act()
        clicked = host.evaluate("window.clicked")
        page.wait_for_timeout(SILENCE)
        took[what].append(max(0, page.evaluate(LAST, [slot, kind]) - clicked))

    for number in range(count):
        name = f"Guest {number}"
        guest = join(pages, show, name)
        raise_hand(guest)
        host.locator(".hand", has_text=name).wait_for(timeout=20_000)
        host.wait_for_timeout(2_000)
        seat_and_watch(host, viewer, name, took["seated: the guest is seen"])
        slot = slot_of(viewer, name)
        wait_for_slot(viewer, slot)
        tool = host.locator(".guests [data-tool=mute]")
        silenced("muted: the last sound", viewer, slot, "audio", tool.click)
        tool.click()
        silenced("hidden: the last picture", viewer, slot, "video", host.locator(".guests [data-tool=hide]").click)
        host.locator(".guests [data-tool=hide]").click()
        wait_for_slot(viewer, slot)
        silenced("removed: the last packet", viewer, slot, None, host.locator(".guests [data-tool=remove]").click)
        guest.context.close()
        host.wait_for_timeout(1_000)

        # Who is banned has nothing of the show any more.
        name = f"Rude {number}"
        rude = join(pages, show, name)
        raise_hand(rude)
        seat(host, name)
        wait_for_slot(viewer, slot_of(viewer, name))
        host.locator(".guests [data-tool=more]").click()
        host.locator("dialog .danger").click()
        silenced("banned: the last packet of the show", rude, 1, None, host.locator("dialog .danger").click)
        rude.context.close()
        host.wait_for_timeout(1_000)
    yield from took.items()


def seat_and_watch(host, viewer, name, took):
    viewer.evaluate(FACE, "#stage .tile:not([data-slot='1']) video")
    seat(host, name)
    took.append(face(viewer) - host.evaluate("window.clicked"))


#: What each may take, in milliseconds, side by side and over 150 ms.
AIMS = {"call": (500, 1_000), "seated": (1_000, 1_000), "muted": (200, 200), "hidden": (200, 200), "removed": (200, 200), "banned": (200, 200)}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--server", required=True, help="the tradewind program")
    parser.add_argument("--bench", required=True, help="the tradewind-bench program")
    parser.add_argument("--round-trip", type=int, nargs="*", default=[0, 150], help="between every page and the server, in milliseconds")
    parser.add_argument("--count", type=int, default=5, help="how often each is measured")
    arguments = parser.parse_args()
    rows = [("measure", "round trip", "median", "longest", "aim", "")]
    for round_trip in arguments.round_trip:
        with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS + AT_ONCE_FLAGS)
            near = House(arguments.server, Path(folder) / "data")
            near.start()
            house, late = near, round_trip / 2_000
            if late:
                way = LateWay(near.http, late)
                way.start()
                house = FarHouse(near, way.address)
            try:
                for measure in (calls, guests):
                    pages = Pages(browser, house, arguments, late)
                    for what, took in measure(pages, near, arguments.count):
                        aim = AIMS[what.split()[0].strip(":")][round_trip > 0]
                        print(json.dumps({"bench": "scenes", "what": what, "roundTrip": round_trip, "took": [round(each) for each in took]}), flush=True)
                        rows.append((what, f"{round_trip} ms", f"{percentile(took, 0.5):.0f} ms", f"{max(took):.0f} ms", f"< {aim} ms",
                                     "met" if max(took) < aim else "missed"))
                    pages.close()
            finally:
                near.stop()
                browser.close()
    print_table(rows)


if __name__ == "__main__":
    main()
