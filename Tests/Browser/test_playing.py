"""The player over a connection and a server that are played by the test."""

import pytest

#: A player of which the second connection is the good one; answers how many were made, and which are closed.
_PLAYED = """async (act) => {
  const { WhepPlayer } = await import('/assets/script/media/player.js');
  const answer = 'v=0\\r\\na=ice-ufrag:abcd\\r\\na=ice-pwd:abcdefghijklmnopqrstuv\\r\\na=mid:0\\r\\n';
  const peers = [];
  let failPatch = () => {};
  window.fetch = async (address, options) => {
    if (options.method === 'PATCH') await new Promise((_, reject) => { failPatch = () => reject(new TypeError('late')); });
    return Object.defineProperty(new Response(answer, { status: 201, headers: { Location: '/whep/demo/s' } }),
      'url', { value: `${location.origin}/whep/demo` });
  };
  window.RTCPeerConnection = class {
    constructor() { this.connectionState = 'new'; peers.push(this); }
    addTransceiver() { return {}; }
    async createOffer() { return { type: 'offer', sdp: answer }; }
    async setLocalDescription(description) { this.localDescription = description; }
    async setRemoteDescription() {}
    close() { this.connectionState = 'closed'; }
    become(state) { this.connectionState = state; this.onconnectionstatechange?.(); }
  };
  const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
  const player = new WhepPlayer('demo', document.createElement('video'));
  await player.start();
  peers[0].become('connected');
  if (act === 'stale') {
    peers[0].become('failed');
    await pause(100);
    player.retry();
    await pause(100);
    peers[1].become('connected');
    failPatch();
    await pause(1500);
  } else {
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    await pause(100);
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await pause(300);
  }
  return peers.map((peer) => peer.connectionState);
}"""


@pytest.fixture
def play(browsers):
    # A page without scripts of its own.
    page = browsers.open("/healthz")
    return lambda act: page.evaluate(_PLAYED, act)


def test_a_restart_that_fails_late_leaves_the_next_connection_alone(play):
    assert play("stale") == ["closed", "connected"]


def test_a_page_that_is_brought_back_plays_again(play):
    assert play("back") == ["closed", "new"]
