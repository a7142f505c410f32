internal import Foundation

/// Where things lie under the data folder.
struct DataFolder: Sendable {
    let path: String

    init(_ path: String) {
        self.path = path
    }

    var database: String { "\(path)/tradewind.sqlite" }
    var tokenKey: String { "\(path)/keys/token.key" }
    var pictures: String { "\(path)/pictures" }
    /// Held by the server that runs on the folder.
    var lock: String { "\(path)/serve.lock" }

    /// As messages name it, for readers in other folders.
    var absolutePath: String { URL(fileURLWithPath: path).standardizedFileURL.path }

    /// The database with the files that SQLite keeps beside it.
    private var databaseFiles: [String] { ["", "-wal", "-shm"].map { database + $0 } }

    /// Makes the folder; what this process writes from now on is for its own user alone.
    ///
    /// A folder that is there already keeps its rights.
    func prepare() throws(StartError) {
        let above = URL(fileURLWithPath: path).deletingLastPathComponent()
        try? FileManager.default.createDirectory(at: above, withIntermediateDirectories: true)
        umask(0o077)
        var status = stat()
        if mkdir(path, 0o700) != 0 {
            let code = errno
            guard code == EEXIST, stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
                throw .folderUnusable(path: absolutePath, errno: code == EEXIST ? ENOTDIR : code)
            }
        }
    }

    /// Closes the database to other users: the names and addresses of buyers are in it.
    func closeDatabaseToOthers() {
        for file in databaseFiles where Self.rights(of: file) & 0o077 != 0 {
            // Where the file is another user's it stays as it is, and `doctor` says so.
            chmod(file, 0o600)
        }
    }

    /// What other users of the machine may open: the folder, and files of the database.
    var openToOthers: [String] {
        (Self.rights(of: path) & 0o007 != 0 ? [path] : [])
            + databaseFiles.filter { Self.rights(of: $0) & 0o077 != 0 }
    }

    /// The mode bits; none where nothing is.
    private static func rights(of path: String) -> mode_t {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
    }
}
