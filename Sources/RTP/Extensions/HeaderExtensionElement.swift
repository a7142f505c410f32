/// One header extension in a packet: its id and where its data lies.
package struct HeaderExtensionElement: Hashable, Sendable {
    package var id: HeaderExtensionID
    package var data: Range<Int>

    @inlinable
    package init(id: HeaderExtensionID, data: Range<Int>) {
        self.id = id
        self.data = data
    }
}
