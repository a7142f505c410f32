"""Pictures in layers: as high as is looked at or was chosen, and no more is sent than somebody looks at."""

import json

import pytest

from watching import lines, stats, wait_for_fake_camera, wait_for_frames, wait_for_lines

#: Viewers' windows: in one the picture is drawn 320 pixels wide, in the other 1280.
SMALL, LARGE = (320, 568), (1920, 1080)

#: Remembers what the studio's encoder was told last: which layers are on.
_ENCODINGS = """
  const setReally = RTCRtpSender.prototype.setParameters;
  RTCRtpSender.prototype.setParameters = async function (parameters) {
    await setReally.call(this, parameters);
    if (this.track?.kind === 'video') window.layers = parameters.encodings.filter(({ active }) => active).map(({ rid }) => rid);
  };
"""

#: Lets a test say whether the page can be seen.
_SIGHT = """
  window.isAway = false;
  Object.defineProperty(Document.prototype, 'hidden', { get: () => window.isAway });
  Object.defineProperty(Document.prototype, 'visibilityState', { get: () => (window.isAway ? 'hidden' : 'visible') });
"""

#: A player and what it needs, over a connection and a server that are played by the test; answers what the server was told.
_PLAYED = """async ({ link, steps }) => {
  const { WhepPlayer } = await import('/assets/script/media/player.js');
  const { PictureNeed } = await import('/assets/script/media/picture-need.js');
  const answer = 'v=0\\r\\na=ice-ufrag:abcd\\r\\na=ice-pwd:abcdefghijklmnopqrstuv\\r\\na=mid:0\\r\\n';
  const told = [];
  window.fetch = async (address, options) => {
    if (String(address).endsWith('/layer')) {
      told.push(JSON.parse(options.body));
      return new Response(null, { status: 204 });
    }
    const headers = { Location: '/whep/demo/s', ...(link ? { Link: link } : {}) };
    return Object.defineProperty(new Response(answer, { status: 201, headers }), 'url', { value: `${location.origin}/whep/demo` });
  };
  window.RTCPeerConnection = class {
    constructor() { this.connectionState = 'connected'; }
    addTransceiver() { return {}; }
    async createOffer() { return { type: 'offer', sdp: answer }; }
    async setLocalDescription(description) { this.localDescription = description; }
    async setRemoteDescription() { this.onconnectionstatechange?.(); }
    close() { this.connectionState = 'closed'; }
  };
  const video = document.createElement('video');
  const size = (width, height) => Object.assign(video.style, { display: 'block', width: `${width}px`, height: `${height}px` });
  size(320, 180);
  document.body.append(video);
  const player = new WhepPlayer('demo', video);
  const need = new PictureNeed(player);
  const states = [];
  for (const [act, ...values] of steps) {
    if (act === 'start') await player.start();
    if (act === 'size') size(...values);
    if (act === 'choose') need.choice = values[0];
    if (act === 'most') need.most = values[0];
    await new Promise((done) => setTimeout(done, act === 'size' ? 900 : 100));
    states.push(player.state);
  }
  return { told, state: states.at(-1) };
}"""

LINK = '<stun:stun.example>; rel="ice-server", </whep/demo/s/layer>; rel="urn:ietf:params:whep:ext:core:layer"'


@pytest.fixture
def play(browsers):
    # A page without scripts of its own.
    page = browsers.open("/healthz")
    return lambda *steps, link=LINK: page.evaluate(_PLAYED, {"link": link, "steps": [list(step) for step in steps]})


@pytest.mark.parametrize("steps, told", [
    # Until the market's limit is known the server's own holds.
    ([("start",)], []),
    ([("start",), ("most", 1080)], [{"maxHeight": 180, "slot": 1}]),
    ([("start",), ("most", 1080), ("size", 640, 360), ("size", 650, 366)], [{"maxHeight": 180, "slot": 1}, {"maxHeight": 360, "slot": 1}]),
    # Who has not chosen gets no more than the market's; who has, may.
    ([("most", 480), ("size", 1280, 720), ("start",)], [{"maxHeight": 480, "slot": 1}]),
    ([("most", 480), ("choose", 1080), ("start",), ("choose", None)], [{"maxHeight": 1080, "slot": 1}, {"maxHeight": 180, "slot": 1}]),
    # A new session is told anew.
    ([("choose", 720), ("start",), ("start",)], [{"maxHeight": 720, "slot": 1}, {"maxHeight": 720, "slot": 1}]),
])
def test_a_server_is_told_how_high_a_picture_is_of_use(play, steps, told):
    assert play(*steps)["told"] == told


def test_a_server_that_cannot_choose_is_told_nothing(play):
    played = play(("choose", 0), ("start",), ("most", 1080), ("size", 640, 360), link='<stun:stun.example>; rel="ice-server"')
    assert played["told"] == []
    assert played["state"] != "soundOnly"


def test_sound_alone_is_a_state_of_its_own(play):
    assert play(("choose", 0), ("start",)) == {"told": [{"maxHeight": 0, "slot": 1}], "state": "soundOnly"}
    assert play(("choose", 0), ("start",), ("choose", 360))["state"] == "connecting"


#: Fits layers to a picture; answers the names and heights of those that are on.
_ARRANGED = """async ({ height, wanted, count }) => {
  const { arrange, layersOf } = await import('/assets/script/media/layers.js');
  const encodings = layersOf(height).slice(0, count);
  arrange(encodings, height, wanted);
  return encodings.filter(({ active }) => active).map(({ rid, scaleResolutionDownBy }) => [rid, height / scaleResolutionDownBy]);
}"""


@pytest.mark.parametrize("height, wanted, count, on", [
    (1080, None, 3, [["q", 270], ["h", 540], ["f", 1080]]),
    (720, None, 3, [["q", 180], ["h", 360], ["f", 720]]),
    (540, None, 3, [["q", 270], ["h", 540]]),
    (360, None, 3, [["q", 180], ["h", 360]]),
    (270, None, 3, [["q", 270]]),
    (720, ["f"], 3, [["q", 180], ["f", 720]]),
    (720, [], 3, [["q", 180]]),
    (720, ["nobody's", "h"], 3, [["q", 180], ["h", 360]]),
    # A server that takes no layers is left the lowest alone, which is then the whole picture.
    (720, None, 1, [["q", 720]]),
    (720, ["f"], 1, [["q", 720]]),
])
def test_layers_fit_the_picture_and_who_watches(browsers, height, wanted, count, on):
    page = browsers.open("/healthz")
    assert page.evaluate(_ARRANGED, {"height": height, "wanted": wanted, "count": count}) == on


def go_live(browsers, house):
    host = browsers.open("/sign-in", role="host")
    host.add_init_script(_ENCODINGS)
    host.goto(house.address + "/studio/demo")
    host.locator("#on-air .primary").click()
    host.wait_for_function("() => document.querySelector('#health .measure[data-grade]') !== null", timeout=20_000)
    return host


def wait_for_layers(host, names, within=20_000):
    host.wait_for_function("(names) => window.layers?.join() === names", arg=",".join(names), timeout=within)


def choose(page, name):
    """Opens the menu and takes a quality, with the keyboard alone."""
    page.locator("#quality").focus()
    page.keyboard.press("Enter")
    option = page.get_by_role("radio", name=name, exact=True)
    option.focus()
    page.keyboard.press("Space")
    assert option.is_checked()
    page.keyboard.press("Escape")
    page.locator("dialog").wait_for(state="detached")
    assert page.evaluate("document.activeElement.id") == "quality"


def test_each_gets_as_high_a_picture_as_is_looked_at_and_nobody_gets_more(browsers, house):
    host = go_live(browsers, house)
    small = browsers.open("/live/demo", size=SMALL)
    wait_for_fake_camera(small)
    wait_for_lines(small, 1, 360)
    # What is too high for the only viewer is not sent at all, and the studio says so.
    wait_for_layers(host, ["q"])
    host.locator("#health .unsent", has_text="720p").wait_for()

    large = browsers.open("/live/demo", size=LARGE)
    wait_for_lines(large, 720, 720)
    assert "f" in host.evaluate("window.layers")
    assert lines(small) <= 360

    large.goto(house.address + "/sign-in")
    wait_for_layers(host, ["q"])
    wait_for_frames(small)

    again = browsers.open("/live/demo", size=LARGE)
    wait_for_lines(again, 720, 720)
    # The page is turned into a small one, and back.
    again.set_viewport_size({"width": SMALL[0], "height": SMALL[1]})
    wait_for_lines(again, 1, 360)
    wait_for_layers(host, ["q"])
    again.set_viewport_size({"width": LARGE[0], "height": LARGE[1]})
    wait_for_lines(again, 720, 720)


def test_a_host_goes_on_with_another_resolution(browsers, house):
    host = go_live(browsers, house)
    viewer = browsers.open("/live/demo", size=LARGE)
    wait_for_lines(viewer, 720, 720)
    for height in (360, 540, 720):
        host.locator("#devices [name=height]").select_option(str(height))
        wait_for_lines(viewer, height, height)


def test_a_viewer_listens_without_a_picture_and_looks_again(browsers, house):
    go_live(browsers, house)
    viewer = browsers.open("/live/demo", size=LARGE)
    wait_for_fake_camera(viewer)
    choose(viewer, "Sound only, saves data")
    viewer.locator("#cover", has_text="Sound only").wait_for()
    viewer.wait_for_timeout(1500)
    before = stats(viewer)
    # Longer than it takes a picture that stands still to be called slow.
    viewer.wait_for_timeout(4000)
    after = stats(viewer)
    assert after["frames"] <= before["frames"] + 2
    assert after["soundPackets"] > before["soundPackets"] + 50
    assert viewer.locator("#slow").is_hidden()

    # What was chosen is kept, and the sound needs no picture to begin.
    viewer.reload()
    viewer.locator("#cover", has_text="Sound only").wait_for()
    viewer.locator("#tap").click()
    viewer.wait_for_timeout(1500)
    before = stats(viewer)
    viewer.wait_for_timeout(2500)
    after = stats(viewer)
    assert after["frames"] <= before["frames"] + 2
    assert after["energy"] > before["energy"]

    viewer.locator("#cover").get_by_role("button", name="Show the picture").click()
    wait_for_lines(viewer, 720, 720)
    wait_for_frames(viewer)
    viewer.wait_for_function("() => document.querySelector('#cover').hidden")
    assert viewer.evaluate("localStorage.getItem('tradewind.quality')") is None


def test_the_synthetic_camera_is_listened_to_as_well(browsers):
    viewer = browsers.open("/live/demo")
    wait_for_frames(viewer)
    choose(viewer, "Sound only, saves data")
    viewer.wait_for_timeout(1500)
    before = stats(viewer)
    viewer.wait_for_timeout(2000)
    assert stats(viewer)["frames"] <= before["frames"] + 2
    choose(viewer, "Auto")
    wait_for_frames(viewer)


def test_a_market_has_a_default_that_a_viewer_may_exceed(browsers, house):
    go_live(browsers, house)
    viewer = browsers.open("/live/demo?language=en", size=LARGE, locale="id-ID")
    wait_for_fake_camera(viewer)
    wait_for_lines(viewer, 180, 480)
    viewer.wait_for_timeout(3000)
    assert lines(viewer) <= 480
    choose(viewer, "720p")
    wait_for_lines(viewer, 720, 720)
    choose(viewer, "360p")
    wait_for_lines(viewer, 1, 360)


def test_a_page_that_nobody_sees_is_sent_no_picture_and_counts_no_freeze(browsers, house):
    # The synthetic camera sends all its layers all the time: a host's encoder begins anew with each that comes back.
    viewer = browsers.open("/sign-in", size=LARGE)
    viewer.add_init_script(_SIGHT)
    said = []
    viewer.on("websocket", lambda socket: socket.on("framesent", lambda text: said.append(json.loads(text))))
    whep = []
    viewer.on("request", lambda request: whep.append(request.method) if request.url.endswith("/whep/demo") else None)
    viewer.goto(house.address + "/live/demo")
    wait_for_frames(viewer)
    viewer.wait_for_timeout(2500)
    see = "(isAway) => { window.isAway = isAway; document.dispatchEvent(new Event('visibilitychange')); }"
    viewer.evaluate(see, True)
    viewer.wait_for_timeout(7000)
    before = stats(viewer)
    viewer.wait_for_timeout(4000)
    after = stats(viewer)
    assert after["frames"] <= before["frames"] + 2
    assert after["soundPackets"] > before["soundPackets"]

    viewer.evaluate("""() => {
      window.wasSlow = false;
      new MutationObserver(() => { window.wasSlow ||= !document.querySelector('#slow').hidden; })
        .observe(document.querySelector('#slow'), { attributes: true });
    }""")
    viewer.evaluate(see, False)
    wait_for_frames(viewer, 10, within=5000)
    viewer.wait_for_timeout(3000)
    assert not viewer.evaluate("window.wasSlow")
    assert [each for each in said if each.get("kind") == "freeze"] == []
    assert whep == ["POST"]
