"""A server that is told to leave finishes what was begun, sends people away politely, and goes."""

import json
import signal
import socket
import time

import pytest

from house import checkout

#: How long leaving may take when nobody holds it up, in seconds: rooms get one to say goodbye.
LEAVES_WITHIN = 5
#: How long it may take when somebody does, in seconds.
GOES_AT_LATEST = 15

#: Opens a room socket as a page does, and notes what it hears until the end.
_SOCKET = """() => {
  const socket = new WebSocket(`ws://${location.host}/shows/demo/socket`);
  window.heard = [];
  socket.onopen = () => socket.send(JSON.stringify({ type: 'join' }));
  socket.onmessage = (event) => window.heard.push(JSON.parse(event.data));
  socket.onclose = (event) => { window.closedWith = event.code; };
}"""


class Slow:
    """A client on a connection of its own that sends a request in pieces."""

    def __init__(self, house):
        self.socket = socket.create_connection(("127.0.0.1", house.http), timeout=10)

    def send(self, data):
        self.socket.sendall(data)

    def read(self):
        """Everything until the server closes."""
        with self.socket.makefile("rb") as answers:
            return answers.read().decode()


@pytest.fixture
def house(house):
    """The server, running at the beginning of each test."""
    if house.process.poll() is not None:
        house.start()
    return house


def order_request(buyer, key):
    """The bytes of a checkout: head and body."""
    body = json.dumps(checkout()).encode()
    head = "\r\n".join([
        "POST /api/v1/orders HTTP/1.1", "Host: 127.0.0.1", "Content-Type: application/json",
        f"Content-Length: {len(body)}", f"Idempotency-Key: {key}", f"X-CSRF-Token: {buyer.csrf}",
        "Cookie: " + "; ".join(f"{each.name}={each.value}" for each in buyer.cookies), "", ""])
    return head.encode(), body


def leave(house):
    house.process.send_signal(signal.SIGTERM)
    return time.monotonic()


def is_refused(house):
    try:
        socket.create_connection(("127.0.0.1", house.http), timeout=1).close()
        return False
    except ConnectionRefusedError:
        return True


def test_a_checkout_under_way_is_completed(house):
    product, variant = house.variant_with(7)
    buyer = house.guest()
    assert buyer.put_into_cart(variant).status == 200
    head, body = order_request(buyer, "leaving")
    slow = Slow(house)
    slow.send(head + body[:20])
    # The head is read before the signal comes.
    time.sleep(0.3)
    begin = leave(house)
    while not is_refused(house):
        assert time.monotonic() - begin < LEAVES_WITHIN
        time.sleep(0.05)

    slow.send(body[20:] + b"GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    answers = slow.read()
    assert answers.startswith("HTTP/1.1 201 ")
    assert "HTTP/1.1 503 " in answers
    assert '"draining":true' in answers
    assert house.process.wait(LEAVES_WITHIN) == 0

    house.start()
    assert [order["state"] for order in buyer.get("/orders").json["items"]] == ["paid"]
    assert house.available(product, variant) == 6
    again = buyer.check_out(key="leaving")
    assert again.status == 201 and f'"number":"{again.json["number"]}"' in answers
    assert house.available(product, variant) == 6


def test_rooms_are_told_to_come_back(browsers, house):
    page = browsers.open("/live/demo")
    page.wait_for_function("() => document.querySelector('#say').dataset.connection === 'open'")
    page.evaluate(_SOCKET)
    page.wait_for_function("() => window.heard.some((message) => message.type === 'snapshot')")
    begin = leave(house)
    page.wait_for_function("() => window.closedWith !== undefined")
    assert page.evaluate("window.closedWith") == 1001
    farewell = page.evaluate("window.heard.find((message) => message.type === 'draining')")
    assert farewell["retryAfter"] > 0
    assert house.process.wait(LEAVES_WITHIN) == 0
    assert time.monotonic() - begin < LEAVES_WITHIN

    house.start()
    page.wait_for_function("() => document.querySelector('#say').dataset.connection === 'open'", timeout=30_000)
    page.locator("#say input").fill("back again")
    page.locator("#say button").click()
    page.locator("#lines li", has_text="back again").wait_for()


def test_nobody_can_hold_the_server_for_ever(house):
    slow = Slow(house)
    slow.send(b"POST /api/v1/session HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
              b"Content-Length: 1000\r\n\r\n{")
    time.sleep(0.3)
    leave(house)
    assert house.process.wait(GOES_AT_LATEST) == 0
