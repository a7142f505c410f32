"""Every codec in layers: a host's simulcast or scalable stream, and a viewer who wants less of it and then all again."""

import pytest
from watching import wait_for_lines

#: A host with a drawn picture, and a viewer of it, in one page.
_SHOW = """async ({ token, codec, encodings }) => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
  document.body.append(canvas);
  const context = canvas.getContext('2d');
  let step = 0;
  window.drawing = setInterval(() => {
    context.fillStyle = `hsl(${step * 3} 60% 50%)`;
    context.fillRect(0, 0, 640, 360);
    context.fillStyle = 'white';
    context.fillRect((step * 5) % 600, 100, 40, 160);
    step += 1;
  }, 50);
  const send = async (connection, url, headers) => {
    await connection.setLocalDescription();
    const response = await fetch(url, {
      method: 'POST', headers: { 'Content-Type': 'application/sdp', ...headers }, body: connection.localDescription.sdp,
    });
    if (response.status !== 201) throw new Error(`${url}: ${response.status} ${await response.text()}`);
    await connection.setRemoteDescription({ type: 'answer', sdp: await response.text() });
    return response;
  };
  const host = window.host = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
  const [track] = canvas.captureStream(20).getVideoTracks();
  const transceiver = host.addTransceiver(track, { direction: 'sendonly', sendEncodings: encodings });
  const { codecs } = RTCRtpSender.getCapabilities('video');
  const wanted = codecs.filter(({ mimeType, sdpFmtpLine = '' }) =>
    mimeType === codec && !/packetization-mode=0|profile-id=[12]|profile=1/.test(sdpFmtpLine));
  transceiver.setCodecPreferences([...wanted, ...codecs.filter(({ mimeType }) => mimeType === 'video/rtx')]);
  await send(host, '/whip/demo', { Authorization: `Bearer ${token}` });

  const viewer = window.viewer = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
  const video = Object.assign(document.createElement('video'), { muted: true, playsInline: true });
  document.body.append(video);
  viewer.ontrack = ({ streams, track }) => { if (track.kind === 'video') { video.srcObject = streams[0] ?? new MediaStream([track]); video.play(); } };
  const pictures = viewer.addTransceiver('video', { direction: 'recvonly' });
  // Browsers that only receive do not ask for it by themselves.
  pictures.setHeaderExtensionsToNegotiate(pictures.getHeaderExtensionsToNegotiate().map((extension) =>
    /dependency-descriptor/.test(extension.uri) ? { ...extension, direction: 'recvonly' } : extension));
  viewer.addTransceiver('audio', { direction: 'recvonly' });
  const response = await send(viewer, '/whep/demo', {});
  const layer = /<([^>]+)>; rel="urn:ietf:params:whep:ext:core:layer"/.exec(response.headers.get('Link'))[1];
  window.choose = (maxHeight) => fetch(layer, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ maxHeight }),
  });
  window.seen = async () => {
    const entries = [...(await viewer.getStats()).values()];
    const { framesDecoded = 0, frameHeight = 0, freezeCount = 0, codecId } = entries.find(({ type, kind }) => type === 'inbound-rtp' && kind === 'video') ?? {};
    return { frames: framesDecoded, height: frameHeight, freezes: freezeCount, codec: entries.find(({ id }) => id === codecId)?.mimeType };
  };
}"""

SIMULCAST = [
    {"rid": "q", "scaleResolutionDownBy": 2, "maxBitrate": 150_000}, {"rid": "f", "maxBitrate": 500_000},
]


def wait_for_height(page, height, within=25):
    """Waits until the viewer decodes pictures of that height; fails when they stop."""
    for _ in range(within * 4):
        before = page.evaluate("window.seen()")
        page.wait_for_timeout(250)
        after = page.evaluate("window.seen()")
        if after["height"] == height and after["frames"] > before["frames"]:
            return after
    raise AssertionError(f"the picture is not {height} lines high: {after}")


@pytest.mark.parametrize("codec, encodings", [
    ("video/VP8", SIMULCAST),
    ("video/H264", SIMULCAST),
    ("video/VP9", [{"scalabilityMode": "L2T3", "maxBitrate": 600_000}]),
    ("video/AV1", [{"scalabilityMode": "L2T3", "maxBitrate": 600_000}]),
], ids=["VP8-simulcast", "H264-simulcast", "VP9-scalable", "AV1-scalable"])
def test_a_viewer_gets_less_of_a_picture_and_all_of_it_again(browsers, house, codec, encodings):
    page = browsers.open("/healthz")
    page.evaluate(_SHOW, {"token": house.token("host"), "codec": codec, "encodings": encodings})
    assert wait_for_height(page, 360)["codec"] == codec
    page.evaluate("window.choose(180)")
    wait_for_height(page, 180)
    page.evaluate("window.choose(360)")
    wait_for_height(page, 360)
    page.evaluate("() => { clearInterval(window.drawing); window.host.close(); window.viewer.close(); }")


def test_av1_of_one_size_is_seen(browsers, house):
    page = browsers.open("/healthz")
    page.evaluate(_SHOW, {"token": house.token("host"), "codec": "video/AV1", "encodings": [{"scalabilityMode": "L1T3", "maxBitrate": 600_000}]})
    assert wait_for_height(page, 360)["codec"] == "video/AV1"
    page.evaluate("() => { clearInterval(window.drawing); window.host.close(); window.viewer.close(); }")


def test_the_player_shows_scalable_av1_in_its_largest_size(browsers, house):
    page = browsers.open("/healthz")
    page.evaluate(_SHOW, {"token": house.token("host"), "codec": "video/AV1", "encodings": [{"scalabilityMode": "L2T3", "maxBitrate": 600_000}]})
    live = browsers.open("/live/demo", size=(1280, 800))
    wait_for_lines(live, 360, 360)
    page.evaluate("() => { clearInterval(window.drawing); window.host.close(); window.viewer.close(); }")
