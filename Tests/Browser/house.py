"""A running Tradewind, for tests."""

import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

#: How long a server may take until it answers `/readyz`, in seconds.
READY_WITHIN = 30
#: How long a caller goes on asking a server that says 429, in seconds.
PATIENCE = 60


def free_port(kind=socket.SOCK_STREAM):
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def free_media_port():
    """A port that is free for UDP and for TCP: a worker takes both."""
    while True:
        port = free_port(socket.SOCK_DGRAM)
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            try:
                probe.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue


class Answer:
    """What came back: status, parsed body, headers."""

    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.text = body.decode("utf-8", "replace")
        kind = headers.get("Content-Type", "")
        self.json = json.loads(self.text) if "json" in kind and self.text else None


class Caller:
    """Somebody who uses the application interface: a guest with cookies, or the bearer of a token."""

    def __init__(self, address, token=None, trust=None):
        self.address = address
        self.token = token
        self.csrf = None
        self.cookies = CookieJar()
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.cookies), urllib.request.HTTPSHandler(context=trust))

    def call(self, method, path, body=None, headers=None, raw=None, kind="application/json"):
        """One request; a server that asks for patience (429) gets it, as a polite client would give it."""
        until = time.monotonic() + PATIENCE
        while True:
            answer = self.attempt(method, path, body, headers, raw, kind)
            if answer.status != 429 or time.monotonic() > until:
                return answer
            time.sleep(float(answer.headers.get("Retry-After", "1")))

    def attempt(self, method, path, body, headers, raw, kind):
        sent = dict(headers or {})
        data = raw if raw is not None else (None if body is None else json.dumps(body).encode())
        if data is not None:
            sent["Content-Type"] = kind
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        elif self.csrf:
            sent["X-CSRF-Token"] = self.csrf
        request = urllib.request.Request(f"{self.address}/api/v1{path}", data=data, headers=sent, method=method)
        try:
            with self.opener.open(request, timeout=30) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as refusal:
            return Answer(refusal.code, refusal.headers, refusal.read())

    def get(self, path):
        return self.call("GET", path)

    def begin_session(self, **wishes):
        session = self.call("POST", "/session", wishes).json
        self.csrf = session["csrf"]
        return session

    def put_into_cart(self, variant, quantity=1):
        return self.call("PUT", f"/cart/lines/{variant}", {"quantity": quantity, "show": "demo"})

    def check_out(self, scenario="succeed", key=None, name="Test Buyer"):
        return self.call("POST", "/orders", checkout(scenario, name), {"Idempotency-Key": key or os.urandom(16).hex()})

    def order(self, variant, quantity=1, scenario="succeed", key=None, name="Test Buyer"):
        """Puts a variant into the cart and orders it; answers the answer to the order."""
        filled = self.put_into_cart(variant, quantity)
        return filled if filled.status >= 400 else self.check_out(scenario, key, name)


def checkout(scenario="succeed", name="Test Buyer"):
    return {
        "delivery": "standard", "method": "card", "scenario": scenario,
        "address": {
            "name": name, "line1": "1 Main Street", "line2": "", "city": "Austin", "region": "TX",
            "postcode": "78701", "country": "US", "phone": "", "email": "buyer@example.com",
        },
    }


class House:
    """One server on its own data folder and ports of the loopback.

    `flags` are further ones for `serve`, `trust` knows its certificate when it speaks HTTPS, and `inside` is a command
    that runs it.
    """

    def __init__(self, binary, data: Path, flags=(), trust=None, inside=()):
        self.binary = binary
        self.data = data
        self.flags = flags
        self.trust = trust
        self.inside = inside
        self.http = free_port()
        self.media = free_media_port()
        self.address = f"{'https' if trust else 'http'}://127.0.0.1:{self.http}"
        self.process = None
        self.log = data.parent / f"{data.name}.log"

    def start(self):
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*self.inside, self.binary, "serve", "--demo", "--data", str(self.data),
                 "--http", f"127.0.0.1:{self.http}", "--media", f"127.0.0.1:{self.media}", *self.flags],
                stdout=log, stderr=log, start_new_session=True)
        self.wait_until_ready()

    def wait_until_ready(self):
        until = time.monotonic() + READY_WITHIN
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise AssertionError(f"the server left with {self.process.returncode}:\n{self.log.read_text()[-4000:]}")
            try:
                with urllib.request.urlopen(f"{self.address}/readyz", timeout=2, context=self.trust) as answer:
                    if answer.status == 200:
                        return
            except OSError:
                time.sleep(0.1)
        raise AssertionError(f"the server was not ready in {READY_WITHIN} s:\n{self.log.read_text()[-4000:]}")

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()

    def kill(self):
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait(10)

    def token(self, role, show="demo"):
        run = subprocess.run(
            [self.binary, "token", "--data", str(self.data), "--role", role, "--show", show],
            capture_output=True, text=True, check=True, timeout=30)
        return run.stdout.strip().splitlines()[-1]

    def guest(self, **wishes):
        caller = Caller(self.address, trust=self.trust)
        caller.begin_session(**wishes)
        return caller

    def bearer(self, role):
        return Caller(self.address, self.token(role, "*" if role == "owner" else "demo"), self.trust)

    def variant_with(self, units):
        """A variant that is sold, with exactly this many units on hand."""
        owner = self.bearer("owner")
        product = self.guest().get("/shows/demo/shelf").json["items"][-1]
        variant = owner.get(f"/products/{product['id']}").json["variants"][0]
        answer = owner.call("PUT", f"/products/{product['id']}/stock", {
            "variant": variant["id"], "expected": variant["onHand"], "onHand": units})
        assert answer.status < 300, answer.text
        return product["id"], variant["id"]

    def available(self, product, variant):
        variants = self.guest().get(f"/products/{product}").json["variants"]
        return next(each["available"] for each in variants if each["id"] == variant)
