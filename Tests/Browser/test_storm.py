"""Killed in the middle of a storm of orders, three times over: what was confirmed stands, and no unit is lost."""

import http.client
import os
import random
import threading
import time

import pytest

from books import Books
from house import House

BUYERS = 20
ROUNDS = 3
UNITS = 10_000
#: What a server may take to be killed within, in seconds after the first order.
STORM = (0.1, 0.8)
#: How long orders whose payment was cut off may take to be settled, in seconds.
SETTLED_WITHIN = 30


@pytest.fixture(scope="module")
def house(binary, tmp_path_factory):
    """A server that lets one address send a storm."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("TRADEWIND_RATE_SCALE", "1000")
        house = House(binary, tmp_path_factory.mktemp("house") / "data")
        house.start()
        yield house
        house.stop()


class Buyer:
    """Orders one unit after another and remembers what it was told."""

    def __init__(self, house, variant):
        self.guest = house.guest()
        self.variant = variant
        self.confirmed = {}
        self.unanswered = None

    def storm(self, start):
        start.wait()
        while self.unanswered is None:
            key = os.urandom(16).hex()
            try:
                answer = self.guest.order(self.variant, key=key)
                assert answer.status == 201, answer.text
                self.confirmed[key] = answer.json["number"]
            except (OSError, http.client.HTTPException):
                self.unanswered = key

    def ask_again(self):
        """Repeats the attempt that got no answer, twice: both answers must be of one order."""
        filled = self.guest.get("/cart").json["lines"]
        first, second = [self.guest.check_out(key=self.unanswered) for _ in range(2)]
        assert first.status == second.status
        if first.status == 201:
            assert first.json["number"] == second.json["number"]
            self.confirmed[self.unanswered] = first.json["number"]
        else:
            # The kill came before the unit was in the cart: there was nothing to order.
            assert filled == [], first.text
        self.unanswered = None


def test_a_kill_in_a_storm_of_orders_loses_nothing(house):
    product, variant = house.variant_with(UNITS)
    buyers = [Buyer(house, variant) for _ in range(BUYERS)]
    for _ in range(ROUNDS):
        start = threading.Barrier(BUYERS + 1)
        threads = [threading.Thread(target=buyer.storm, args=[start]) for buyer in buyers]
        for thread in threads:
            thread.start()
        start.wait()
        time.sleep(random.uniform(*STORM))
        house.kill()
        for thread in threads:
            thread.join()
        assert all(buyer.unanswered for buyer in buyers)
        assert_nothing_is_lost(Books(house.data), variant)

        house.start()
        for buyer in buyers:
            buyer.ask_again()
            mine = [order["number"] for order in buyer.guest.get("/orders").json["items"]]
            assert sorted(mine) == sorted(buyer.confirmed.values())

    orders = sum(len(buyer.confirmed) for buyer in buyers)
    assert orders > BUYERS
    wait_until_settled(house, variant, orders)


def assert_nothing_is_lost(books, variant):
    assert books.differences() == []
    assert books.available(variant) + books.held(variant) + books.sold(variant) == UNITS
    assert books.number("SELECT COUNT(*) FROM orders") == books.number("SELECT COUNT(*) FROM idempotency_keys")


def wait_until_settled(house, variant, orders):
    """Payments that the kills cut off are taken up again, so that in the end every order is a sale."""
    until = time.monotonic() + SETTLED_WITHIN
    while (books := Books(house.data)).sold(variant) < orders and time.monotonic() < until:
        time.sleep(0.5)
    assert_nothing_is_lost(books, variant)
    assert (books.held(variant), books.sold(variant)) == (0, orders)
