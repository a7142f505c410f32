/// What `--version` says.
enum ProgramVersion {
    static let current = "0.1.0-dev"
}
