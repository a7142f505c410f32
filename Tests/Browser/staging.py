"""People on a stage: shows of every scene, hosts, guests and viewers, and what reaches whom."""

import time
from functools import partial

#: What a page receives in one slot: frames, packets of sound, their energy, and the size of the picture.
_SLOT = """async (slot) => {
  const { player } = await import(document.querySelector('script[src$="/live/join.js"]').src);
  const entries = await player.stats(slot);
  const of = (kind) => entries.find((entry) => entry.kind === kind) ?? {};
  return {
    frames: of('video').framesDecoded ?? 0, height: of('video').frameHeight ?? 0,
    packets: of('audio').packetsReceived ?? 0, energy: of('audio').totalAudioEnergy ?? 0,
  };
}"""


#: A camera so small and slow that one small machine can have nine of them.
_SMALL_CAMERA = """
  const openReally = navigator.mediaDevices?.getUserMedia.bind(navigator.mediaDevices);
  if (openReally) navigator.mediaDevices.getUserMedia = (wish) => openReally(
    { audio: wish.audio && { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
      video: wish.video && { width: 160, height: 90, frameRate: 8 } });
"""
#: Somebody who has chosen to see nothing, so that only those who are asked have to decode.
_SOUND_ONLY = "localStorage.setItem('tradewind.quality', '0');"


def open_small(browsers, path, sees=True, name=None, **options):
    """A page with a small camera, of somebody with a name."""
    page = browsers.open("/sign-in", **options)
    if name:
        rename(page, name)
    page.add_init_script(_SMALL_CAMERA)
    if not sees:
        page.add_init_script(_SOUND_ONLY)
    page.goto(browsers.house.address + path)
    return page


def make_show(house, name, scene, title=None):
    """A show of a scene, by its owner; it is scheduled until somebody puts it on air."""
    owner = house.bearer("owner")
    made = owner.call("POST", "/shows", {"id": name, "title": title or name, "host": f"Host of {name}", "scene": scene})
    assert made.status == 201, made.text
    shelf = [each["id"] for each in house.guest().get("/shows/demo/shelf").json["items"]]
    put = owner.call("PUT", f"/shows/{name}/shelf", {"products": shelf[:3]})
    assert put.status < 300, put.text
    return name


def go_live(browsers, show, open_page=None):
    """A host in the studio whose camera is on the air."""
    host = (open_page or partial(open_small, browsers))(f"/studio/{show}", role="owner")
    # The smallest picture, so that many fit on one machine.
    host.locator("#devices select").first.wait_for()
    if host.locator("#devices [name=height]").input_value() != "360":
        host.locator("#devices [name=height]").select_option("360")
    host.locator("#on-air .primary:enabled").first.click()
    host.locator("#on-air .danger").wait_for(timeout=20_000)
    return host


def join(browsers, show, name=None, open_page=None, **options):
    """A viewer on the page of a show, once the room has said how its stage is."""
    viewer = (open_page or partial(open_small, browsers))(f"/live/{show}", name=name, **{"size": (390, 844), **options})
    viewer.wait_for_function("() => document.querySelector('#say').dataset.connection === 'open'", timeout=20_000)
    return viewer


def rename(page, name):
    """Gives somebody a name; a page that makes its session at the same moment may undo it, so it is looked after."""
    def is_named():
        return page.evaluate("""async (name) => {
          const { csrf, name: known } = await (await fetch('/api/v1/session')).json();
          if (known === name) return true;
          await fetch('/api/v1/session', {
            method: 'POST', headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf }, body: JSON.stringify({ name }),
          });
          return false;
        }""", name)
    page.wait_for_load_state("networkidle")
    wait_until(page, is_named)


def raise_hand(viewer, with_camera=True):
    viewer.locator("#hand").click()
    if not with_camera:
        viewer.locator("dialog input[value=sound]").check()
    viewer.locator("dialog .primary:enabled").click(timeout=20_000)
    viewer.locator("dialog").wait_for(state="detached")


def seat(host, name, ready=True):
    """Lets somebody onto the stage; answers when, by this machine's clock."""
    hand = host.locator(".hand", has_text=name)
    hand.wait_for(timeout=20_000)
    if ready:
        host.wait_for_function(
            "(name) => [...document.querySelectorAll('.hand')].some((each) => each.textContent.includes(name) && !each.textContent.includes('connecting'))",
            arg=name, timeout=20_000)
    hand.locator("[data-tool=seat]").click()
    return time.monotonic()


def slot_of(viewer, name, within=20):
    """The slot of a tile with a name, once it is there."""
    tile = viewer.locator("#stage .tile", has=viewer.locator(".plate", has_text=name))
    tile.first.wait_for(timeout=within * 1000)
    return int(tile.first.get_attribute("data-slot"))


def received(page, slot):
    return page.evaluate(_SLOT, slot)


def wait_for_slot(page, slot, frames=5, within=20):
    """Waits until so many more frames of a slot are decoded; answers when."""
    start = received(page, slot)["frames"]
    until = time.monotonic() + within
    while received(page, slot)["frames"] < start + frames:
        assert time.monotonic() < until, f"slot {slot} has {received(page, slot)}"
        page.wait_for_timeout(50)
    return time.monotonic()


def wait_for_studio(host, count, within=20_000):
    """Waits until the studio draws so many pictures of others."""
    host.wait_for_function(
        "(count) => [...document.querySelectorAll('.guests video')].filter((video) => video.videoWidth > 0).length >= count",
        arg=count, timeout=within)


def sound_flows(page, slot, seconds=2.5):
    """How many packets of sound of a slot arrive in a while, and how much louder they have made it."""
    before = received(page, slot)
    page.wait_for_timeout(int(seconds * 1000))
    after = received(page, slot)
    return after["packets"] - before["packets"], after["energy"] - before["energy"]


def wait_until(page, what, within=20):
    """Waits for something that is asked for from here."""
    until = time.monotonic() + within
    while True:
        found = what()
        if found:
            return found
        assert time.monotonic() < until, "what was waited for has not come"
        page.wait_for_timeout(150)
