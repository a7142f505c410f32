"""How pages lie on screens: sizes, directions, weight, and nothing that jumps."""

import re

import pytest

from watching import wait_for_frames

SIZES = [(390, 844), (844, 390), (1280, 800), (1920, 1080)]
PAGES = [("/", None), ("/live/demo", None), ("/orders", None), ("/sign-in", None), ("/enter/used-up", None),
         ("/studio/demo", "host"),
         ("/console/shows", "owner"), ("/console/products", "owner"), ("/console/orders", "owner"),
         ("/console/team", "owner"), ("/console/settings", "owner")]

#: Bytes of our own that the first look at a show may cost.
WEIGHT_LIMIT = 150_000

_SHIFTS = """() => {
  window.shifts = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
}"""


def settle(page):
    page.wait_for_load_state("load")
    page.wait_for_timeout(1500)


@pytest.mark.parametrize("locale", ["en-US", "zh-CN", "ar-SA"])
@pytest.mark.parametrize("path, role", PAGES)
def test_nothing_is_wider_than_the_screen(browsers, path, role, locale):
    page = browsers.open(path, role=role, size=SIZES[0], locale=locale)
    settle(page)
    for width, height in SIZES:
        # A device that is turned, a window that is drawn larger: the page lies anew.
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(150)
        wide = page.evaluate("""() => {
          const limit = document.documentElement.clientWidth;
          return document.documentElement.scrollWidth > limit + 1 ? document.documentElement.scrollWidth : 0;
        }""")
        assert wide == 0, (width, height)


@pytest.mark.parametrize("size", SIZES)
def test_the_show_has_everything_in_reach(browsers, size):
    page = browsers.open("/live/demo", size=size)
    settle(page)
    for selector in ("#sound", "#place", "#say input", "#open-cart"):
        box = page.locator(selector).bounding_box()
        assert box and box["x"] >= 0 and box["y"] >= 0, selector
        assert box["x"] + box["width"] <= size[0] and box["y"] + box["height"] <= size[1], selector
        assert box["height"] >= 44, selector


def test_arabic_runs_from_right_to_left(browsers):
    page = browsers.open("/live/demo?language=ar", size=(390, 844), locale="ar-SA")
    settle(page)
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert page.evaluate("document.documentElement.lang") == "ar"
    rail = page.locator("#rail").bounding_box()
    assert rail["x"] < 100
    assert page.locator(".pinned .price bdi, .pinned bdi.price").count() > 0


@pytest.mark.parametrize("selector", ["#title", ".front-words h3"])
def test_a_latin_title_that_is_too_long_is_cut_at_its_end_in_arabic(browsers, selector):
    page = browsers.open("/live/demo?language=ar", size=(430, 932), locale="ar-SA")
    page.locator(selector, has_text=re.compile(r"\S")).wait_for()
    assert page.locator(selector).evaluate("""(element) => {
      element.textContent = 'The first words matter; '.repeat(8);
      const text = document.createRange();
      text.selectNodeContents(element);
      const [drawn, box] = [text.getBoundingClientRect(), element.getBoundingClientRect()];
      return { isTooLong: drawn.width > box.width, startsInside: drawn.left >= box.left - 1 };
    }""") == {"isTooLong": True, "startsInside": True}


def test_the_first_look_is_light(browsers):
    page = browsers.open("/live/demo", size=(390, 844))
    settle(page)
    weight = page.evaluate("""() => {
      const own = (entry) => entry.name.includes('/assets/') || entry.entryType === 'navigation';
      return [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
        .filter(own).reduce((sum, entry) => sum + entry.decodedBodySize, 0);
    }""")
    assert 0 < weight < WEIGHT_LIMIT


def test_nothing_jumps_when_the_picture_starts(browsers, house):
    page = browsers.open("/sign-in", size=(390, 844))
    page.add_init_script(f"({_SHIFTS})()")
    page.goto(house.address + "/live/demo")
    wait_for_frames(page)
    assert page.evaluate("window.shifts") < 0.05


def test_the_request_for_the_picture_leaves_before_shelf_and_socket(browsers, house):
    page = browsers.open("/sign-in")
    asked = []
    page.on("request", lambda request: asked.append((request.method, request.url)))
    page.on("websocket", lambda socket: asked.append(("SOCKET", socket.url)))
    page.goto(house.address + "/live/demo")
    settle(page)
    order = [index for index, (method, url) in enumerate(asked) if "/whep/" in url and method == "POST"]
    later = [index for index, (_, url) in enumerate(asked) if url.endswith(("/shelf", "/socket"))]
    assert order and later and order[0] < min(later)
