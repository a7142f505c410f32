"""Picture and sound over TCP, for people in networks that let no UDP through."""

import urllib.request

from watching import stats, wait_for_fake_camera, wait_for_frames

#: Before a page's own scripts: its answers lose their UDP candidates, and its connections can be looked at.
_TCP_ALONE = """
window.peers = [];
window.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(...given) {
    super(...given);
    window.peers.push(this);
  }
  setRemoteDescription({ type, sdp }) {
    return super.setRemoteDescription({ type, sdp: sdp.replace(/^a=candidate:\\S+ \\d+ udp .*\\r?\\n/gim, '') });
  }
};
"""

_PROTOCOL = """async () => {
  const entries = await window.peers.at(-1).getStats();
  const transport = [...entries.values()].find((entry) => entry.type === 'transport');
  const pair = entries.get(transport?.selectedCandidatePairId);
  return pair && entries.get(pair.remoteCandidateId).protocol;
}"""


def open_behind_a_wall(browsers, house, path, **options):
    """Opens a page that reaches the media port by TCP alone."""
    page = browsers.open("/healthz", **options)
    page.add_init_script(_TCP_ALONE)
    page.goto(house.address + path)
    return page


def sessions_over_tcp(house):
    with urllib.request.urlopen(f"{house.address}/metrics", timeout=10) as answer:
        lines = answer.read().decode().splitlines()
    return float(next(line.split()[1] for line in lines if line.startswith("tradewind_media_tcp_sessions ")))


def test_a_viewer_and_a_host_who_have_tcp_alone_see_and_are_seen(browsers, house):
    viewer = open_behind_a_wall(browsers, house, "/live/demo")
    wait_for_frames(viewer)
    assert viewer.evaluate(_PROTOCOL) == "tcp"

    host = open_behind_a_wall(browsers, house, "/studio/demo", role="host")
    host.locator("#on-air .primary").click()
    wait_for_fake_camera(viewer)
    assert host.evaluate(_PROTOCOL) == "tcp"
    before = stats(viewer)
    seen = wait_for_frames(viewer)
    assert seen["soundPackets"] > before["soundPackets"]
    assert sessions_over_tcp(house) >= 2


def test_who_has_both_takes_udp(browsers, house):
    viewer = browsers.open("/healthz")
    viewer.add_init_script(_TCP_ALONE.replace(" udp ", " none "))
    viewer.goto(house.address + "/live/demo")
    wait_for_frames(viewer)
    assert viewer.evaluate(_PROTOCOL) == "udp"
