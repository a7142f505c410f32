"""The studio: offers, sales, health, and what it does while the network is slow or there is nothing to sell."""


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


def test_the_offer_form_begins_with_the_variant_that_has_the_most_left(browsers, house):
    owner, host_of_demo = house.bearer("owner"), house.bearer("host")
    product = owner.get(f"/products/{house.guest().get('/shows/demo/shelf').json['items'][0]['id']}").json
    for variant, units in zip(product["variants"], [3, 18, 18, 8]):
        counted = owner.call("PUT", f"/products/{product['id']}/stock", {
            "variant": variant["id"], "expected": variant["onHand"], "onHand": units})
        assert counted.status < 300, counted.text
    assert host_of_demo.call("PUT", "/shows/demo/pin", {"product": product["id"]}).status < 300
    viewer = browsers.open("/live/demo")
    host = browsers.open("/studio/demo", role="host")
    host.locator("#order-actions .offer-button").click()
    units = host.locator("dialog [name=units]")
    chooser = host.locator("dialog [name=variant]")
    assert chooser.input_value() == product["variants"][1]["id"]
    assert (units.input_value(), units.get_attribute("max")) == ("10", "18")
    chooser.select_option(product["variants"][0]["id"])
    assert (units.input_value(), units.get_attribute("max")) == ("3", "3")
    assert "3 left" in host.locator("dialog .field:has([name=units])").inner_text()
    chooser.select_option(product["variants"][1]["id"])
    host.locator("dialog .sheet-foot .offer-button").click()
    host.locator("dialog").wait_for(state="detached")

    name = " · ".join(product["variants"][1]["options"])
    assert name in host.locator("#now .now-card").inner_text()
    assert viewer.locator(".offer .variant-name").inner_text() == name
    item = viewer.locator(f'#shelf-column [data-product="{product["id"]}"]')
    item.locator(".badge", has_text="Flash offer").wait_for()
    assert "from $32.00" in item.inner_text()
    host.locator("#now .quiet").first.click()
    viewer.locator(".offer").wait_for(state="detached")


def test_the_host_hears_who_bought(browsers, house):
    product, variant = house.variant_with(7)
    host = browsers.open("/studio/demo", role="host")
    host.locator(".slot").first.wait_for()
    host.wait_for_function("() => document.querySelector('#say').dataset.connection === 'open'")
    assert house.guest().order(variant).status == 201
    host.locator("#lines .told", has_text="just bought").wait_for()


def test_a_stream_is_judged_after_its_first_seconds_and_never_in_a_break(browsers, house):
    host = browsers.open("/sign-in", role="host")
    host.add_init_script("""
      window.WebSocket = class extends WebSocket {
        constructor(...parts) {
          super(...parts);
          window.socket = this;
          this.addEventListener('message', ({ data }) => {
            const message = JSON.parse(data);
            if (message.type === 'health' && message.live) window.health = message;
          });
        }
      };
      window.hear = (message) => socket.onmessage({ data: JSON.stringify(message) });
    """)
    host.goto(house.address + "/studio/demo")
    host.wait_for_function("() => window.health")
    start = host.evaluate("performance.now()")
    poor = "() => { hear({ ...health, bitrate: 1000 }); return document.querySelector('#health [data-grade=bad]') !== null; }"
    host.wait_for_timeout(2000)
    assert not host.evaluate(poor)
    assert not host.evaluate(poor)
    host.wait_for_function(poor, polling=200)
    assert host.evaluate("performance.now()") - start > 3500
    host.locator("#health .advice .note").wait_for()
    host.evaluate("() => hear({ type: 'show', state: 'paused' })")
    host.evaluate(poor)
    host.locator("#health .advice .note").wait_for(state="detached")
    assert not host.evaluate(poor)


def test_the_buttons_of_the_show_keep_their_places(browsers, house):
    owner = house.bearer("owner")
    made = owner.call("POST", "/shows", {"id": "steady", "title": "Steady", "host": "Test"})
    assert made.status == 201, made.text
    for size in ((1280, 800), (390, 844)):
        host = browsers.open("/studio/steady", role="owner", size=size)
        step, end = host.locator("#on-air [data-place=step]"), host.locator("#on-air .danger")
        if size[0] == 1280:
            host.locator("#on-air .primary:enabled").wait_for()
            before = step.bounding_box()
            step.click()
            end.wait_for()
            assert step.bounding_box() == before
        else:
            end.wait_for()
            step.wait_for()
            # The picture of the other page is on the air: this one offers no camera any more.
            host.locator("#on-air [data-place=camera]").wait_for(state="detached")
        places = [step.bounding_box(), end.bounding_box()]
        for word in ("Continue", "Pause"):
            step.click()
            step.filter(has_text=word).wait_for()
            assert [step.bounding_box(), end.bounding_box()] == places
        host.close()


def test_senders_are_told_what_the_encoder_must_do(browsers):
    host = browsers.open("/studio/demo", role="host")
    host.locator("#obs summary").click()
    host.locator("#obs", has_text="bframes=0").wait_for()
