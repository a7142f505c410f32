"""HTTPS from certificate files: pages, application interface, room sockets, and media in both directions."""

import shutil
import socket
import ssl
import subprocess

import pytest

from house import House, free_media_port, free_port
from watching import wait_for_fake_camera, wait_for_frames


def openssl(*arguments):
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """A folder with a certificate for the loopback, signed by itself, and what may lie there by mistake."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("certificate")
    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", 2,
            "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
            "-keyout", folder / "key.pem", "-out", folder / "chain.pem")
    openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-out", folder / "other.pem")
    (folder / "words.pem").write_text("These are words.\n")
    return folder


def flags(files, chain="chain.pem", key="key.pem"):
    return ["--tls-certificate", str(files / chain), "--tls-key", str(files / key)]


@pytest.fixture(scope="module")
def house(binary, files, tmp_path_factory):
    trust = ssl.create_default_context(cafile=files / "chain.pem")
    house = House(binary, tmp_path_factory.mktemp("house") / "data", flags=flags(files), trust=trust)
    house.start()
    yield house
    house.stop()


def test_a_caller_that_trusts_the_certificate_buys(house):
    product, variant = house.variant_with(3)
    buyer = house.guest()
    assert all(cookie.secure for cookie in buyer.cookies)
    assert "max-age" in buyer.get("/session").headers["Strict-Transport-Security"]
    assert buyer.order(variant).status == 201
    assert house.available(product, variant) == 2


def test_a_host_is_watched_and_heard_over_https(browsers):
    viewer = browsers.open("/sign-in", size=(390, 844), ignore_https_errors=True)
    sockets, sessions = [], []
    viewer.on("websocket", lambda opened: sockets.append(opened.url))
    viewer.on("response", lambda answer: sessions.append((answer.request.method, answer.status, answer.url)))
    viewer.goto(viewer.url.replace("/sign-in", "/live/demo"))
    wait_for_frames(viewer, 5)
    host = browsers.open("/studio/demo", role="host", ignore_https_errors=True)
    host.on("response", lambda answer: sessions.append((answer.request.method, answer.status, answer.url)))
    host.locator("#on-air .primary").click()
    host.wait_for_function("() => document.querySelector('#health .measure[data-grade]') !== null", timeout=20_000)
    wait_for_fake_camera(viewer)
    host.locator("#say input").fill("safely said")
    host.locator("#say button").click()
    viewer.locator("#lines li", has_text="safely said").wait_for()
    assert [url.split("://")[0] for url in sockets] == ["wss"]
    opened = [(method, status, url.split("/")[3]) for method, status, url in sessions
              if method == "POST" and ("/whep/" in url or "/whip/" in url)]
    assert {("POST", 201, "whep"), ("POST", 201, "whip")} <= set(opened)
    assert all(url.startswith("https://") for _, _, url in sessions)


def test_plain_http_gets_no_answer_there(house):
    with socket.create_connection(("127.0.0.1", house.http), timeout=10) as plain:
        plain.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert b"HTTP/1.1 200" not in plain.recv(1024)


@pytest.mark.parametrize("chain, key, named", [
    ("gone.pem", "key.pem", "gone.pem"),
    ("chain.pem", "gone.pem", "gone.pem"),
    ("words.pem", "key.pem", "words.pem"),
    ("chain.pem", "words.pem", "words.pem"),
    ("chain.pem", "other.pem", "other.pem"),
])
def test_files_that_do_not_serve_are_named_at_the_start(binary, files, tmp_path, chain, key, named):
    run = subprocess.run(
        [binary, "serve", "--data", str(tmp_path), "--http", f"127.0.0.1:{free_port()}",
         "--media", f"127.0.0.1:{free_media_port()}", *flags(files, chain, key)],
        capture_output=True, text=True, timeout=20)
    assert run.returncode != 0
    assert named in run.stderr
    assert "PEM" in run.stderr
    assert len(run.stderr.splitlines()) == 1, run.stderr


def test_one_file_without_the_other_is_refused(binary, files, tmp_path):
    run = subprocess.run(
        [binary, "serve", "--data", str(tmp_path), "--tls-certificate", str(files / "chain.pem")],
        capture_output=True, text=True, timeout=20)
    assert run.returncode != 0
    assert "--tls-key" in run.stderr
