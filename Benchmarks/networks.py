"""Shows what Chromium makes of a show over bad networks, and sets one server beside another.

Each network is a line of the link emulator between Chromium and the server's media port, both ways. A page watches for
some seconds before and for as long as asked while it is measured.

    python networks.py measure tradewind --bench .build/release/tradewind-bench --address http://127.0.0.1:8080 --token T
    python networks.py measure janus --bench .build/release/tradewind-bench --address http://127.0.0.1:8188
    python networks.py joins tradewind --bench .build/release/tradewind-bench --address http://127.0.0.1:8080 --token T
    python networks.py returns tradewind --bench .build/release/tradewind-bench --address http://127.0.0.1:8080 --token T
    python networks.py table RESULTS-FILE
"""

import argparse
import json
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from statistics import median

from playwright.sync_api import sync_playwright

from chromium import CHROMIUM_FLAGS, percentile
from report import lines, print_table

#: By the name in the table; delays are of one direction.
NETWORKS = {
    "50 ms": "delay=25ms",
    "50 ms, 1 %": "delay=25ms loss=1%",
    "50 ms, 5 %": "delay=25ms loss=5%",
    "50 ms, 10 %": "delay=25ms loss=10%",
    "50 ms, 20 %": "delay=25ms loss=20%",
    "200 ms, 1 %": "delay=100ms loss=1%",
    "200 ms, 5 %": "delay=100ms loss=5%",
    "200 ms, 10 %": "delay=100ms loss=10%",
    "200 ms, 20 %": "delay=100ms loss=20%",
    "200 ms, 30 %": "delay=100ms loss=30%",
    "50 ms, bursts, 10 %": "delay=25ms loss=10% burst=4",
    "50 ms, jitter 100 ms": "delay=25ms jitter=100ms",
    "1.5 / 0.4 / 1.5 Mbps": "delay=25ms rate=1500k queue=300ms; @10s rate=400k; @20s rate=1500k",
    "3 s outage": "delay=25ms; @10s down; @13s up",
}
#: When the network is whole again, in milliseconds, where it was broken.
RETURNS = {"1.5 / 0.4 / 1.5 Mbps": 20_000, "3 s outage": 13_000}
#: How long a page watches before it is measured, in seconds.
WARM_UP = 5
#: How long a page may take to show its first frame, in seconds.
PATIENCE = 30
#: The lines of the show's picture; where the way carries less, fewer are shown.
FULL = 360
#: A gap between shown frames that people notice, in milliseconds.
GAP = 200

#: Several pages watch at once, and only one of them is in front.
AT_ONCE_FLAGS = [
    "--disable-renderer-backgrounding",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
]

PLAYER = r"""
async ({ kind, address, waits }) => {
  window.connection?.close();
  document.querySelector('video')?.remove();
  // An earlier player's last frame is none of this one's.
  const shown = [];
  window.shown = shown;
  const connection = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
  const video = document.createElement('video');
  video.playsInline = true;
  document.body.append(video);
  const stream = new MediaStream();
  connection.addEventListener('track', ({ track }) => {
    stream.addTrack(track);
    video.srcObject = stream;
    video.play();
  });
  // As the product's own player does: lost sound is asked for again.
  const better = (sdp) => {
    const opus = /^a=rtpmap:(\d+) opus\/48000\/2\r?$/m.exec(sdp)?.[1];
    return opus ? sdp.replace(/^(a=rtpmap:\d+ opus\/48000\/2)\r?$/m, `$1\r\na=rtcp-fb:${opus} nack\r`) : sdp;
  };
  const through = async (sdp) => {
    const found = /^a=candidate:\S+ 1 udp \d+ (\d\S+) (\d+) typ host/mi.exec(sdp);
    const [host, port] = (await window.relayTo(`${found[1]}:${found[2]}`)).split(':');
    return sdp.replace(/^a=(candidate|end-of-candidates).*\r?\n/gm, '')
      .replace(/^(a=mid:.*?)\r?$/gm, `$1\r\na=candidate:1 1 udp 2130706431 ${host} ${port} typ host\r`);
  };
  // Without this line the server waits for the handshake instead of beginning it.
  const offering = (sdp) => waits ? sdp.replace(/^a=extmap-allow-mixed\r?\n/gm, '') : sdp;
  const post = async (url, body) => {
    const answer = await (await fetch(url, { method: 'POST', body: JSON.stringify({ transaction: 'bench', ...body }) })).json();
    if (answer.error) throw new Error(answer.error.reason);
    return answer;
  };
  if (kind === 'janus') {
    const session = `${address}/${(await post(address, { janus: 'create' })).data.id}`;
    const handle = `${session}/${(await post(session, { janus: 'attach', plugin: 'janus.plugin.streaming' })).data.id}`;
    await post(handle, { janus: 'message', body: { request: 'watch', id: 1 } });
    let offer = null;
    while (!offer) offer = (await (await fetch(`${session}?maxev=1`)).json()).jsep;
    await connection.setRemoteDescription({ type: 'offer', sdp: await through(offer.sdp) });
    const answer = await connection.createAnswer();
    await connection.setLocalDescription(answer);
    // Its own way would go past the line: it learns the line's end from our checks.
    const sdp = connection.localDescription.sdp.replace(/^a=candidate.*\r?\n/gm, '')
      + 'a=candidate:1 1 udp 1 127.0.0.1 9 typ host\r\n';
    window.answered = performance.now();
    await post(handle, { janus: 'message', body: { request: 'start' }, jsep: { type: 'answer', sdp, trickle: false } });
    window.keepAlive = setInterval(() => post(session, { janus: 'keepalive' }), 25_000);
  } else {
    const pictures = connection.addTransceiver('video', { direction: 'recvonly' });
    // As the product's own player does: what tells the layers of AV1 is not asked for by itself.
    pictures.setHeaderExtensionsToNegotiate(pictures.getHeaderExtensionsToNegotiate().map((each) =>
      /dependency-descriptor/.test(each.uri) ? { ...each, direction: 'recvonly' } : each));
    connection.addTransceiver('audio', { direction: 'recvonly' });
    const offer = await connection.createOffer();
    await connection.setLocalDescription({ type: 'offer', sdp: better(offer.sdp) });
    const response = await fetch(address, {
      method: 'POST', headers: { 'Content-Type': 'application/sdp' }, body: offering(connection.localDescription.sdp),
    });
    if (response.status !== 201) throw new Error(`${address}: ${response.status} ${await response.text()}`);
    const answer = await through(await response.text());
    window.answered = performance.now();
    await connection.setRemoteDescription({ type: 'answer', sdp: answer });
    const session = new URL(response.headers.get('Location'), address);
    // As the product's own player does (RFC 9725, section 4.3.2).
    window.restart = async () => {
      const offer = await connection.createOffer({ iceRestart: true });
      await connection.setLocalDescription(offer);
      const line = (name) => new RegExp(`^a=${name}:(\\S+)`, 'm').exec(offer.sdp)[1];
      const fragment = `a=ice-ufrag:${line('ice-ufrag')}\r\na=ice-pwd:${line('ice-pwd')}\r\nm=video 9 UDP/TLS/RTP/SAVPF 0\r\na=mid:0\r\n`;
      const answered = await fetch(session, {
        method: 'PATCH', headers: { 'Content-Type': 'application/trickle-ice-sdpfrag', 'If-Match': '*' }, body: fragment,
      });
      if (!answered.ok) throw new Error(`${answered.status} ${await answered.text()}`);
      const own = await answered.text();
      const value = (name) => new RegExp(`^a=${name}:(\\S+)`, 'm').exec(own)[1];
      await connection.setRemoteDescription({ type: 'answer', sdp: connection.remoteDescription.sdp
        .replace(/^a=ice-ufrag:.*?\r?$/gm, `a=ice-ufrag:${value('ice-ufrag')}\r`)
        .replace(/^a=ice-pwd:.*?\r?$/gm, `a=ice-pwd:${value('ice-pwd')}\r`) });
    };
  }
  window.connection = connection;
  const look = (now, { width, height }) => {
    shown.push([now, Math.min(width, height)]);
    video.requestVideoFrameCallback(look);
  };
  video.requestVideoFrameCallback(look);
  window.counters = async () => {
    const report = [...(await connection.getStats()).values()].filter((each) => each.type === 'inbound-rtp');
    const of = (name) => report.find((each) => each.kind === name) ?? {};
    return { at: performance.now(), video: of('video'), audio: of('audio') };
  };
}
"""


class Show:
    """The synthetic camera on the air."""

    def __init__(self, arguments):
        address = arguments.address
        target = (["--janus", address.rsplit(":", 1)[1]] if arguments.kind == "janus" else
                  ["--whip", f"{address}/whip/demo", "--whep", f"{address}/whep/demo", "--token", arguments.token,
                   "--layers", "3"])
        self.process = subprocess.Popen(
            [arguments.bench, "show", *target], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.process.stdout.readline()

    def end(self):
        self.process.stdin.close()
        self.process.wait(10)


#: Puts a drawn picture on the air, in one codec and scalability mode.
HOST = r"""
async ({ address, token, codec, mode }) => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
  const context = canvas.getContext('2d');
  let step = 0;
  setInterval(() => {
    step += 1;
    for (let stripe = 0; stripe < 16; stripe += 1) {
      context.fillStyle = `hsl(${(step * 3 + stripe * 40) % 360} 60% ${40 + stripe}%)`;
      context.fillRect(40 * stripe, 0, 40, 360);
    }
    context.fillStyle = 'white';
    context.fillRect((step * 7) % 640, 80, 60, 200);
  }, 1000 / 30);
  const connection = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
  const [track] = canvas.captureStream(30).getVideoTracks();
  const transceiver = connection.addTransceiver(track, {
    direction: 'sendonly', sendEncodings: [{ scalabilityMode: mode, maxBitrate: 1_000_000 }],
  });
  const { codecs } = RTCRtpSender.getCapabilities('video');
  transceiver.setCodecPreferences(codecs.filter(({ mimeType }) => [codec, 'video/rtx'].includes(mimeType)));
  const sound = new AudioContext();
  const tone = sound.createOscillator();
  const output = sound.createMediaStreamDestination();
  tone.connect(output);
  tone.start();
  connection.addTransceiver(output.stream.getAudioTracks()[0], { direction: 'sendonly' });
  await connection.setLocalDescription();
  const response = await fetch(`${address}/whip/demo`, {
    method: 'POST', headers: { 'Content-Type': 'application/sdp', Authorization: `Bearer ${token}` },
    body: connection.localDescription.sdp,
  });
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
  await connection.setRemoteDescription({ type: 'answer', sdp: await response.text() });
  window.connection = connection;
}
"""


class BrowserShow:
    """A page of Chromium on the air, in a codec of its own."""

    def __init__(self, driver, arguments):
        codec, mode = arguments.codec.split(":")
        self.browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS + AT_ONCE_FLAGS)
        page = self.browser.new_page()
        page.goto(arguments.address + "/healthz")
        page.evaluate(HOST, {"address": arguments.address, "token": arguments.token, "codec": f"video/{codec}", "mode": mode})
        # It begins with few bits and small pictures.
        time.sleep(2 * WARM_UP)

    def end(self):
        self.browser.close()


class Relay:
    """One line of the link emulator."""

    def __init__(self, bench, server, script):
        self.process = subprocess.Popen(
            [bench, "link", "--server", server, "--script", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.address = json.loads(self.process.stdout.readline())["address"]

    def move(self):
        """Gives the page another address at the server."""
        self.process.stdin.write("move\n")
        self.process.stdin.flush()

    def begin(self, script):
        """Begins a script now; answers what passed before."""
        self.process.stdin.write(script + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def end(self):
        self.process.stdin.close()
        self.process.wait(10)


class Watcher:
    """A page that watches the show over one network."""

    def __init__(self, browser, arguments, name, script=None):
        self.name = name
        self.script = script or NETWORKS[name]
        self.relay = None
        self.context = browser.new_context(viewport={"width": 800, "height": 500})
        self.page = self.context.new_page()
        self.page.expose_function("relayTo", lambda server: self.open_relay(arguments.bench, server))
        ours = arguments.kind == "tradewind"
        self.page.goto(arguments.address + ("/healthz" if ours else "/janus/info"))
        self.player = {"kind": arguments.kind, "address": arguments.address + ("/whep/demo" if ours else "/janus")}
        self.watch()

    def watch(self, waits=False):
        self.page.evaluate(PLAYER, {**self.player, "waits": waits})

    def open_relay(self, bench, server):
        if self.relay:
            self.relay.end()
        self.relay = Relay(bench, server, self.script.split(";")[0])
        return self.relay.address

    def has_picture(self):
        return self.page.evaluate("window.shown.length > 0")

    def begin(self):
        self.relay.begin(self.script)
        self.before = self.page.evaluate("window.counters()")

    def end(self, seconds):
        after = self.page.evaluate("window.counters()")
        shown = self.page.evaluate("window.shown")
        passed = self.relay.begin("delay=25ms")
        self.relay.end()
        self.context.close()
        return figures(self.name, self.before, after, shown, passed, seconds)


def processor_times():
    """All time of the processors, and what neighbours of a virtual machine took of it."""
    with open("/proc/stat", encoding="utf-8") as stat:
        numbers = [int(field) for field in stat.readline().split()[1:9]]
    return sum(numbers), numbers[7]


def figures(name, before, after, shown, passed, seconds):
    """What one network did to picture and sound."""
    def grown(kind, counter):
        return after[kind].get(counter, 0) - before[kind].get(counter, 0)

    def share(kind, part, whole, factor=1.0):
        return factor * grown(kind, part) / grown(kind, whole) if grown(kind, whole) else None

    begin, end = before["at"], before["at"] + 1000 * seconds
    shown = [(at, lines) for at, lines in shown if begin <= at <= end]
    times = [at for at, _ in shown]
    full = [at for at, lines in shown if lines == FULL]
    edges = [begin, *times, end]
    gaps = [later - earlier for earlier, later in zip(edges, edges[1:])]
    found = {
        "bench": "network", "network": name,
        "shown": len(times) / seconds,
        "decoded": grown("video", "framesDecoded") / seconds,
        "freezes": grown("video", "freezeCount"),
        "frozen": grown("video", "totalFreezesDuration") / seconds,
        "full": len(full) / max(1, len(shown)),
        "inGaps": sum(gap for gap in gaps if gap > GAP) / (1000 * seconds),
        "longestGap": max(gaps),
        "gapsAt": [round(at - begin) for at, gap in zip(edges, gaps) if gap > GAP],
        "concealed": share("audio", "concealedSamples", "totalSamplesReceived"),
        "pictureDelay": share("video", "jitterBufferDelay", "jitterBufferEmittedCount", 1000),
        "pictureTarget": share("video", "jitterBufferTargetDelay", "jitterBufferEmittedCount", 1000),
        "soundDelay": share("audio", "jitterBufferDelay", "jitterBufferEmittedCount", 1000),
        "requests": grown("video", "nackCount"),
        "keyFrameRequests": grown("video", "pliCount"),
        "protection": grown("video", "fecPacketsReceived"),
        "offeredPackets": passed["down"]["offered"],
        "offeredBitrate": 8 * passed["down"]["offeredBytes"] / seconds,
    }
    if name in RETURNS:
        back = begin + RETURNS[name]
        later = [at for at in times if at >= back]
        found["recovery"] = later[0] - back if later else None
        found["fullAfter"] = next((at - back for at in full if at >= back), None)
    return found


def measure(arguments):
    wanted = [name for name in NETWORKS if not arguments.networks or name in arguments.networks]
    with sync_playwright() as driver:
        show = BrowserShow(driver, arguments) if arguments.codec else Show(arguments)
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS + AT_ONCE_FLAGS)
        for start in range(0, len(wanted), arguments.pages):
            names = wanted[start:start + arguments.pages]
            watchers = [Watcher(browser, arguments, name) for name in names]
            until = time.monotonic() + PATIENCE
            while time.monotonic() < until and not all(each.has_picture() for each in watchers):
                time.sleep(0.2)
            time.sleep(WARM_UP)
            (all_before, stolen_before) = processor_times()
            for watcher in watchers:
                watcher.begin()
            time.sleep(arguments.seconds)
            (all_after, stolen_after) = processor_times()
            stolen = (stolen_after - stolen_before) / (all_after - all_before)
            for watcher in watchers:
                found = watcher.end(arguments.seconds)
                print(json.dumps({**found, "server": arguments.kind, "stolen": stolen}), flush=True)
        browser.close()
        show.end()


def joins(arguments):
    """Joins one after the other over a long line; prints how long the first frame takes after the answer."""
    show = Show(arguments)
    script = f"delay={arguments.round_trip / 2}ms"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS)
        # The first peer connection of a browser loads its media code: it stands for no later join.
        watcher = Watcher(browser, arguments, f"{arguments.round_trip} ms", script)
        for waits in [False, True] if arguments.kind == "tradewind" else [False]:
            took = []
            for _ in range(arguments.count):
                watcher.watch(waits)
                until = time.monotonic() + PATIENCE
                while not watcher.has_picture() and time.monotonic() < until:
                    time.sleep(0.05)
                took.append(watcher.page.evaluate("window.shown[0][0] - window.answered"))
                time.sleep(0.5)
            print(json.dumps({
                "bench": "joins", "server": arguments.kind, "roundTrip": arguments.round_trip,
                "handshake": "client begins" if waits or arguments.kind == "janus" else "server begins",
                "p50": percentile(took, 0.5), "p95": percentile(took, 0.95), "all": [round(each) for each in took],
            }), flush=True)
        watcher.relay.end()
        browser.close()
    show.end()


def returns(arguments):
    """Restarts ICE, changes the address and cuts the line; prints the longest gap, and how soon the picture is back."""
    show = Show(arguments)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS)
        watcher = Watcher(browser, arguments, "50 ms")
        time.sleep(WARM_UP)

        def gap(act, seconds, after=0.0):
            """The longest gap since the act, and the first frame behind `after` seconds."""
            begin = watcher.page.evaluate("performance.now()")
            act()
            time.sleep(seconds)
            times = [at for at, _ in watcher.page.evaluate("window.shown") if at >= begin - 100]
            back = next((at - begin - 1000 * after for at in times if at >= begin + 1000 * after), None)
            return max((later - earlier for earlier, later in zip(times, times[1:])), default=None), back

        cut = lambda: watcher.relay.begin("delay=25ms down; @3s delay=25ms up")
        for name, act, seconds, after in [
            ("ICE restart", lambda: watcher.page.evaluate("window.restart()"), 3, 0),
            ("another address", watcher.relay.move, 6, 0),
            ("3 s outage", cut, 8, 3),
        ]:
            found = [gap(act, seconds, after) for _ in range(arguments.count)]
            print(json.dumps({
                "bench": "returns", "server": arguments.kind, "what": name,
                "gaps": [round(longest) for longest, _ in found],
                "back": [None if back is None else round(back) for _, back in found] if after else None,
            }), flush=True)
        watcher.relay.end()
        browser.close()
    show.end()


def number(value, digits=1, factor=1):
    return "–" if value is None else f"{factor * value:.{digits}f}"


COLUMNS = [
    ("shown/s", "shown", 1, 1), ("frozen %", "frozen", 1, 100), ("in gaps %", "inGaps", 1, 100),
    ("longest gap ms", "longestGap", 0, 1), ("concealed %", "concealed", 1, 100), ("picture delay ms", "pictureDelay", 0, 1),
    ("sound delay ms", "soundDelay", 0, 1), ("requests", "requests", 0, 1), ("key frames", "keyFrameRequests", 0, 1),
    ("protection", "protection", 0, 1), ("offered Mbps", "offeredBitrate", 2, 1e-6), ("full size %", "full", 0, 100), ("back after ms", "recovery", 0, 1), ("in full after ms", "fullAfter", 0, 1),
    ("stolen %", "stolen", 0, 100),
]


def table(arguments):
    found = defaultdict(list)
    for each in lines(arguments.file):
        if each["bench"] == "network":
            found[each["network"], each["server"]].append(each)
    rows = [["network", "server", *(title for title, *_ in COLUMNS)]]
    for name in NETWORKS:
        for server in ("tradewind", "janus"):
            runs = found.get((name, server))
            if not runs:
                continue
            cells = []
            for _, key, digits, factor in COLUMNS:
                values = [run[key] for run in runs if run.get(key) is not None]
                cells.append(number(median(values), digits, factor) if values else "–")
            rows.append([name, server, *cells])
    print_table(rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(required=True)
    measuring = commands.add_parser("measure", help="measure one server")
    measuring.add_argument("kind", choices=["tradewind", "janus"])
    measuring.add_argument("--bench", required=True, help="the tradewind-bench program")
    measuring.add_argument("--address", required=True, help="the server's: http://127.0.0.1:8080")
    measuring.add_argument("--token", help="a host's bearer token for the demo show")
    measuring.add_argument("--networks", nargs="*", choices=list(NETWORKS), help="only these")
    measuring.add_argument("--codec", help="a page's picture instead of the camera's: AV1:L2T3, VP9:L1T1, …")
    measuring.add_argument("--seconds", type=int, default=30)
    measuring.add_argument("--pages", type=int, default=3, help="networks measured at once")
    measuring.set_defaults(work=measure)
    joining = commands.add_parser("joins", help="time the first frame after the answer over a long line")
    joining.add_argument("kind", choices=["tradewind", "janus"])
    joining.add_argument("--bench", required=True, help="the tradewind-bench program")
    joining.add_argument("--address", required=True, help="the server's: http://127.0.0.1:8080")
    joining.add_argument("--token", help="a host's bearer token for the demo show")
    joining.add_argument("--round-trip", type=int, default=150, help="of the line, in milliseconds")
    joining.add_argument("--count", type=int, default=20)
    joining.set_defaults(work=joins)
    returning = commands.add_parser("returns", help="time the picture's return after restarts, moves and outages")
    returning.add_argument("kind", choices=["tradewind"])
    returning.add_argument("--bench", required=True, help="the tradewind-bench program")
    returning.add_argument("--address", required=True, help="the server's: http://127.0.0.1:8080")
    returning.add_argument("--token", help="a host's bearer token for the demo show")
    returning.add_argument("--count", type=int, default=5)
    returning.set_defaults(work=returns)
    showing = commands.add_parser("table", help="set results side by side")
    showing.add_argument("file")
    showing.set_defaults(work=table)
    arguments = parser.parse_args()
    arguments.work(arguments)


if __name__ == "__main__":
    sys.exit(main())
