"""The lobby when there are more shows than one answer holds."""


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
