"""Clients that are not ours publish to the server and play from it: aiortc, a WebRTC stack in Python."""

import asyncio
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import aioice.ice
import pytest
from aiortc import MediaStreamTrack, RTCBundlePolicy, RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import AudioStreamTrack, VideoStreamTrack

#: Frames and packets of sound that count as playing.
FRAMES = 30
SOUNDS = 50


@pytest.fixture(autouse=True)
def loopback_only(monkeypatch):
    """The server listens on the loopback alone, an address that this stack would not use by itself."""
    monkeypatch.setattr(aioice.ice, "get_host_addresses", lambda use_ipv4, use_ipv6: ["127.0.0.1"])


def connection():
    return RTCPeerConnection(RTCConfiguration(iceServers=[], bundlePolicy=RTCBundlePolicy.MAX_BUNDLE))


async def signal(peer, url, token=None):
    """Sends the offer, takes the answer, and tells the session's address."""
    await peer.setLocalDescription(await peer.createOffer())
    headers = {"Content-Type": "application/sdp"} | ({"Authorization": f"Bearer {token}"} if token else {})
    request = urllib.request.Request(url, peer.localDescription.sdp.encode(), headers, method="POST")
    answer = await asyncio.to_thread(urllib.request.urlopen, request, timeout=10)
    assert answer.status == 201
    await peer.setRemoteDescription(RTCSessionDescription(answer.read().decode(), "answer"))
    return answer.headers["Location"]


async def receive(track: MediaStreamTrack, count: int):
    for _ in range(count):
        await track.recv()


async def play(house):
    """Plays the demo show until enough of picture and sound has come."""
    peer = connection()
    video = peer.addTransceiver("video", direction="recvonly").receiver
    audio = peer.addTransceiver("audio", direction="recvonly").receiver
    try:
        await signal(peer, f"{house.address}/whep/demo")
        await asyncio.wait_for(asyncio.gather(receive(video.track, FRAMES), receive(audio.track, SOUNDS)), 30)
    finally:
        await peer.close()


async def publish_and_play(house):
    host = connection()
    host.addTrack(VideoStreamTrack())
    host.addTrack(AudioStreamTrack())
    try:
        location = await signal(host, f"{house.address}/whip/demo", house.token("host"))
        for _ in range(100):
            show = (await asyncio.to_thread(house.guest().get, "/shows/demo")).json
            if not show["media"]["synthetic"]:
                break
            await asyncio.sleep(0.1)
        assert show["media"] == {"live": True, "codec": "VP8", "synthetic": False}
        await play(house)
        ending = urllib.request.Request(
            house.address + location.removeprefix(house.address), method="DELETE",
            headers={"Authorization": f"Bearer {house.token('host')}"})
        assert (await asyncio.to_thread(urllib.request.urlopen, ending, timeout=10)).status == 200
    finally:
        await host.close()


def run(work):
    """Runs a coroutine on a thread of its own: Playwright keeps a loop running on this one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()


def test_aiortc_plays_the_synthetic_camera(house):
    run(play(house))


def test_aiortc_publishes_and_another_plays_it(house):
    run(publish_and_play(house))
