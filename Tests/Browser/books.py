"""The shop's books as they lie on the disk, read without the server."""

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path


class Books:
    """A copy of the database, which SQLite brings to its last commit as after a crash."""

    def __init__(self, data: Path):
        with tempfile.TemporaryDirectory() as folder:
            for name in ("tradewind.sqlite", "tradewind.sqlite-wal"):
                if (data / name).exists():
                    shutil.copy(data / name, folder)
            self.memory = sqlite3.connect(":memory:")
            with closing(sqlite3.connect(Path(folder) / "tradewind.sqlite")) as copy:
                copy.backup(self.memory)

    def rows(self, sql, *arguments):
        return self.memory.execute(sql, arguments).fetchall()

    def number(self, sql, *arguments):
        return self.rows(sql, *arguments)[0][0]

    def differences(self):
        """What is damaged, and every balance that entries, holds and orders do not bear out; empty when all is well."""
        damage = self.rows("PRAGMA quick_check") + self.rows("PRAGMA foreign_key_check")
        return [each for each in damage if each != ("ok",)] + self.rows(
            """
            SELECT variant, on_hand, held FROM stock_balances AS balance
            WHERE on_hand <> (SELECT COALESCE(SUM(on_hand_change), 0) FROM stock_entries
                    WHERE variant = balance.variant)
                OR held <> (SELECT COALESCE(SUM(held_change), 0) FROM stock_entries WHERE variant = balance.variant)
                OR held <> (SELECT COALESCE(SUM(quantity), 0) FROM stock_holds
                    WHERE variant = balance.variant AND state = 'held')
            """)

    def available(self, variant):
        return self.number("SELECT on_hand - held FROM stock_balances WHERE variant = ?", variant)

    def held(self, variant):
        return self.number("SELECT held FROM stock_balances WHERE variant = ?", variant)

    def sold(self, variant):
        return self.number(
            "SELECT COALESCE(SUM(quantity), 0) FROM stock_holds WHERE variant = ? AND state = 'sold'", variant)
