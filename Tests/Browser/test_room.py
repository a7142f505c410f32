"""What a page of the show does when facts are missed, lines refused, or watching is for guests."""

from urllib.parse import urlsplit

from watching import wait_for_frames

#: Keeps the page's socket in reach, with the last snapshot that came by it.
_SOCKET = """
  window.WebSocket = class extends WebSocket {
    constructor(...parts) {
      super(...parts);
      window.socket = this;
      this.addEventListener('message', ({ data }) => {
        if (JSON.parse(data).type === 'snapshot') window.snapshot = data;
      });
    }
  };
"""


def open_show(browsers, house, size=(1280, 800)):
    page = browsers.open("/sign-in", size=size)
    page.add_init_script(_SOCKET)
    page.goto(house.address + "/live/demo")
    page.wait_for_function("() => window.snapshot && document.querySelector('#say').dataset.connection === 'open'")
    return page


def say(page, text):
    page.locator("#say input").fill(text)
    page.keyboard.press("Enter")


def test_a_later_snapshot_brings_the_shelf_up_to_date(browsers, house):
    product = house.guest().get("/shows/demo/shelf").json["items"][-1]
    page = open_show(browsers, house)
    item = page.locator(f'#shelf-column [data-product="{product["id"]}"]')
    item.wait_for()
    page.evaluate("() => { window.heard = socket.onmessage; socket.onmessage = null; }")
    answer = house.bearer("owner").call("PATCH", f"/products/{product['id']}", {"title": "Renamed meanwhile"})
    assert answer.status == 200, answer.text
    page.wait_for_timeout(500)
    assert product["title"] in item.inner_text()
    page.evaluate("""() => {
      socket.onmessage = window.heard;
      socket.onmessage({ data: JSON.stringify({ ...JSON.parse(window.snapshot), id: 1_000_000 }) });
    }""")
    item.get_by_text("Renamed meanwhile").wait_for()


def test_a_changed_price_is_read_by_all_pages_at_moments_of_their_own(browsers, house):
    owner = house.bearer("owner")
    product = house.guest().get("/shows/demo/shelf").json["items"][0]
    page = open_show(browsers, house)
    asked = []
    page.on("request", lambda request: asked.append(request.url) if f"/products/{product['id']}" in request.url else None)
    page.evaluate("() => { Math.random = () => 0.5; }")
    for more in (100, 200):
        variants = [each | {"price": each["price"] | {"minor": each["price"]["minor"] + more}} for each in product["variants"]]
        answer = owner.call("PATCH", f"/products/{product['id']}", {"variants": variants})
        assert answer.status == 200, answer.text
    page.wait_for_timeout(500)
    assert asked == []
    page.wait_for_timeout(1500)
    assert len(asked) == 1


def test_a_refused_line_comes_back_into_the_field(browsers, house):
    page = open_show(browsers, house)
    say(page, "look at https://example.com now")
    page.locator("#refusal", has_text="Links are not allowed").wait_for()
    assert page.locator("#say input").input_value() == "look at https://example.com now"


def test_a_line_that_was_lost_on_the_way_comes_back_into_the_field(browsers, house):
    page = open_show(browsers, house)
    page.evaluate("() => { socket.send = () => {}; }")
    say(page, "is anybody there")
    assert page.locator("#say input").input_value() == ""
    page.evaluate("() => socket.close()")
    page.wait_for_function("() => document.querySelector('#say input').value === 'is anybody there'")


def test_a_line_that_was_taken_stays_out_of_the_field(browsers, house):
    page = open_show(browsers, house)
    say(page, "taken and said")
    page.locator("#lines li", has_text="taken and said").wait_for()
    page.evaluate("() => socket.close()")
    page.wait_for_function("() => document.querySelector('#say').dataset.connection === 'lost'")
    assert page.locator("#say input").input_value() == ""


def test_a_line_the_room_has_tidied_stays_out_of_the_field(browsers, house):
    page = open_show(browsers, house)
    say(page, "tidy  \u200b this")
    page.locator("#lines li", has_text="tidy this").wait_for()
    page.wait_for_timeout(500)
    assert page.locator("#lines li", has_text="tidy this").count() == 1
    page.evaluate("() => socket.close()")
    page.wait_for_function("() => document.querySelector('#say').dataset.connection === 'lost'")
    assert page.locator("#say input").input_value() == ""


def test_a_shelf_that_does_not_come_at_once_is_asked_for_again(browsers, house):
    page = browsers.open("/sign-in", role="host")
    refused = []

    def refuse(route):
        refused.append(route)
        if len(refused) > 2:
            route.continue_()
        else:
            route.fulfill(status=503, body="{}")

    page.route("**/api/v1/shows/demo/shelf", refuse)
    page.goto(house.address + "/studio/demo")
    page.wait_for_function("() => document.querySelector('#preview').srcObject !== null")
    page.locator(".slot").first.wait_for()


def test_a_page_whose_first_requests_are_lost_comes_up_all_the_same(browsers, house):
    page = browsers.open("/sign-in")
    lost = set()

    def lose_the_first(route):
        path = urlsplit(route.request.url).path
        if path in lost:
            route.continue_()
        else:
            lost.add(path)
            route.abort()

    for pattern in ("**/api/v1/session", "**/api/v1/markets", "**/languages/*", "**/api/v1/shows/demo", "**/api/v1/shows/demo/shelf"):
        page.route(pattern, lose_the_first)
    page.goto(house.address + "/live/demo")
    title = house.guest().get("/shows/demo/shelf").json["items"][0]["title"]
    page.locator("#shelf-column").get_by_text(title).first.wait_for()
    page.locator("#say input").fill("here after all")
    page.locator("#say button").click()
    page.locator("#lines li", has_text="here after all").wait_for()
    assert len(lost) == 5


def test_a_show_that_is_opened_to_all_plays_for_those_who_wait(browsers, house):
    owner = house.bearer("owner")
    made = owner.call("POST", "/shows", {"id": "opens", "title": "Opens", "host": "Test", "access": "restricted"})
    assert made.status == 201, made.text
    host = browsers.open("/studio/opens", role="owner")
    host.locator("#on-air .primary:enabled").click()
    host.locator("#on-air .danger").wait_for()
    stranger = browsers.open("/sign-in")
    stranger.add_init_script(_SOCKET)
    stranger.goto(house.address + "/live/opens")
    stranger.locator("#cover", has_text="invited guests").wait_for()
    assert owner.call("PATCH", "/shows/opens", {"access": "open"}).status == 200
    stranger.evaluate("""() => socket.onmessage({ data: JSON.stringify({ type: 'show', access: 'open' }) })""")
    wait_for_frames(stranger)


def test_a_camera_that_is_off_is_not_called_a_slow_network(browsers, house):
    made = house.bearer("owner").call("POST", "/shows", {"id": "blink", "title": "Blink", "host": "Test"})
    assert made.status == 201, made.text
    host = browsers.open("/studio/blink", role="owner")
    host.locator("#on-air .primary:enabled").click()
    viewer = browsers.open("/live/blink")
    wait_for_frames(viewer)
    said = viewer.locator("#cover:not([hidden])")
    for _ in range(2):
        host.locator("#on-air [data-place=camera]").click()
        said.get_by_text("camera is off").wait_for()
        assert not viewer.locator("#slow").is_visible()
        host.locator("#on-air .primary[data-place=camera]").click()
        viewer.locator("#cover").wait_for(state="hidden")
        assert not viewer.locator("#slow").is_visible()


def test_a_restricted_show_plays_for_its_guests_alone(browsers, house):
    made = house.bearer("owner").call(
        "POST", "/shows", {"id": "club", "title": "Club", "host": "Test", "access": "restricted"})
    assert made.status == 201, made.text
    host = browsers.open("/studio/club", role="owner")
    host.locator("#on-air .primary:enabled").click()
    host.locator("#on-air .danger").wait_for()
    token = {"name": "tw_session", "value": house.token("viewer", "club"), "domain": "127.0.0.1", "path": "/",
             "expires": -1, "httpOnly": True, "secure": False, "sameSite": "Lax"}
    guest = browsers.open("/live/club", storage_state={"cookies": [token], "origins": []})
    wait_for_frames(guest)
    stranger = browsers.open("/live/club")
    stranger.locator("#cover", has_text="invited guests").wait_for()
    asked = []
    stranger.on("request", lambda request: asked.append(request.url) if "/whep/" in request.url else None)
    stranger.wait_for_timeout(2500)
    assert asked == []
