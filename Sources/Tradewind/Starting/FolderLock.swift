internal import Glibc

/// The claim of one server on its data folder.
///
/// The kernel lets go of it when the process ends, however it ends. Tools beside the server do not ask for it.
struct FolderLock {
    private let descriptor: Int32

    /// Claims the folder; a second server is told which one is in use.
    init(_ folder: DataFolder) throws(StartError) {
        descriptor = open(folder.lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .folderUnusable(path: folder.absolutePath, errno: errno) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) != 0 else { return }
        let code = errno
        // Some network file systems know no locks: there the operator takes care.
        guard code == EWOULDBLOCK else { return }
        close(descriptor)
        throw .folderInUse(path: folder.absolutePath)
    }

    func release() {
        close(descriptor)
    }
}
