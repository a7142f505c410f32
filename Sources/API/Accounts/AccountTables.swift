package import Database

/// The tables of people: visitors, the team, one-time links, and tokens that were taken back.
package enum AccountTables {
    package static let migrations = [
        Migration(
            "accounts", 1,
            [
                """
                CREATE TABLE visitors (
                    id TEXT PRIMARY KEY,
                    name TEXT NOT NULL,
                    market TEXT NOT NULL,
                    language TEXT NOT NULL,
                    seen_at BIGINT NOT NULL
                )
                """,
                """
                CREATE TABLE members (
                    id TEXT PRIMARY KEY,
                    email TEXT NOT NULL UNIQUE,
                    role TEXT NOT NULL,
                    password TEXT,
                    created_at BIGINT NOT NULL
                )
                """,
                """
                CREATE TABLE entry_codes (
                    hash TEXT PRIMARY KEY,
                    role TEXT NOT NULL,
                    show TEXT NOT NULL,
                    member TEXT,
                    expires_at BIGINT NOT NULL,
                    used_at BIGINT
                )
                """,
                """
                CREATE TABLE revoked_tokens (
                    id TEXT PRIMARY KEY,
                    expires_at BIGINT NOT NULL
                )
                """,
            ]),
        // A mark on a person carries the moment until which tokens are void; it was read out of the expiry before, which was
        // 12 hours later. It now lives as long as the longest session, 30 days.
        Migration(
            "accounts", 2,
            [
                "ALTER TABLE revoked_tokens ADD COLUMN issued_until BIGINT",
                """
                UPDATE revoked_tokens SET issued_until = expires_at - 43200000, expires_at = expires_at + 2548800000
                WHERE id LIKE 'subject:%'
                """,
            ]),
    ]
}
