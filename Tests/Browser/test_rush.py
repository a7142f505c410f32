"""Fifty buyers at once for ten units."""

import threading

from house import checkout

UNITS = 10
BUYERS = 50


def test_ten_units_give_ten_paid_orders_and_forty_polite_refusals(house):
    product, variant = house.variant_with(UNITS)
    buyers = [house.guest() for _ in range(BUYERS)]
    for buyer in buyers:
        assert buyer.call("PUT", f"/cart/lines/{variant}", {"quantity": 1, "show": "demo"}).status == 200
    start = threading.Barrier(BUYERS)
    answers = []

    def run(number, buyer):
        start.wait()
        answers.append(buyer.order(variant, name=f"Buyer {number}"))

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(buyers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    placed = [answer.json for answer in answers if answer.status == 201]
    refused = [answer.json for answer in answers if answer.status != 201]
    assert len(placed) == UNITS
    assert {order["state"] for order in placed} == {"paid"}
    assert len({order["number"] for order in placed}) == UNITS
    assert len(refused) == BUYERS - UNITS
    assert {problem["code"] for problem in refused} == {"out-of-stock"}
    assert all(problem["detail"] and problem["action"] for problem in refused)
    assert house.available(product, variant) == 0


def test_the_same_attempt_twice_is_one_order(house):
    product, variant = house.variant_with(5)
    buyer = house.guest()
    first = buyer.order(variant, key="the-same-attempt")
    again = buyer.call("POST", "/orders", checkout(), {"Idempotency-Key": "the-same-attempt"})
    assert first.status == 201
    assert again.json["number"] == first.json["number"]
    assert house.available(product, variant) == 4
