internal import Foundation

/// The token key on disk: made on first need, readable by its owner alone.
package enum TokenKeyFile {
    /// Why a key could not be had; the text says what to do.
    package enum Failure: Error, CustomStringConvertible {
        case unreadable(path: String, cause: String)
        case tooShort(path: String)

        package var description: String {
            switch self {
            case .unreadable(let path, let cause):
                "The token key \(path) cannot be read or made (\(cause)). Make its folder writable for this user."
            case .tooShort(let path):
                "The token key \(path) is shorter than \(TokenLimits.keyBytes) bytes. Remove it to get a new one; "
                    + "everybody is then signed out."
            }
        }
    }

    /// Reads the key, or makes one; two processes that start at once end with the same.
    package static func load(at path: String) throws(Failure) -> [UInt8] {
        do {
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .unreadable(path: path, cause: "\(error)")
        }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor >= 0 {
            let key = TokenSigner.newKey()
            let written = write(descriptor, key, key.count)
            fsync(descriptor)
            close(descriptor)
            guard written == key.count else {
                unlink(path)
                throw .unreadable(path: path, cause: "the disk took \(written) of \(key.count) bytes")
            }
            return key
        }
        guard errno == EEXIST, let data = FileManager.default.contents(atPath: path) else {
            throw .unreadable(path: path, cause: String(cString: strerror(errno)))
        }
        guard data.count >= TokenLimits.keyBytes else { throw .tooShort(path: path) }
        return Array(data)
    }
}
