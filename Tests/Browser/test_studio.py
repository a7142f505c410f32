"""The studio while the network is slow, and when there is nothing to sell."""


def test_offers_and_votes_wait_for_the_shelf(browsers, house):
    viewer = browsers.open("/live/demo", size=(390, 844))
    host = browsers.open("/sign-in", role="host")
    held = []
    host.route("**/api/v1/shows/demo/shelf", lambda route: held.append(route))
    host.goto(house.address + "/studio/demo")
    host.wait_for_function("() => document.querySelector('#title').textContent !== ''")
    actions = host.locator("#order-actions button")
    assert [actions.nth(index).is_disabled() for index in range(actions.count())] == [True, True]

    assert held
    # What was held goes on.
    host.unroute("**/api/v1/shows/demo/shelf")
    host.locator("#order-actions .offer-button").click()
    host.locator("dialog option").first.wait_for(state="attached")
    host.locator("dialog [name=units]").fill("3")
    host.locator("dialog .sheet-foot .offer-button").click()
    host.locator("dialog").wait_for(state="detached")
    assert "3 of 3 left" in viewer.locator(".offer").inner_text()
    host.locator("#now .quiet").first.click()
    viewer.locator(".offer").wait_for(state="detached")


def test_an_impatient_host_gets_one_dialog(browsers, house):
    host = browsers.open("/sign-in", role="host")
    held = []
    host.route("**/api/v1/products?*", lambda route: held.append(route))
    host.goto(house.address + "/studio/demo")
    button = host.locator("#order-actions .offer-button")
    button.click()
    button.click()
    assert held
    host.unroute("**/api/v1/products?*")
    host.locator("dialog").wait_for()
    host.wait_for_timeout(300)
    assert host.locator("dialog").count() == 1


def test_an_empty_shelf_is_said_in_words(browsers, house):
    owner = house.bearer("owner")
    made = owner.call("POST", "/shows", {"id": "bare-shelf", "title": "Nothing yet", "host": "Test"})
    assert made.status == 201, made.text
    host = browsers.open("/studio/bare-shelf", role="owner")
    host.locator("#order-actions .offer-button").click()
    assert "shelf of this show is empty" in host.locator("dialog").inner_text()
    assert host.locator("dialog form, dialog .sheet-foot button").count() == 0


def test_a_refused_vote_and_offer_name_their_fields(browsers):
    host = browsers.open("/studio/demo", role="host")
    host.locator("#order-actions .quiet:enabled").click()
    host.locator("dialog [name=question]").fill("Which?")
    for index in range(2):
        host.locator(f"dialog [name=answer-{index}]").fill("The same")
    host.locator("dialog .primary").click()
    host.locator("dialog .field-problem").wait_for()
    assert host.locator("dialog [aria-invalid=true]").count() > 0
    host.keyboard.press("Escape")
    host.locator("#order-actions .offer-button").click()
    host.locator("dialog form").evaluate("(form) => { form.noValidate = true; }")
    host.locator("dialog [name=units]").fill("1")
    host.locator("dialog [name=limitPerBuyer]").fill("2")
    host.locator("dialog .sheet-foot .offer-button").click()
    host.locator("dialog .field:has([name=limitPerBuyer]) .field-problem").wait_for()


def test_pinning_by_keyboard_stays_at_the_pin(browsers, house):
    product = house.guest().get("/shows/demo/shelf").json["items"][1]
    host = browsers.open("/studio/demo", role="host")
    pin = host.locator(f'[data-focus="{product["id"]} pin"]')
    pin.focus()
    host.keyboard.press("Enter")
    host.locator(f'.slot[data-product="{product["id"]}"][data-front=true]').wait_for()
    assert pin.evaluate("(button) => button === document.activeElement")
