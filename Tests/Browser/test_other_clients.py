"""Clients that are not ours publish to the server and play from it: aiortc, a WebRTC stack in Python."""

import asyncio
import threading
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import aioice.ice
import pytest
from aiortc import (
    MediaStreamTrack, RTCBundlePolicy, RTCConfiguration, RTCPeerConnection, RTCRtpSender, RTCSessionDescription)
from aiortc.mediastreams import AudioStreamTrack, VideoStreamTrack

from watching import wait_for_frames

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


async def publish(house, codec, work):
    """Takes the demo show over with pictures in one format, as OBS does with H.264, while `work` is done."""
    host = connection()
    host.addTrack(VideoStreamTrack())
    host.addTrack(AudioStreamTrack())
    offered = [each for each in RTCRtpSender.getCapabilities("video").codecs if each.name in (codec, "rtx")]
    host.getTransceivers()[0].setCodecPreferences(offered)
    try:
        location = await signal(host, f"{house.address}/whip/demo", house.token("host"))
        for _ in range(100):
            show = (await asyncio.to_thread(house.guest().get, "/shows/demo")).json
            if show["media"]["live"] and not show["media"]["synthetic"]:
                break
            await asyncio.sleep(0.1)
        assert show["media"] == {"live": True, "codec": codec, "synthetic": False}
        await work()
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


@pytest.mark.parametrize("codec", ["VP8", "H264"])
def test_aiortc_publishes_and_another_plays_it(house, codec):
    run(publish(house, codec, lambda: play(house)))


def test_chromium_plays_the_h264_of_a_client_like_obs(house, browsers):
    """The page joined while VP8 was on the air: the change of format needs no reload."""
    page = browsers.open("/live/demo")
    wait_for_frames(page)
    on_air, watched = threading.Event(), threading.Event()

    async def until_watched():
        on_air.set()
        await asyncio.to_thread(watched.wait, 60)

    with ThreadPoolExecutor(1) as thread:
        host = thread.submit(asyncio.run, publish(house, "H264", until_watched))
        try:
            assert on_air.wait(30)
            wait_for_frames(page, 30)
        finally:
            watched.set()
        host.result()
