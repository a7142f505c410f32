internal import Synchronization

/// The way of messages from one worker to another: one writes, one reads, nobody locks or waits.
///
/// What is written is seen with the next ``publish()``. A reader that is about to sleep says so with ``rest()`` and is woken.
package final class RelayRing: @unchecked Sendable {
    enum Limit {
        /// Messages that wait to be read, a power of two.
        ///
        /// At 1.5 Mbit/s a show sends 200 packets a second.
        static let messages = 2_048
    }

    private let messages: UnsafeMutablePointer<RelayMessage>
    private let wake: @Sendable () -> Void

    // Each side's own figures and what it tells the other lie apart: a line of the cache that both write is slow.
    private var written = 0
    private var knownRead = 0
    /// What must not be lost and found no room; read by the writer alone.
    private var backlog: [RelayMessage] = []
    private let betweenSides = InlineArray<16, Int>(repeating: 0)
    private let published = Atomic<Int>(0)
    private let betweenCounters = InlineArray<16, Int>(repeating: 0)
    private let taken = Atomic<Int>(0)
    private let isResting = Atomic<Bool>(false)
    private let behindCounters = InlineArray<16, Int>(repeating: 0)
    private var read = 0
    private var knownWritten = 0

    /// - Parameter wake: called on the writer's thread when the reader sleeps and something is there.
    package init(wake: @escaping @Sendable () -> Void) {
        self.wake = wake
        messages = .allocate(capacity: Limit.messages)
    }

    deinit {
        for position in read..<written { (messages + (position & (Limit.messages - 1))).deinitialize(count: 1) }
        messages.deallocate()
    }

    // MARK: The writer's side

    /// Writes a message that may be lost: false where there is no room.
    func append(_ message: consuming RelayMessage) -> Bool {
        guard backlog.isEmpty, hasRoom() else { return false }
        write(message)
        return true
    }

    /// Writes a message that must arrive; without room it waits, and so does what comes after it.
    func appendSurely(_ message: consuming RelayMessage) {
        if backlog.isEmpty, hasRoom() { write(message) } else { backlog.append(message) }
    }

    private func hasRoom() -> Bool {
        if written - knownRead < Limit.messages { return true }
        knownRead = taken.load(ordering: .acquiring)
        return written - knownRead < Limit.messages
    }

    private func write(_ message: consuming RelayMessage) {
        (messages + (written & (Limit.messages - 1))).initialize(to: message)
        written += 1
    }

    /// Lets the reader see what was written.
    func publish() {
        while !backlog.isEmpty, hasRoom() { write(backlog.removeFirst()) }
        guard written != published.load(ordering: .relaxed) else { return }
        // Either the reader sees this before it sleeps, or its word that it sleeps is seen here.
        published.store(written, ordering: .sequentiallyConsistent)
        guard isResting.load(ordering: .sequentiallyConsistent),
            isResting.exchange(false, ordering: .sequentiallyConsistent)
        else { return }
        wake()
    }

    // MARK: The reader's side

    /// The next message; nil where none is there.
    func next() -> RelayMessage? {
        if read == knownWritten {
            knownWritten = published.load(ordering: .acquiring)
            guard read != knownWritten else { return nil }
        }
        let message = (messages + (read & (Limit.messages - 1))).move()
        read += 1
        taken.store(read, ordering: .releasing)
        return message
    }

    /// Says that the reader is about to sleep, and has to be woken.
    ///
    /// - Returns: false where something has come meanwhile: then it must not sleep.
    func rest() -> Bool {
        isResting.store(true, ordering: .sequentiallyConsistent)
        guard published.load(ordering: .sequentiallyConsistent) != read else { return true }
        isResting.store(false, ordering: .relaxed)
        return false
    }
}
