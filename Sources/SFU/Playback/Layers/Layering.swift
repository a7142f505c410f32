internal import RTP

/// Which layers a viewer's picture is made of, and which it is to be made of.
struct Layering {
    var selection = LayerSelection()
    /// What was chosen.
    private(set) var rung: Rung?
    /// The layer that goes out; nil where the first key frame of any will do.
    var layer: Int?
    /// The layer that takes its place with its next key frame.
    private(set) var next: Int?
    /// Up to where the present layer's stream goes out.
    private(set) var cap = LayerCap.none
    private var wantedCap = LayerCap.none
    private var nextCap = LayerCap.none
    /// The frame that was looked at last.
    private var frame: UInt32?
    /// The newest packet left out, and its frame.
    private var leftOut: (index: Int64, timestamp: UInt32)?

    /// Whether packets have to be looked at one by one.
    var isThinned: Bool { cap != .none || wantedCap != .none }

    /// Notes what the viewer is to have.
    ///
    /// - Parameter isFlowing: whether a picture goes out: it does until the other's key frame.
    /// - Returns: the layer of which a key frame is needed for it.
    mutating func choose(_ rung: Rung, isFlowing: Bool) -> Int? {
        self.rung = rung
        guard isFlowing, let layer else {
            (layer, next, nextCap) = (rung.layer, nil, rung.cap)
            return rung.layer
        }
        if rung.layer == layer {
            (next, wantedCap) = (nil, rung.cap)
            return wantedCap.spatial > cap.spatial ? layer : nil
        }
        (next, nextCap) = (rung.layer, rung.cap)
        return rung.layer
    }

    /// Takes what is known now of what was chosen.
    mutating func refresh(_ rung: Rung) {
        self.rung = rung
    }

    /// Nothing is chosen any more: the host's streams are others now.
    mutating func forget() {
        (rung, layer, next) = (nil, nil, nil)
        (cap, wantedCap, nextCap) = (.none, .none, .none)
    }

    /// A layer begins with a key frame.
    mutating func begin(_ layer: Int) {
        (self.layer, next, leftOut) = (layer, nil, nil)
        (cap, wantedCap) = (nextCap, nextCap)
    }

    /// Whether a packet goes out; a cap changes where a decoder does not notice.
    ///
    /// - Parameter sent: the frame that was sent last.
    mutating func admits(_ packet: UnsafePointer<StoredPacket>, behind sent: UInt32?) -> Bool {
        let place = packet.pointee.place
        if packet.pointee.timestamp != sent, packet.pointee.timestamp != frame {
            if packet.pointee.startsKeyFrame { cap = wantedCap }
            cap.spatial = min(cap.spatial, wantedCap.spatial)
            cap.temporal = min(cap.temporal, wantedCap.temporal)
            if place.isSwitchPoint, place.temporal > cap.temporal, place.temporal <= wantedCap.temporal {
                cap.temporal = place.temporal
            }
        }
        frame = packet.pointee.timestamp
        return cap.admits(place)
    }

    /// Notes a packet that is left out; true for the first of its frame.
    mutating func leaveOut(_ packet: UnsafePointer<StoredPacket>) -> Bool {
        let isFirst = leftOut?.timestamp != packet.pointee.timestamp
        leftOut = (packet.pointee.index, packet.pointee.timestamp)
        return isFirst
    }

    /// Whether a packet comes after all that were left out.
    func isAhead(_ index: Int64) -> Bool {
        leftOut.map { index > $0.index } ?? true
    }
}
