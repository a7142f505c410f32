"""The lobby when several shows are on air, and when there are more than one answer holds."""


def test_shows_past_the_first_page_are_a_button_away(browsers, house):
    owner = house.bearer("owner")
    for number in range(60):
        made = owner.call("POST", "/shows", {"title": f"Evening {number}", "host": "Test"})
        assert made.status == 201, made.text
    everything = len(owner.get("/shows?state=live,paused,scheduled,ended&limit=200").json["items"])
    page = browsers.open("/", size=(390, 844))
    page.locator("#more button").click()
    page.wait_for_function("(count) => document.querySelectorAll('.show-card').length === count", arg=everything - 1)
    assert page.locator("#more button").count() == 0


def test_all_shows_on_air_stand_under_live_now(browsers, house):
    owner = house.bearer("owner")
    made = owner.call("POST", "/shows", {"id": "second", "title": "The second on air", "host": "Test"})
    assert made.status == 201, made.text
    assert owner.call("PUT", "/shows/second/state", {"state": "live"}).status < 300
    page = browsers.open("/", size=(390, 844))
    row = page.locator("section.row", has=page.locator(".badge.on-air"))
    row.wait_for()
    assert row.count() == 1
    assert row.locator("h2").inner_text() == "Live now"
    assert row.locator(".show-card").count() == 1
