"""Picture, sound and words cross from the host to the viewers."""

import pytest

from watching import is_fake_camera, stats, wait_for_frames


def test_a_newcomer_sees_the_synthetic_camera(browsers):
    viewer = browsers.open("/live/demo", size=(390, 844))
    seen = wait_for_frames(viewer)
    assert seen["width"] > 0


def test_two_viewers_see_and_hear_the_hosts_camera(browsers):
    viewers = [browsers.open("/live/demo", size=(390, 844)) for _ in range(2)]
    for viewer in viewers:
        wait_for_frames(viewer, 5)
        # A muted element plays no sound, and its energy stays at zero.
        viewer.locator("#tap").click()
    host = browsers.open("/studio/demo", role="host")
    host.locator("#on-air .primary").click()
    host.wait_for_function("() => document.querySelector('#health .measure[data-grade]') !== null", timeout=20_000)
    for viewer in viewers:
        wait_for_frames(viewer)
        viewer.wait_for_timeout(1500)
        before = stats(viewer)
        viewer.wait_for_timeout(2500)
        after = stats(viewer)
        assert is_fake_camera(viewer)
        assert after["soundPackets"] > before["soundPackets"] + 50
        assert after["energy"] > before["energy"]


def test_the_show_goes_on_when_the_host_reloads(browsers):
    viewer = browsers.open("/live/demo")
    host = browsers.open("/studio/demo", role="host")
    host.locator("#on-air .primary").click()
    host.locator("#on-air .quiet").first.wait_for()
    host.wait_for_timeout(2000)
    host.reload()
    host.locator("#notice .note.good").wait_for(timeout=20_000)
    wait_for_frames(viewer)
    viewer.wait_for_function("() => document.querySelector('#cover').hidden")


def test_chat_crosses_between_viewers_and_host(browsers):
    one, other = [browsers.open("/live/demo", size=size) for size in ((390, 844), (1280, 800))]
    host = browsers.open("/studio/demo", role="host")
    for page in (one, other, host):
        page.wait_for_selector("#say")
        page.wait_for_timeout(800)
    one.locator("#say input").fill("Is the red one still there? مرحبا")
    one.keyboard.press("Enter")
    for page in (one, other, host):
        page.locator("#lines li", has_text="Is the red one still there? مرحبا").wait_for()
    host.locator("#lines li", has_text="still there? مرحبا").locator("button").last.click()
    for page in (one, other, host):
        page.locator("#lines li", has_text="still there? مرحبا").wait_for(state="detached")


@pytest.mark.parametrize("key, position", [("2", 1), ("1", 0)])
def test_a_key_of_the_studio_pins_a_product(browsers, house, key, position):
    viewer = browsers.open("/live/demo")
    host = browsers.open("/studio/demo", role="host")
    host.locator(".slot").nth(position).wait_for()
    wanted = house.guest().get("/shows/demo/shelf").json["items"][position]
    host.locator("main").click(position={"x": 5, "y": 5})
    host.keyboard.press(key)
    viewer.locator(f'.pinned[data-product="{wanted["id"]}"]').wait_for()


def test_a_vote_is_counted_once_per_viewer(browsers):
    viewers = [browsers.open("/live/demo") for _ in range(2)]
    host = browsers.open("/studio/demo", role="host")
    host.locator("#order-actions .quiet").click()
    host.locator("[name=question]").fill("Which colour next?")
    host.locator("[name=answer-0]").fill("Red")
    host.locator("[name=answer-1]").fill("Indigo")
    host.locator("dialog .primary").click()
    for viewer in viewers:
        viewer.locator(".vote-answer").nth(1).click()
    viewers[0].locator(".vote-answer").nth(0).click()
    for viewer in viewers:
        viewer.wait_for_function(
            "() => [...document.querySelectorAll('.vote-answer .numbers')].every((each) => each.textContent.includes('50'))")


def test_a_flash_offer_reaches_viewers_at_its_price(browsers):
    viewer = browsers.open("/live/demo", size=(390, 844))
    host = browsers.open("/studio/demo", role="host")
    host.locator("#order-actions .offer-button").click()
    host.locator("dialog [name=units]").fill("3")
    host.locator("dialog [name=seconds]").fill("30")
    price = host.locator("dialog [name=price]").input_value()
    host.locator("dialog .offer-button").click()
    card = viewer.locator(".offer")
    card.wait_for()
    assert price.split(".")[0] in card.inner_text()
    assert "3 of 3 left" in card.inner_text()
    assert card.get_by_role("button").evaluate("(button) => button.textContent").startswith("Grab it ")
    assert card.get_by_role("button").get_attribute("aria-label") is None
    host.locator("#now .quiet").first.click()
    card.wait_for(state="detached")
