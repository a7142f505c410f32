"""What the command line says: on faults at the start, of keys and shows, and to an operator who looks."""

import base64
import json
import os
import signal
import socket
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from house import House, free_media_port, free_port


def run(binary, *words, folder=None, **environment):
    return subprocess.run(
        [binary, *words], capture_output=True, text=True, timeout=20, cwd=folder,
        env={**{key: value for key, value in os.environ.items() if not key.startswith("TRADEWIND_")}, **environment})


def serve(binary, data, http=None, media=None):
    return run(binary, "serve", "--data", str(data), "--http", http or f"127.0.0.1:{free_port()}",
               "--media", media or f"127.0.0.1:{free_media_port()}")


def assert_says(refusal, *words):
    """One line that names what was wrong and what to do."""
    assert refusal.returncode == 1
    assert refusal.stdout == ""
    assert len(refusal.stderr.splitlines()) == 1, refusal.stderr
    for word in words:
        assert word in refusal.stderr


def claims(token):
    middle = token.strip().split(".")[1]
    return json.loads(base64.urlsafe_b64decode(middle + "=" * (-len(middle) % 4)))


def mode(path):
    return Path(path).stat().st_mode & 0o777


def test_a_port_of_the_pages_that_is_taken_is_named(binary, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        address = f"127.0.0.1:{other.getsockname()[1]}"
        assert_says(serve(binary, tmp_path / "data", http=address), address, "TCP", "--http", "HTTP=")


def test_a_port_of_the_pictures_that_is_taken_is_named(binary, tmp_path):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        other.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{other.getsockname()[1]}"
        assert_says(serve(binary, tmp_path / "data", media=address), address, "UDP", "--media", "MEDIA=")


def test_a_port_of_the_pictures_that_is_taken_for_tcp_is_named(binary, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        address = f"127.0.0.1:{other.getsockname()[1]}"
        assert_says(serve(binary, tmp_path / "data", media=address), address, "TCP, pictures", "--media", "MEDIA=")


def test_pages_and_pictures_need_ports_of_their_own(binary, tmp_path):
    port = free_media_port()
    assert_says(serve(binary, tmp_path / "data", http=f"127.0.0.1:{port}", media=f"0.0.0.0:{port}"), "--http", "--media")


@pytest.mark.parametrize("flags, named", [
    ({"http": "203.0.113.7:8080"}, "--http"),
    ({"http": "no..where:8080"}, "--http"),
    ({"media": "203.0.113.7:7882"}, "--media"),
])
def test_addresses_of_other_machines_are_named(binary, tmp_path, flags, named):
    assert_says(serve(binary, tmp_path / "data", **flags), next(iter(flags.values())).split(":")[0], named)


def test_a_folder_that_is_none_is_named(binary, tmp_path):
    (tmp_path / "file").write_text("")
    assert_says(serve(binary, tmp_path / "file"), str(tmp_path / "file"), "--data")


def test_one_server_runs_on_a_folder(binary, house):
    assert_says(serve(binary, house.data), str(house.data), "in use", "--data")
    house.kill()
    house.start()


def test_a_second_server_is_let_in_after_the_first_was_killed_in_its_sleep(binary, house):
    os.kill(house.process.pid, signal.SIGSTOP)
    try:
        assert_says(serve(binary, house.data), "in use")
    finally:
        house.kill()
    house.start()


def test_what_buyers_write_is_closed_to_other_users(binary, house):
    assert mode(house.data) == 0o700
    files = [path for path in house.data.rglob("*") if path.is_file()]
    assert {path.name for path in files} >= {"tradewind.sqlite", "serve.lock", "token.key"}
    assert [path for path in files if mode(path) & 0o077] == []


def test_a_database_that_was_open_is_closed_and_the_folder_is_left_to_the_operator(binary, tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    data.chmod(0o755)
    (data / "tradewind.sqlite").touch()
    (data / "tradewind.sqlite").chmod(0o644)
    said = run(binary, "doctor", "--data", str(data)).stdout
    assert f"chmod go= {data} {data}/tradewind.sqlite" in said
    house = House(binary, data)
    house.start()
    house.stop()
    assert mode(data / "tradewind.sqlite") == 0o600
    assert mode(data) == 0o755


def test_doctor_knows_the_server_that_is_running(binary, house):
    seen = run(binary, "doctor", "--data", str(house.data), TRADEWIND_HTTP=f"127.0.0.1:{house.http}",
               TRADEWIND_MEDIA=f"127.0.0.1:{house.media}")
    assert seen.returncode == 0, seen.stdout
    assert seen.stdout.count("in use by the server that is running") == 2


def test_doctor_takes_no_other_program_for_a_server(binary, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        seen = run(binary, "doctor", "--data", str(tmp_path / "data"), "--http", f"127.0.0.1:{other.getsockname()[1]}",
                   "--media", f"127.0.0.1:{free_media_port()}")
    assert seen.returncode == 1
    assert "TCP, pages) is in use by another program" in seen.stdout


def test_doctor_looks_at_the_ports_that_serve_takes(binary, tmp_path):
    said = run(binary, "doctor", "--data", str(tmp_path / "data")).stdout
    told = run(binary, "serve", "--help").stdout
    for address in ("127.0.0.1:8080", "0.0.0.0:7882"):
        assert address in said and address in told


def test_keys_that_are_made_for_a_token_are_announced_once(binary, tmp_path):
    first, second = (run(binary, "token", folder=tmp_path) for _ in range(2))
    assert first.returncode == second.returncode == 0
    assert str(tmp_path / "data") in first.stderr and "--data" in first.stderr
    assert second.stderr == ""
    assert len(first.stdout.splitlines()) == 1
    assert mode(tmp_path / "data") == 0o700


@pytest.mark.parametrize("flags, show", [
    (["--role", "owner"], "*"),
    (["--role", "owner", "--show", "demo"], "demo"),
    (["--role", "host"], "demo"),
    ([], "demo"),
])
def test_an_owner_without_a_show_has_all(binary, tmp_path, flags, show):
    assert claims(run(binary, "token", "--data", str(tmp_path), *flags).stdout)["show"] == show


def test_metrics_behind_a_proxy_open_to_the_command_in_the_handbook(binary, house):
    token = run(binary, "token", "--data", str(house.data), "--role", "owner", "--hours", "8760").stdout.strip()
    request = urllib.request.Request(f"{house.address}/metrics", headers={"X-Forwarded-For": "203.0.113.7"})
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(request, timeout=10)
    request.add_header("Authorization", f"Bearer {token}")
    with urllib.request.urlopen(request, timeout=10) as answer:
        assert answer.status == 200


def test_a_token_for_a_show_that_is_not_there_comes_with_a_word(binary, house):
    unknown = run(binary, "token", "--data", str(house.data), "--show", "nosuch")
    assert unknown.returncode == 0 and claims(unknown.stdout)["show"] == "nosuch"
    assert "nosuch" in unknown.stderr and str(house.data) in unknown.stderr
    assert run(binary, "token", "--data", str(house.data), "--show", "demo").stderr == ""


def test_the_version_is_told(binary):
    assert run(binary, "--version").stdout.strip()[0].isdigit()
