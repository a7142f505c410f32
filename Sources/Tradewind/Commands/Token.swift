internal import API
internal import ArgumentParser
internal import Database
internal import Domain
internal import Foundation
internal import Journal
internal import Rooms

/// `tradewind token`: prints a bearer token, also before the first start.
struct Token: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print a bearer token for a role in a show.",
        discussion: """
            The key is made in DATA/keys on first need; a server started later on that folder accepts the token. Give the \
            server's own --data: keys of another folder are other keys.
            """)

    @OptionGroup var options: ServerOptions

    @Option(help: "owner, host, moderator or viewer.")
    var role: String = "host"

    @Option(help: "The show it is good for, or * for all (default: * for an owner, demo for others).")
    var show: String?

    @Option(help: "What the room calls the bearer.")
    var name: String?

    @Option(help: "Hours until it expires.")
    var hours: Int = 12

    func validate() throws {
        guard Role(rawValue: role) != nil else {
            throw ValidationError("--role \(role): there is no such role. Use owner, host, moderator or viewer.")
        }
        if let show, show != "*", !ShowDraft.isWord(show) {
            throw ValidationError("--show \(show): a show's id is lower-case letters, digits and hyphens, or *.")
        }
        let most = Int(TokenLimits.longestLife.components.seconds) / 3_600
        guard (1...most).contains(hours) else {
            throw ValidationError("--hours \(hours): give between 1 and \(most) (a year).")
        }
    }

    func run() async throws {
        let configuration = try options.configuration()
        let folder = DataFolder(configuration.data)
        try folder.prepare()
        let isFirst = !FileManager.default.fileExists(atPath: folder.tokenKey)
        let signer = TokenSigner(key: try TokenKeyFile.load(at: folder.tokenKey))
        if isFirst {
            note("No keys were in \(folder.absolutePath): new ones were made. Start the server with the same --data.")
        }
        let role = Role(rawValue: role) ?? .viewer
        let show = show ?? (role == .owner ? "*" : "demo")
        if show != "*", await isMissing(ShowID(show), in: folder) {
            note("No show “\(show)” is in \(folder.absolutePath): the token is good once there is one.")
        }
        let now = SystemClock().now()
        let claims = TokenClaims(
            subject: "cli", role: role, scope: ShowScope(text: show), name: name,
            issuedAt: now, expiresAt: now + .seconds(hours * 3_600), id: TokenSigner.newTokenID())
        print(signer.sign(claims))
    }

    /// Whether the database is there and the show is not; a database that cannot be asked says neither.
    private func isMissing(_ show: ShowID, in folder: DataFolder) async -> Bool {
        guard FileManager.default.fileExists(atPath: folder.database) else { return false }
        do {
            let (database, clock) = (try SQLiteDatabase(path: folder.database), SystemClock())
            defer { try? database.close() }
            let shows = Shows(database: database, journal: Journal(database: database, clock: clock), clock: clock)
            _ = try await shows.find(show)
            return false
        } catch ShowError.unknown {
            return true
        } catch {
            return false
        }
    }

    /// To standard error: what is printed stays a token alone.
    private func note(_ line: String) {
        FileHandle.standardError.write(Data("\(line)\n".utf8))
    }
}
