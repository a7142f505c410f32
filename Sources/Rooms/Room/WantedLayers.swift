package import Domain

/// What is said of the layers that somebody watches of a picture on the stage.
package struct WantedLayers: Sendable {
    /// Who sends the picture, where that is known; hosts are told of every one.
    let performer: ViewerID?
    let message: RoomMessage

    package init(of performer: ViewerID?, message: RoomMessage) {
        self.performer = performer
        self.message = message
    }

    func concerns(_ socket: RoomSocket) -> Bool {
        socket.role >= .host || performer == socket.viewer
    }
}
