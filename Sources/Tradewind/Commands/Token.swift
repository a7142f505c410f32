internal import API
internal import ArgumentParser
internal import Domain
internal import Rooms

/// `tradewind token`: prints a bearer token, also before the first start.
struct Token: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print a bearer token for a role in a show.",
        discussion:
            "The key is made in DATA/keys on first need; a server started later on that folder accepts the token.")

    @OptionGroup var options: ServerOptions

    @Option(help: "owner, host, moderator or viewer.")
    var role: String = "host"

    @Option(help: "The show it is good for, or * for all.")
    var show: String = "demo"

    @Option(help: "What the room calls the bearer.")
    var name: String?

    @Option(help: "Hours until it expires.")
    var hours: Int = 12

    func validate() throws {
        guard Role(rawValue: role) != nil else {
            throw ValidationError("--role \(role): there is no such role. Use owner, host, moderator or viewer.")
        }
        guard show == "*" || ShowDraft.isWord(show) else {
            throw ValidationError("--show \(show): a show's id is lower-case letters, digits and hyphens, or *.")
        }
        let most = Int(TokenLimits.longestLife.components.seconds) / 3_600
        guard (1...most).contains(hours) else {
            throw ValidationError("--hours \(hours): give between 1 and \(most) (a year).")
        }
    }

    func run() async throws {
        let configuration = try options.configuration()
        let signer = TokenSigner(key: try TokenKeyFile.load(at: DataFolder(configuration.data).tokenKey))
        let now = SystemClock().now()
        let claims = TokenClaims(
            subject: "cli", role: Role(rawValue: role) ?? .viewer, scope: ShowScope(text: show), name: name,
            issuedAt: now, expiresAt: now + .seconds(hours * 3_600), id: TokenSigner.newTokenID())
        print(signer.sign(claims))
    }
}
