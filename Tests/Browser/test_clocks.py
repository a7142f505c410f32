"""Clocks that are wrong: a partner's server that signs tokens, and a viewer's device."""

import base64
import hashlib
import hmac
import json
import os
import re
import time
from datetime import datetime, timedelta

import pytest

from house import Caller

HOUR = 3600


def part(value):
    return base64.urlsafe_b64encode(value).rstrip(b"=")


def signed(house, **times):
    """A viewer's token as a partner's server makes it, with the house's key."""
    claims = {"iss": "tradewind", "sub": "partner", "role": "viewer", "show": "demo", "jti": "of-a-partner", **times}
    text = b".".join(part(json.dumps(each).encode()) for each in ({"alg": "HS256", "typ": "JWT"}, claims))
    key = (house.data / "keys" / "token.key").read_bytes()
    return b".".join([text, part(hmac.digest(key, text, hashlib.sha256))]).decode()


#: Seconds from now, and what the server says: nothing when it takes the token.
@pytest.mark.parametrize("times, refusal", [
    ({"iat": 0, "exp": HOUR}, None),
    ({"iat": 50, "exp": HOUR}, None),
    ({"iat": 90, "exp": HOUR}, "clock"),
    ({"iat": 5 * HOUR, "exp": 6 * HOUR}, "clock"),
    ({"iat": -HOUR, "exp": -50}, None),
    ({"iat": -HOUR, "exp": -70}, "expired"),
    ({"iat": -6 * HOUR, "exp": -5 * HOUR}, "expired"),
    ({"iat": 0, "nbf": 50, "exp": HOUR}, None),
    ({"iat": 0, "nbf": 90, "exp": HOUR}, "clock"),
])
def test_a_minute_of_skew_is_forgiven_to_those_who_sign_tokens(house, times, refusal):
    now = int(time.time())
    token = signed(house, **{name: now + seconds for name, seconds in times.items()})
    answer = Caller(house.address, token).get("/session")
    assert answer.status == (401 if refusal else 200), answer.text
    if refusal:
        assert answer.json["code"] == "bad-token"
        assert refusal in answer.json["detail"]
        assert answer.json["action"]


def open_in_another_time(browsers, house, path, hours, guest=None, **options):
    """Opens a page on a device whose clock is that much off, as a guest if wanted."""
    # A page without scripts of its own, whose session could come after the guest's and take its place.
    page = browsers.open("/healthz", **options)
    for cookie in guest.cookies if guest else []:
        page.context.add_cookies([{"name": cookie.name, "value": cookie.value, "url": house.address}])
    page.clock.install(time=datetime.now() + timedelta(hours=hours))
    page.goto(house.address + path)
    return page


def shown(page, selector):
    """The time on a clock of the page, in seconds."""
    page.locator(selector, has_text=re.compile(r"\d:\d\d")).wait_for()
    hours, minutes, seconds = re.search(r"(?:(\d+):)?(\d+):(\d\d)", page.locator(selector).inner_text()).groups()
    return int(hours or 0) * HOUR + int(minutes) * 60 + int(seconds)


def seconds_to(moment):
    return datetime.fromisoformat(moment).timestamp() - time.time()


#: Seconds a clock on a page may be off: `Date` is in whole seconds, so is what is shown, and reading takes a moment.
NEAR = 3


@pytest.fixture
def offer(house):
    """A flash offer of a minute, and nothing of it afterwards."""
    host = house.bearer("host")
    _, variant = house.variant_with(5)
    price = {"minor": 500, "currency": "USD"}
    wanted = {"variant": variant, "price": price, "units": 3, "limitPerBuyer": 1, "seconds": 60}
    started = host.call("POST", "/shows/demo/offers", wanted, {"Idempotency-Key": os.urandom(16).hex()})
    assert started.status < 300, started.text
    yield started.json
    host.call("DELETE", f"/shows/demo/offers/{started.json['id']}")


@pytest.mark.parametrize("hours", [-5, 0, 5])
def test_countdowns_follow_the_servers_clock(browsers, house, offer, hours):
    ends = offer["endsAt"]
    buyer = house.guest()
    show = buyer.get("/shows/demo").json

    viewer = open_in_another_time(browsers, house, "/live/demo", hours, size=(390, 844))
    assert abs(shown(viewer, ".offer [role=timer]") - seconds_to(ends)) <= NEAR
    assert viewer.locator(".offer .offer-button").is_enabled()
    studio = open_in_another_time(browsers, house, "/studio/demo", hours, role="host")
    assert abs(shown(studio, "#now [role=timer]") - seconds_to(ends)) <= NEAR
    assert abs(shown(studio, "#since") + seconds_to(show["startedAt"])) <= NEAR

    order = buyer.order(offer["variant"], scenario="decline").json
    page = open_in_another_time(browsers, house, f"/order/{order['id']}", hours, guest=buyer)
    assert abs(shown(page, ".reserved") - seconds_to(order["holdUntil"])) <= NEAR
