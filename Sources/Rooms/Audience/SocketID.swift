/// One connection to a room, for as long as the process runs.
package struct SocketID: Hashable, Sendable {
    package let number: UInt64

    package init(number: UInt64) {
        self.number = number
    }
}
