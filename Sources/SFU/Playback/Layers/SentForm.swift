internal import RTP

extension SentLine {
    /// How packets are changed on their way, besides their numbers.
    ///
    /// A packet that is sent again has the form of the first time: with one nonce other bytes would give the key away.
    struct Form: Equatable {
        /// What the counters of VP8 are moved by, so that they go on where the layer changed.
        var counters = VP8CounterShift.none
        /// The highest spatial layer that is sent: its last packet ends the picture.
        var spatial = UInt8.max
        /// The highest temporal layer that is sent.
        var temporal = UInt8.max
        /// The frame with this timestamp is stamped so many ticks later: a frame of the same moment went out before it.
        var lateFrame: UInt32 = 0
        var late: UInt32 = 0

        static let plain = Form()

        @inline(__always)
        func timestamp(of packet: UnsafePointer<StoredPacket>) -> UInt32 {
            let timestamp = packet.pointee.timestamp
            return late != 0 && timestamp == lateFrame ? timestamp &+ late : timestamp
        }

        @inline(__always)
        func endsPicture(_ packet: UnsafePointer<StoredPacket>) -> Bool {
            packet.pointee.marker || packet.pointee.place.spatial == spatial && packet.pointee.place.endsFrame
        }

        /// A packet's payload as it is sent: itself, or changed in `room`.
        @inline(__always)
        func payload(_ payload: UnsafeRawBufferPointer, at room: UnsafeMutableRawPointer) -> UnsafeRawBufferPointer {
            counters == .none ? payload : changed(payload, in: room)
        }

        private func changed(
            _ payload: UnsafeRawBufferPointer, in room: UnsafeMutableRawPointer
        ) -> UnsafeRawBufferPointer {
            let copy = UnsafeMutableRawBufferPointer(start: room, count: payload.count)
            copy.copyMemory(from: payload)
            var bytes = copy.bindMemory(to: UInt8.self).mutableSpan
            counters.apply(to: &bytes, payload: 0..<payload.count)
            return UnsafeRawBufferPointer(copy)
        }
    }
}

extension VP8CounterShift {
    /// What makes counters that begin with `first` go on behind `last`, which itself was moved by a shift.
    init(from first: VP8Counters, behind last: VP8Counters, movedBy shift: VP8CounterShift) {
        self.init(pictureID: 0, temporalLayerZeroIndex: 0)
        if let first = first.pictureID, let last = last.pictureID {
            pictureID = last &+ shift.pictureID &+ 1 &- first
        }
        if let first = first.temporalLayerZeroIndex, let last = last.temporalLayerZeroIndex {
            temporalLayerZeroIndex = last &+ shift.temporalLayerZeroIndex &+ 1 &- first
        }
    }

    /// A frame less is sent: those behind it close up.
    mutating func leaveOutPicture() {
        pictureID &-= 1
    }
}

extension VP8Counters {
    init(in payload: UnsafeRawBufferPointer) {
        let bytes = payload.bindMemory(to: UInt8.self)
        self.init(parsing: bytes.span, payload: 0..<bytes.count)
    }
}
