"""From the pinned product to an order that stands in the console."""

import re

import pytest

ADDRESS = {
    "name": "Mai Nguyen", "email": "mai@example.com", "line1": "1 Main Street", "postcode": "78701",
    "city": "Austin", "region": "TX",
}


def pin_first(house):
    host = house.bearer("host")
    product = house.guest().get("/shows/demo/shelf").json["items"][0]
    assert host.call("PUT", "/shows/demo/pin", {"product": product["id"]}).status < 300
    return product


def buy_pinned(page, scenario):
    page.locator(".pinned .primary").click()
    page.locator("dialog .sheet-foot .primary").click()
    for name, value in ADDRESS.items():
        page.locator(f"dialog [name={name}]").fill(value)
    page.locator("[name=scenario]").select_option(scenario)
    page.locator("dialog .sheet-foot .primary").click()
    return page.locator(".order-number").inner_text()


def test_a_pinned_product_is_bought_and_stands_in_the_console(browsers, house):
    product = pin_first(house)
    viewer = browsers.open("/live/demo", size=(390, 844))
    number = buy_pinned(viewer, "succeed")
    assert re.fullmatch(r"TW-\d+", number)
    viewer.locator('[data-state="paid"]').wait_for()
    assert "The order’s page is your receipt" in viewer.locator("dialog").inner_text()
    assert not viewer.locator("#video").evaluate("(video) => video.paused")

    console = browsers.open("/console/orders", role="owner")
    row = console.locator("tr", has_text=number)
    row.wait_for()
    assert "Paid" in row.inner_text()
    row.locator(".open-row").click()
    console.locator("dialog", has_text=product["title"]).wait_for()
    assert "mai@example.com" in console.locator("dialog").inner_text()


def test_a_declined_payment_can_be_made_again(browsers, house):
    pin_first(house)
    viewer = browsers.open("/live/demo")
    buy_pinned(viewer, "decline")
    viewer.locator("dialog .big-sign.failed").wait_for()
    assert "Reserved for you" in viewer.locator(".reserved").inner_text()
    viewer.locator("dialog .stack .primary").click()
    viewer.locator('[data-state="paid"]').wait_for(timeout=15_000)


def test_a_second_step_asks_for_the_code(browsers, house):
    pin_first(house)
    viewer = browsers.open("/live/demo")
    buy_pinned(viewer, "challenge")
    hint = viewer.locator("dialog form .hint")
    assert re.search(r"\d tries left\.", hint.inner_text())
    before = hint.inner_text()
    viewer.locator("[name=code]").fill("999999")
    viewer.locator("dialog form .primary").click()
    viewer.locator(".toast", has_text="That code is not right").wait_for()
    assert hint.inner_text() != before
    assert viewer.evaluate("document.activeElement.dataset.focus").startswith("order ")
    viewer.locator("[name=code]").fill("123456")
    viewer.locator("dialog form .primary").click()
    viewer.locator('[data-state="paid"]').wait_for()


def confirm_elsewhere(browsers, viewer):
    link = viewer.locator("dialog a", has_text="Open the order page").get_attribute("href")
    page = browsers.open(link)
    page.locator("[name=code]").fill("123456")
    page.locator("main form .primary").click()
    page.locator('[data-state="paid"]').wait_for()


def test_an_order_that_is_confirmed_in_another_tab_is_shown_as_paid(browsers, house):
    pin_first(house)
    viewer = browsers.open("/live/demo")
    buy_pinned(viewer, "challenge")
    confirm_elsewhere(browsers, viewer)
    viewer.locator('dialog [data-state="paid"]').wait_for(timeout=5000)


def test_a_code_that_nobody_waits_for_any_more_leads_to_the_state_the_order_has(browsers, house):
    pin_first(house)
    viewer = browsers.open("/live/demo")
    buy_pinned(viewer, "challenge")
    viewer.route("**/api/v1/orders/*", lambda route: route.abort())
    confirm_elsewhere(browsers, viewer)
    viewer.wait_for_timeout(300)
    viewer.unroute("**/api/v1/orders/*")
    viewer.locator("[name=code]").fill("123456")
    viewer.locator("dialog form .primary").click()
    viewer.locator('dialog [data-state="paid"]').wait_for(timeout=5000)
    assert viewer.locator(".toast.bad", has_text="no code").count() == 0


def test_limits_are_told_in_the_products_own_words(browsers, house):
    product = pin_first(house)
    assert product["notFor"].startswith("Not for")
    page = browsers.open("/live/demo", size=(390, 844))
    open_product = page.get_by_role("button", name=f"Buy {product['title']}", exact=True).first
    open_product.click()
    limits = page.locator("dialog .facts .caution").inner_text().split("\n")
    assert limits == ["Its limits", product["notFor"]]


def test_a_wrong_field_of_the_address_is_named_in_the_readers_language(browsers, house):
    pin_first(house)
    page = browsers.open("/live/demo?language=es")
    page.locator(".pinned .primary").click()
    page.locator("dialog .sheet-foot .primary").click()
    page.locator("dialog #checkout").wait_for()
    assert page.evaluate("document.activeElement.tagName") == "H2"
    for name, value in (ADDRESS | {"postcode": "7870"}).items():
        page.locator(f"dialog [name={name}]").fill(value)
    page.locator("dialog .sheet-foot .primary").click()
    wrong = page.locator("dialog [name=postcode][aria-invalid=true]")
    wrong.wait_for()
    said = page.locator("dialog .field-problem")
    assert said.inner_text() == "El formato no es correcto. Revísalo."
    assert wrong.get_attribute("aria-describedby") == said.get_attribute("id")
    page.locator("dialog [name=city]").fill("Austin, TX")
    assert said.count() == 0
    page.locator("dialog [name=postcode]").fill("78701")
    page.locator("dialog .sheet-foot .primary").click()
    page.locator('[data-state="paid"]').wait_for()


def test_a_wrong_field_is_told_with_the_servers_sentence(browsers, house):
    pin_first(house)
    page = browsers.open("/live/demo")
    page.locator(".pinned .primary").click()
    page.locator("dialog .sheet-foot .primary").click()
    for name, value in (ADDRESS | {"postcode": "7870"}).items():
        page.locator(f"dialog [name={name}]").fill(value)
    page.locator("dialog .sheet-foot .primary").click()
    said = page.locator("dialog .field:has([name=postcode]) .field-problem")
    assert said.inner_text() == "The postcode does not look like 99999."


def test_choices_and_lists_that_are_refused_are_marked_too(browsers, house):
    pin_first(house)
    page = browsers.open("/live/demo")
    page.route("**/api/v1/orders", lambda route: route.fulfill(
        status=422, content_type="application/problem+json",
        body='{"code": "unknown-delivery", "errors": [{"field": "delivery", "code": "unknown"}, {"field": "scenario", "code": "invalid"}]}'))
    page.locator(".pinned .primary").click()
    page.locator("dialog .sheet-foot .primary").click()
    for name, value in ADDRESS.items():
        page.locator(f"dialog [name={name}]").fill(value)
    page.locator("dialog .sheet-foot .primary").click()
    page.locator("fieldset:has([name=delivery]) > .field-problem").wait_for()
    page.locator(".field:has([name=scenario]) > .field-problem").wait_for()
    assert page.evaluate("document.activeElement.name") == "delivery"


def test_a_late_answer_is_waited_for_honestly(browsers, house):
    pin_first(house)
    viewer = browsers.open("/live/demo")
    buy_pinned(viewer, "late")
    assert "Waiting for the bank" in viewer.locator("dialog").inner_text()
    viewer.locator('[data-state="paid"]').wait_for(timeout=60_000)


def offer(house, variant, price, units=5, limit=2, seconds=60):
    started = house.bearer("host").call(
        "POST", "/shows/demo/offers",
        {"variant": variant["id"], "price": variant["price"] | {"minor": price}, "units": units, "limitPerBuyer": limit,
         "seconds": seconds}, {"Idempotency-Key": f"offer-{price}"})
    assert started.status < 300, started.text
    return started.json["id"]


def end(house, running):
    house.bearer("host").call("DELETE", f"/shows/demo/offers/{running}")


def test_buying_now_takes_the_offer_for_what_is_in_the_cart_already(browsers, house):
    variant = pin_first(house)["variants"][0]
    page = browsers.open("/live/demo", size=(390, 844))
    page.locator(".pinned .primary").click()
    page.locator("dialog .sheet-foot .quiet").click()
    page.locator("#open-cart .count", has_text="1").wait_for(state="attached")
    page.keyboard.press("Escape")
    running = offer(house, variant, 500)
    page.locator(".offer .offer-button").click()
    page.locator("dialog .sheet-foot .primary").click()
    assert page.locator("dialog dl.sums dd").first.inner_text() == "$5.00"

    page.locator("dialog .sheet-head button").first.click()
    end(house, running)
    page.locator(".offer").wait_for(state="detached")
    page.keyboard.press("Escape")
    page.locator("#open-cart").click()
    problem = page.locator("dialog .note.bad")
    problem.wait_for()
    assert page.locator("dialog .sheet-foot .primary").is_disabled()
    problem.get_by_role("button", name="Take it for").click()
    problem.wait_for(state="detached")
    assert page.locator("dialog .sheet-foot .primary").is_enabled()


def test_the_stepper_of_the_cart_keeps_the_focus(browsers, house):
    pin_first(house)
    page = browsers.open("/live/demo")
    page.locator(".pinned .primary").click()
    page.locator("dialog .sheet-foot .quiet").click()
    page.locator("#open-cart .count", has_text="1").wait_for(state="attached")
    page.keyboard.press("Escape")
    page.locator("#open-cart").click()
    page.locator('dialog [data-focus$=" more"]').focus()
    for count in ("2", "3"):
        page.keyboard.press("Enter")
        page.locator("dialog output", has_text=count).wait_for()
        page.wait_for_function("() => document.activeElement.dataset.focus?.endsWith(' more')")
    page.locator('dialog [data-focus$=" less"]').focus()
    for left in ("2", "1"):
        page.keyboard.press("Enter")
        page.locator("dialog output", has_text=left).wait_for()
    page.keyboard.press("Enter")
    page.locator("dialog .empty").wait_for()
    assert page.evaluate("document.activeElement.matches('dialog h2')")


def test_a_link_of_an_older_version_opens_and_loses_its_key_from_the_query(browsers, house):
    pin_first(house)
    viewer = browsers.open("/live/demo")
    number = buy_pinned(viewer, "succeed")
    link = viewer.locator("dialog a", has_text="Open the order page").get_attribute("href")
    assert "?" not in link and "#key=" in link
    elsewhere = browsers.open(link.replace("#key=", "?key="))
    elsewhere.locator("h1", has_text=number).wait_for()
    assert elsewhere.url.endswith(link)


def test_the_order_page_opens_by_its_link_on_another_device(browsers, house):
    pin_first(house)
    viewer = browsers.open("/live/demo")
    number = buy_pinned(viewer, "succeed")
    link = viewer.locator("dialog a", has_text="Open the order page").get_attribute("href")
    elsewhere = browsers.open(link, size=(390, 844))
    elsewhere.locator("h1", has_text=number).wait_for()
    stranger = browsers.open(re.sub(r"key=.*", "key=wrong", link))
    stranger.locator(".note.bad").wait_for()
    assert number not in stranger.locator("main").inner_text()


def test_an_order_link_outlives_a_jump_within_the_page(browsers, house):
    pin_first(house)
    viewer = browsers.open("/live/demo")
    buy_pinned(viewer, "succeed")
    link = viewer.locator("dialog a", has_text="Open the order page").get_attribute("href")
    page = browsers.open(link)
    number = page.locator("h1 .order-number").inner_text()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"
    page.reload()
    page.locator("h1 .order-number", has_text=number).wait_for()
    with page.expect_navigation():
        page.evaluate("() => { location.hash = '#key=wrong'; }")
    page.locator(".note.bad").wait_for()


def test_a_page_that_outlived_an_upgrade_offers_a_reload(browsers, house):
    pin_first(house)
    page = browsers.open("/live/demo?language=ar")
    page.route("**/shop-sheet.js", lambda route: route.fulfill(status=404, body=""))
    page.locator("#open-cart").click()
    page.unroute("**/shop-sheet.js")
    with page.expect_navigation():
        page.locator(".toast button").click()
    page.locator("#open-cart").click()
    page.locator("dialog h2").wait_for()


def tab_to(page, selector, most=80):
    """Walks by the tabulator key until an element that fits has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement?.matches(selector) ?? false", selector):
            return
    raise AssertionError(f"{selector} cannot be reached by keyboard")


@pytest.mark.parametrize("size", [(390, 844), (1280, 800)])
def test_a_product_is_bought_by_keyboard_alone(browsers, house, size):
    pin_first(house)
    page = browsers.open("/live/demo", size=size)
    page.locator(".pinned .primary").wait_for()
    tab_to(page, ".pinned .primary")
    page.keyboard.press("Enter")
    page.locator("dialog").wait_for()
    tab_to(page, "dialog .sheet-foot .primary")
    page.keyboard.press("Enter")
    page.locator("dialog [name=name]").wait_for()
    for name, value in ADDRESS.items():
        tab_to(page, f"dialog [name={name}]")
        page.keyboard.type(value)
    tab_to(page, "dialog .sheet-foot .primary")
    page.keyboard.press("Enter")
    page.locator('[data-state="paid"]').wait_for()
    page.keyboard.press("Escape")
    page.locator("dialog").wait_for(state="detached")
    assert page.evaluate("document.activeElement.matches('.pinned .primary')")
