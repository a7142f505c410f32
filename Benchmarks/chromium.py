"""Measures joining and delay as a person with Chromium has them, against a running server.

Two figures: from the tap to the first decoded frame, and how far the picture is behind, by the bar-code clock that the
demo's camera draws along its lower edge (Sources/SyntheticCamera/Scene/BarCodeClock.swift). Both machines' clocks are
one here, so run it on the server's own machine.

    python chromium.py --http http://127.0.0.1:8080 --show demo --joins 20
"""

import argparse
import json
import shutil

from playwright.sync_api import sync_playwright

#: Autoplay stands for the tap; names under .local would hide the loopback address from the server.
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--autoplay-policy=no-user-gesture-required",
    "--disable-features=WebRtcHideLocalIpsWithMdns",
]

#: A page that any server has, without scripts of its own; the player below is all that runs.
EMPTY_PAGE = "/healthz"

PLAYER = r"""
async ({ endpoint, seconds }) => {
  const tapped = performance.now();
  const connection = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  document.body.append(video);
  const stream = new MediaStream();
  connection.addEventListener('track', ({ track }) => {
    stream.addTrack(track);
    video.srcObject = stream;
    video.play();
  });
  for (const kind of ['video', 'audio']) connection.addTransceiver(kind, { direction: 'recvonly' });
  await connection.setLocalDescription();
  const response = await fetch(endpoint, {
    method: 'POST', headers: { 'Content-Type': 'application/sdp' }, body: connection.localDescription.sdp,
  });
  if (response.status !== 201) throw new Error(`${endpoint}: ${response.status} ${await response.text()}`);
  const resource = new URL(response.headers.get('Location'), endpoint);
  const answered = performance.now();
  const firstFrame = new Promise((resolve) => video.requestVideoFrameCallback((now) => resolve(now)));
  await connection.setRemoteDescription({ type: 'answer', sdp: await response.text() });
  const shown = await Promise.race([firstFrame, new Promise((resolve) => setTimeout(resolve, 10000, null))]);

  // The lowest fortieth of the width is a row of 40 blocks: start, 32 bits of milliseconds, 4 of parity, end.
  const readClock = (context, side) => {
    const level = (block) => {
      const { data } = context.getImageData(block * side + side / 4, side / 4, side / 2, side / 2);
      let sum = 0;
      for (let offset = 0; offset < data.length; offset += 4) {
        sum += 0.299 * data[offset] + 0.587 * data[offset + 1] + 0.114 * data[offset + 2];
      }
      return sum * 4 / data.length;
    };
    const levels = Array.from({ length: 40 }, (_, block) => level(block));
    const threshold = (levels[0] + levels[1]) / 2;
    const bits = levels.map((value) => (value > threshold ? 1 : 0));
    if (!bits[0] || bits[1] || bits[38] || !bits[39]) return null;
    const number = (from, to) => bits.slice(from, to).reduce((value, bit) => value * 2 + bit, 0);
    const milliseconds = number(2, 34);
    let parity = 0;
    for (let group = 0; group < 8; group += 1) parity ^= Math.floor(milliseconds / 16 ** group) % 16;
    return parity === number(34, 38) ? milliseconds : null;
  };

  const delays = [];
  let unread = 0;
  if (seconds > 0 && shown !== null) {
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('2d', { willReadFrequently: true });
    const end = performance.now() + seconds * 1000;
    await new Promise((resolve) => {
      const look = () => {
        const side = video.videoWidth / 40;
        canvas.width = video.videoWidth;
        canvas.height = side;
        context.drawImage(video, 0, side - video.videoHeight);
        const now = Date.now();
        const drawn = readClock(context, side);
        if (drawn === null) unread += 1;
        else delays.push((((now % 2 ** 32) - drawn) + 2 ** 32) % 2 ** 32);
        if (performance.now() < end) video.requestVideoFrameCallback(look);
        else resolve();
      };
      video.requestVideoFrameCallback(look);
    });
  }
  connection.close();
  video.remove();
  await fetch(resource, { method: 'DELETE' });
  return { answered: answered - tapped, shown: shown === null ? null : shown - tapped, delays, unread };
}
"""


def percentile(values, share):
    """The value below which that share of all lies; None for no values."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else None


def summary(values):
    return {"count": len(values), "p50": percentile(values, 0.50), "p95": percentile(values, 0.95)}


def text(figures):
    if not figures["count"]:
        return "–"
    return f"{figures['p50']:.0f} / {figures['p95']:.0f} ms over {figures['count']}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--http", required=True, help="the server, such as http://127.0.0.1:8080")
    parser.add_argument("--show", default="demo")
    parser.add_argument("--joins", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=10, help="how long the delay is measured")
    parser.add_argument("--chromium", default=shutil.which("chromium"))
    arguments = parser.parse_args()

    base = arguments.http.rstrip("/")
    endpoint = f"{base}/whep/{arguments.show}"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=arguments.chromium, args=CHROMIUM_FLAGS)
        page = browser.new_page()
        page.goto(base + EMPTY_PAGE)
        # The first peer connection of a browser loads its media code: it stands for no later join.
        page.evaluate(PLAYER, {"endpoint": endpoint, "seconds": 0})
        joins = [page.evaluate(PLAYER, {"endpoint": endpoint, "seconds": 0}) for _ in range(arguments.joins)]
        watched = page.evaluate(PLAYER, {"endpoint": endpoint, "seconds": arguments.seconds})
        browser.close()

    shown = [join["shown"] for join in joins if join["shown"] is not None]
    figures = {
        "bench": "chromium",
        "answered": summary([join["answered"] for join in joins]),
        "firstFrame": summary(shown),
        "withoutPicture": len(joins) - len(shown),
        "delay": summary(watched["delays"]),
        "unreadFrames": watched["unread"],
    }
    rows = [
        ("Chromium: tap to answer, p50/p95", text(figures["answered"])),
        ("Chromium: tap to first decoded frame, p50/p95", text(figures["firstFrame"])),
        ("Chromium: end-to-end delay, p50/p95", text(figures["delay"])),
    ]
    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        print(f"{name:<{width}}  {value}")
    if figures["withoutPicture"]:
        print(f"{figures['withoutPicture']} joins showed no picture within 10 s")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
