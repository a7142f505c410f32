"""What a viewer's page says about its picture and sound."""

import time

_STATS = """async () => {
  const { player } = await import(document.querySelector('script[src$="/live/join.js"]').src);
  const entries = await player.stats();
  const of = (kind) => entries.find((entry) => entry.kind === kind) ?? {};
  return {
    frames: of('video').framesDecoded ?? 0,
    width: of('video').frameWidth ?? 0,
    height: of('video').frameHeight ?? 0,
    soundPackets: of('audio').packetsReceived ?? 0,
    energy: of('audio').totalAudioEnergy ?? 0,
  };
}"""

_COLOUR = """() => {
  const video = document.querySelector('video');
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 8;
  const context = canvas.getContext('2d');
  context.drawImage(video, 0, 0, 8, 8);
  const { data } = context.getImageData(0, 0, 8, 8);
  const mean = (part) => data.filter((_, index) => index % 4 === part).reduce((sum, each) => sum + each, 0) / 64;
  return [mean(0), mean(1), mean(2)];
}"""


def stats(page):
    return page.evaluate(_STATS)


def wait_for_frames(page, count=30, within=20_000):
    """Waits until so many more frames are decoded and one was drawn; answers the statistics then."""
    # The page's own waiting takes a promise for the truth: what is asynchronous is asked from here.
    start = stats(page)["frames"]
    wanted = start + count
    until = time.monotonic() + within / 1000
    while True:
        seen = stats(page)
        # A new session counts from its own beginning.
        if seen["frames"] < start:
            start, wanted = 0, count
        if seen["frames"] >= wanted and seen["width"] > 0:
            return seen
        assert time.monotonic() < until, f"{seen['frames']} frames of {wanted} are decoded"
        page.wait_for_timeout(200)


def lines(page):
    """The shorter side of the picture that is decoded now, in pixels."""
    seen = stats(page)
    return min(seen["width"], seen["height"])


def wait_for_lines(page, least, most, within=30):
    """Waits until a picture of so many lines is decoded."""
    until = time.monotonic() + within
    while not least <= lines(page) <= most:
        assert time.monotonic() < until, f"the picture has {lines(page)} lines"
        page.wait_for_timeout(250)


def wait_for_fake_camera(page, within=20):
    """Waits until the host's picture has taken the place of the synthetic camera's."""
    until = time.monotonic() + within
    while not is_fake_camera(page):
        assert time.monotonic() < until, "the host's camera has not arrived"
        page.wait_for_timeout(200)


def is_fake_camera(page):
    """Chromium's fake camera is mostly pure green."""
    red, green, blue = page.evaluate(_COLOUR)
    return green > red + 40 and green > blue + 40
