/// Where things lie under the data folder.
struct DataFolder: Sendable {
    let path: String

    init(_ path: String) {
        self.path = path
    }

    var database: String { "\(path)/tradewind.sqlite" }
    var tokenKey: String { "\(path)/keys/token.key" }
    var pictures: String { "\(path)/pictures" }
}
