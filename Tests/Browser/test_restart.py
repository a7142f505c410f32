"""What was said, sold and counted outlives the process."""

from watching import wait_for_frames


def test_orders_stock_and_chat_are_there_after_a_kill(browsers, house):
    product, variant = house.variant_with(7)
    buyer = house.guest()
    order = buyer.order(variant, quantity=2).json
    page = browsers.open("/live/demo")
    page.wait_for_timeout(1000)
    page.locator("#say input").fill("remember this line")
    page.keyboard.press("Enter")
    page.locator("#lines li", has_text="remember this line").wait_for()

    house.kill()
    house.start()

    kept = house.bearer("owner").get("/orders/all").json["items"]
    assert [each["number"] for each in kept].count(order["number"]) == 1
    assert house.available(product, variant) == 5
    assert buyer.get(f"/orders/{order['id']}").json["state"] == "paid"
    newcomer = browsers.open("/live/demo")
    newcomer.locator("#lines li", has_text="remember this line").wait_for()
    page.locator("#say input").fill("and I am still here")
    page.wait_for_function("() => document.querySelector('#say').dataset.connection === 'open'", timeout=30_000)
    page.locator("#say button").click()
    newcomer.locator("#lines li", has_text="and I am still here").wait_for()


def test_a_demo_show_that_was_ended_is_on_the_air_after_a_restart(browsers, house):
    ended = house.bearer("owner").call("PUT", "/shows/demo/state", {"state": "ended"})
    assert ended.json["state"] == "ended"
    house.kill()
    house.start()
    wait_for_frames(browsers.open("/live/demo"))
