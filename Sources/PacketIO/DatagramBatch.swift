internal import CDatagram
internal import Glibc

/// Room for the datagrams that one system call takes; one is enough for all sockets of a thread.
package final class DatagramBatch {
    /// Datagrams one call takes at most.
    package static let capacity = Int(TW_BATCH)

    let memory: UnsafeMutablePointer<tw_batch>

    package init() {
        guard let memory = tw_batch_new() else { preconditionFailure("No memory for a batch of datagrams") }
        self.memory = memory
    }

    deinit {
        free(memory)
    }
}
