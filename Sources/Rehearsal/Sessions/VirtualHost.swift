package import RTP
package import SFU

/// A host that sends VP8 in layers, each named in its packets, and gives key frames where it is asked.
package struct VirtualHost {
    /// One layer of the simulcast; `temporal` layers as 0, 2, 1, 2 or 0, 1.
    package struct Layer {
        package var lines: Int
        package var kilobits: Int
        package var temporal = 1
        package var isSent = true
        /// How far its clock is ahead of the others', in ticks.
        package var skew: UInt32 = 0

        package init(lines: Int, kilobits: Int, temporal: Int = 1, isSent: Bool = true, skew: UInt32 = 0) {
            self.lines = lines
            self.kilobits = kilobits
            self.temporal = temporal
            self.isSent = isSent
            self.skew = skew
        }
    }

    /// What a layer has come to.
    private struct Progress {
        var wantsKey = true
        var sequence: UInt16 = 100
        var pictureID: UInt16
        var baseIndex: UInt8 = 7
    }

    package var layers: [Layer]
    /// Frames from one key frame to the next of a host that sends them when it likes; nil for one that sends them when asked.
    package var keyFrameInterval: Int?
    /// How often each layer was asked for a key frame.
    package private(set) var requests: [Int]
    private var progress: [Progress]
    private var frames = 0
    private static let names = ["q", "h", "f"]

    package init(layers: [Layer]) {
        self.layers = layers
        requests = layers.map { _ in 0 }
        progress = layers.indices.map { Progress(pictureID: UInt16(1_000 * $0 + 50)) }
    }

    package static func ssrc(_ layer: Int) -> SSRC { SSRC(rawValue: UInt32(1_000 + layer)) }

    package static func description(
        _ transport: TransportDescription, layers: Int, sound: PublisherDescription.Stream? = nil
    ) -> PublisherDescription {
        func type(_ number: UInt8) -> PayloadType { PayloadType(lowBitsOf: number) }
        return PublisherDescription(
            transport: transport,
            streams: [
                PublisherDescription.Stream(
                    kind: .video, codecs: [type(96): .vp8], retransmissions: [type(97): type(96)], ssrc: nil,
                    retransmissionSSRC: nil, acceptsNACK: true, layers: layers > 1 ? Array(names.prefix(layers)) : [])
            ] + [sound].compactMap(\.self),
            extensions: PublisherExtensions(layer: HeaderExtensionID(rawValue: 2)), isStandby: false)
    }

    /// The packets of the next frame of every layer.
    package mutating func frame(at now: MediaTime) -> [[UInt8]] {
        frames += 1
        return layers.indices.filter { layers[$0].isSent }.flatMap { packets(of: $0, at: now) }
    }

    private mutating func packets(of layer: Int, at now: MediaTime) -> [[UInt8]] {
        let isKey = progress[layer].wantsKey || keyFrameInterval.map { frames % $0 == 0 } ?? false
        progress[layer].wantsKey = false
        let pattern = [[0], [0, 1], [0, 2, 1, 2]][layers[layer].temporal - 1]
        let temporal = isKey ? 0 : pattern[frames % pattern.count]
        progress[layer].pictureID = (progress[layer].pictureID + 1) & 0x7FFF
        if temporal == 0 { progress[layer].baseIndex &+= 1 }
        var left = layers[layer].kilobits * 1_000 / 8 / 30 * (isKey ? 4 : 1)
        var packets: [[UInt8]] = []
        while left > 0 {
            let body = min(1_100, left)
            left -= body
            packets.append(
                packet(layer, temporal, isKey: isKey, isFirst: packets.isEmpty, isLast: left <= 0, body: body, at: now))
        }
        return packets
    }

    private mutating func packet(
        _ layer: Int, _ temporal: Int, isKey: Bool, isFirst: Bool, isLast: Bool, body: Int, at now: MediaTime
    ) -> [UInt8] {
        let state = progress[layer]
        progress[layer].sequence &+= 1
        let timestamp =
            UInt32(truncatingIfNeeded: ClockRate.video.ticks(in: now - MediaTime(nanoseconds: 0)))
            &+ layers[layer].skew
        var bytes: [UInt8] = [0x90, 96 | (isLast ? 0x80 : 0)]
        bytes += [UInt8(progress[layer].sequence >> 8), UInt8(truncatingIfNeeded: progress[layer].sequence)]
        for word in [timestamp, Self.ssrc(layer).rawValue] {
            bytes += stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
        }
        // One element: id 2, one byte, the layer's name (RFC 8285, section 4.2).
        bytes += [0xBE, 0xDE, 0, 1, 0x20, Array(Self.names[layer].utf8)[0], 0, 0]
        // RFC 7741: X and S; I, L, T; fifteen bits of picture id; TL0PICIDX; TID and Y.
        bytes += [
            isFirst ? 0x90 : 0x80, 0xE0, UInt8(0x80 | state.pictureID >> 8), UInt8(truncatingIfNeeded: state.pictureID),
        ]
        bytes += [state.baseIndex, UInt8(temporal << 6) | 0x20]
        let width = layers[layer].lines * 16 / 9
        let head: [UInt8] = [
            isKey ? 0x10 : 0x11, 0, 0, 0x9D, 0x01, 0x2A, UInt8(truncatingIfNeeded: width), UInt8(width >> 8),
            UInt8(truncatingIfNeeded: layers[layer].lines), UInt8(layers[layer].lines >> 8),
        ]
        return bytes + (isFirst ? head : []) + [UInt8](repeating: UInt8(layer), count: max(1, body - 10))
    }

    /// Reads what the server asks for.
    package mutating func receive(_ control: [UInt8], at now: MediaTime) {
        var reader = RTCPReader()
        while let packet = reader.next(in: control.span) {
            guard case .pictureLoss(let loss) = packet,
                let layer = layers.indices.first(where: { Self.ssrc($0) == loss.sources.media })
            else { continue }
            requests[layer] += 1
            progress[layer].wantsKey = keyFrameInterval == nil
        }
    }
}
