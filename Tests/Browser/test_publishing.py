"""The studio keeps sending: after a lost network, after a restart of the server, and not against another camera."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import aioice.ice
import pytest
from aiortc.mediastreams import VideoStreamTrack

from test_other_clients import connection, signal
from watching import wait_for_fake_camera, wait_for_frames

#: A publisher over a connection and a server that are played by the test; answers the requests it made.
_PLAYED = """async ({ act, patch, isOver }) => {
  const { WhipPublisher } = await import('/assets/script/media/publisher.js');
  const requests = [];
  const peers = [];
  const answer = 'v=0\\r\\na=ice-ufrag:abcd\\r\\na=ice-pwd:abcdefghijklmnopqrstuv\\r\\na=mid:0\\r\\n';
  const fetchReally = window.fetch;
  const answered = (body, status, headers = {}) =>
    Object.defineProperty(new Response(body, { status, headers }), 'url', { value: `${location.origin}/whip/demo` });
  window.fetch = async (address, options) => {
    if (!String(address).includes('/whip/')) return fetchReally(address, options);
    requests.push(`${options.method} ${options.headers['If-Match'] ?? ''}`.trim());
    if (options.method === 'POST') {
      await new Promise((done) => setTimeout(done, 200));
      return answered(answer, 201, { Location: '/whip/demo/s', ETag: '"0"' });
    }
    if (options.method === 'PATCH' && patch === 0) throw new TypeError('no network');
    return options.method === 'PATCH' ? answered(answer, patch) : answered('', 200);
  };
  window.RTCPeerConnection = class extends EventTarget {
    constructor() { super(); this.connectionState = 'new'; peers.push(this); }
    getSenders() { return []; }
    async createOffer() { return { type: 'offer', sdp: answer }; }
    async setLocalDescription(description) { this.localDescription = description; }
    async setRemoteDescription() {}
    close() { this.connectionState = 'closed'; }
    become(state) { this.connectionState = state; this.onconnectionstatechange?.(); }
  };
  const publisher = new WhipPublisher(new MediaStream(), async () => isOver);
  const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
  const started = publisher.start('/whip/demo', 'token');
  if (act === 'stop') {
    await pause(50);
    await publisher.stop();
    await started;
    dispatchEvent(new Event('online'));
    await pause(500);
  } else {
    await started;
    peers[0].become('connected');
    peers[0].become('disconnected');
    await pause(act === 'heal' ? 1000 : 3500);
    if (act === 'heal') { peers[0].become('connected'); await pause(2000); }
    if (act === 'return') { patch = 404; isOver = true; dispatchEvent(new Event('online')); await pause(1500); }
  }
  return { requests, state: publisher.state };
}"""


@pytest.fixture
def play(browsers):
    # A page without scripts of its own.
    page = browsers.open("/healthz")
    return lambda act, patch=200, is_over=False: page.evaluate(_PLAYED, {"act": act, "patch": patch, "isOver": is_over})


def test_a_connection_that_heals_is_left_alone(play):
    assert play("heal") == {"requests": ["POST"], "state": "sending"}


def test_ice_is_restarted_two_seconds_after_the_network_is_lost(play):
    assert play("lose") == {"requests": ["POST", "PATCH *"], "state": "retrying"}


def test_a_session_the_server_no_longer_has_is_ended_and_made_anew(play):
    assert play("lose", patch=404)["requests"] == ["POST", "PATCH *", "DELETE", "POST"]


def test_a_studio_without_network_keeps_its_session_and_goes_on_asking(play):
    played = play("lose", patch=0)
    assert played["requests"][:3] == ["POST", "PATCH *", "PATCH *"]
    assert set(played["requests"][1:]) == {"PATCH *"}
    assert played["state"] == "retrying"


def test_a_studio_that_comes_back_leaves_the_show_to_who_has_it_now(play):
    played = play("return", patch=0)
    assert played["requests"].count("POST") == 1
    assert played["requests"][-1] == "DELETE"
    assert played["state"] == "dismissed"


def test_a_stop_during_the_offer_leaves_no_session(play):
    assert play("stop") == {"requests": ["POST", "DELETE"], "state": "idle"}


def go_live(browsers):
    host = browsers.open("/studio/demo", role="host")
    host.locator("#on-air .primary").click()
    host.wait_for_function("() => document.querySelector('#health .measure[data-grade]') !== null", timeout=20_000)
    return host


def test_a_studio_gives_way_to_another_camera_and_stays_away(browsers, house, monkeypatch):
    monkeypatch.setattr(aioice.ice, "get_host_addresses", lambda use_ipv4, use_ipv6: ["127.0.0.1"])
    host = go_live(browsers)

    async def take_over(seconds):
        peer = connection()
        peer.addTrack(VideoStreamTrack())
        try:
            await signal(peer, f"{house.address}/whip/demo", house.token("host"))
            await asyncio.sleep(seconds)
            return peer.connectionState
        finally:
            await peer.close()

    with ThreadPoolExecutor(1) as thread:
        other = thread.submit(asyncio.run, take_over(12))
        host.locator("#notice .note.warm", has_text="Another camera").wait_for(timeout=10_000)
        assert other.result() == "connected"


def test_a_studio_comes_back_after_the_server_was_restarted(browsers, house):
    viewer = browsers.open("/live/demo")
    host = go_live(browsers)
    wait_for_frames(viewer, 5)
    house.stop()
    viewer.locator("#cover", has_text="Reconnecting").wait_for()
    house.start()
    host.locator("#notice .note.good").wait_for(timeout=40_000)
    wait_for_fake_camera(viewer)
