"""A full disk stops sales, says so, and loses nothing."""

import os
import shutil
import struct
import subprocess
import urllib.error
import urllib.request
import zlib
from pathlib import Path

import pytest

from books import Books
from house import House

#: Room for the demo shop and some orders, little enough to be filled at once.
DISK = "6m"


@pytest.fixture
def house(binary, tmp_path):
    """A server whose data folder is a small disk of its own; the disk goes when the server goes."""
    space = ["unshare", "--map-root-user", "--mount"]
    if not shutil.which(space[0]) or subprocess.run([*space, "true"], capture_output=True).returncode != 0:
        pytest.skip("this machine does not let us make a small disk (unshare --map-root-user --mount)")
    disk = tmp_path / "disk"
    disk.mkdir()
    inside = [*space, "sh", "-c", f'mount -t tmpfs -o size={DISK} none "$0" && exec "$@"', str(disk)]
    house = House(binary, disk / "data", inside=inside)
    house.log = tmp_path / "log"
    house.start()
    # The disk is there for the server alone; this is the way in from outside.
    house.data = Path(f"/proc/{house.process.pid}/root{disk}/data")
    yield house
    house.stop()


def fill(house):
    """Fills the disk to the last block; answers the file that does it."""
    filler = house.data.parent / "filler"
    with filler.open("wb", buffering=0) as file, pytest.raises(OSError, match="No space left"):
        while True:
            file.write(bytes(4096))
    return filler


def readiness(house):
    try:
        with urllib.request.urlopen(f"{house.address}/readyz", timeout=5) as answer:
            return answer.status
    except urllib.error.HTTPError as refusal:
        return refusal.code


def noise(side=100):
    """A PNG of random pixels, which nothing makes smaller."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + os.urandom(3 * side) for _ in range(side))
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def assert_says_that_the_disk_is_full(answer):
    assert answer.status == 507, answer.text
    assert answer.json["code"] == "disk-full"
    assert answer.json["detail"] and answer.json["action"]
    assert int(answer.headers["Retry-After"]) > 0


def test_a_full_disk_refuses_orders_and_keeps_what_was_sold(house):
    product, variant = house.variant_with(7)
    buyer, earlier = house.guest(), house.guest()
    assert earlier.order(variant).status == 201
    assert buyer.put_into_cart(variant, 2).status == 200

    filler = fill(house)
    for _ in range(3):
        assert_says_that_the_disk_is_full(buyer.check_out(key="one-attempt"))
    assert_says_that_the_disk_is_full(buyer.put_into_cart(variant, 3))
    assert readiness(house) == 503
    assert buyer.get("/orders").json["items"] == []
    assert buyer.get("/cart").json["lines"][0]["quantity"] == 2
    assert house.process.poll() is None
    assert "disk is full" in house.log.read_text()

    filler.unlink()
    assert readiness(house) == 200
    placed = [buyer.check_out(key="one-attempt") for _ in range(2)]
    assert [answer.status for answer in placed] == [201, 201]
    assert placed[0].json["number"] == placed[1].json["number"]
    books = Books(house.data)
    assert books.differences() == []
    assert (books.available(variant), books.held(variant), books.sold(variant)) == (4, 0, 3)


def test_a_full_disk_refuses_pictures(house):
    product, _ = house.variant_with(1)
    owner = house.bearer("owner")
    fill(house)
    answer = owner.call("POST", f"/products/{product}/pictures", raw=noise(), kind="image/png")
    assert_says_that_the_disk_is_full(answer)
