internal import CongestionControl
internal import RTP
internal import SecureTransport

/// Packets on streams of our own making: padding for probes, repetitions, and what protects the picture.
extension Subscription {
    /// Sends the padding that a probe wants now; true while more is to come.
    func probe(at now: MediaTime, outbox: Outbox) -> Bool {
        guard let pathControl, pathControl.isProbing else { return false }
        guard let path, let retransmission = video.format?.retransmission, let newest = video.newest else {
            pathControl.abandonProbe()
            return false
        }
        guard let due = pathControl.padding(at: now) else { return true }
        var shape = StoredPacket()
        shape.timestamp = newest.timestamp
        shape.isPadded = true
        for _ in 0..<(due.bytes + Probe.Limit.padding - 1) / Probe.Limit.padding {
            let own = Own(
                shape: shape, payloadType: retransmission, ssrc: identity.videoRetransmission,
                sequence: video.retransmissionSequence, length: Probe.Limit.padding, probe: due.probe)
            video.retransmissionSequence += 1
            send(own, path, at: now, outbox) { room in
                let padding = UnsafeMutableRawBufferPointer(start: room, count: Probe.Limit.padding)
                padding.initializeMemory(as: UInt8.self, repeating: 0)
                padding[Probe.Limit.padding - 1] = UInt8(Probe.Limit.padding)
                return padding.count
            }
        }
        return pathControl.isProbing
    }

    /// Takes a packet whose header stands, before it is sealed, into the group that is protected next.
    func protect(
        _ header: UnsafeRawBufferPointer, _ payload: UnsafeRawBufferPointer, _ number: Int64
    ) {
        let length = header.count - PacketHeader.fixedLength + payload.count
        if !protection.takes(number, length: length) { protection.reset() }
        guard protection.takes(number, length: length) else { return }
        // The number is the first element of the extensions: 4 bytes of head, 1 or 2 of its own, 2 of value.
        let profile = UInt16(bigEndian: header.loadUnaligned(fromByteOffset: PacketHeader.fixedLength, as: UInt16.self))
        let start = PacketHeader.fixedLength + (HeaderExtensionForm(profile: profile) == .twoByte ? 6 : 5)
        let transportNumber = start..<start + 2
        protection.add(header: header, transportNumber: transportNumber, payload: payload, number: number)
    }

    /// Sends what protects the group, where the packet ends it.
    func completeProtection(
        of packet: UnsafePointer<StoredPacket>, in form: SentLine.Form, _ path: Path, at now: MediaTime,
        _ outbox: Outbox
    ) {
        guard let protectionType else { return }
        let group = protectionPlan.group(isKeyFrame: isInKeyFrame(packet))
        let isDue = protection.count >= group || form.endsPicture(packet) && 2 * protection.count >= group
        guard isDue else { return }
        var shape = StoredPacket()
        shape.timestamp = form.timestamp(of: packet)
        let own = Own(
            shape: shape, payloadType: protectionType, ssrc: identity.videoProtection, sequence: protectionSequence,
            length: FrameProtection.Limit.header + protection.length)
        protectionSequence += 1
        send(own, path, at: now, outbox) { protection.write(for: identity.video, to: $0) }
    }

    func isInKeyFrame(_ packet: UnsafePointer<StoredPacket>) -> Bool {
        if packet.pointee.startsKeyFrame { keyFrameTimestamp = packet.pointee.timestamp }
        return keyFrameTimestamp == packet.pointee.timestamp
    }

    /// What a packet of our own has in its header.
    struct Own {
        var shape: StoredPacket
        /// The layer that a packet which is repeated is kept of.
        var layer = 0
        var form = SentLine.Form.plain
        var payloadType: PayloadType
        var ssrc: SSRC
        var sequence: Int64
        /// Bytes of its payload.
        var length: Int
        /// The probe it belongs to; 0 for none.
        var probe: UInt8 = 0
        /// What it brings again.
        var carried: CarriedPacket?
    }

    /// Sends a packet whose payload `fill` writes.
    func send(
        _ own: Own, _ path: Path, at now: MediaTime, _ outbox: Outbox, fill: (UnsafeMutableRawPointer) -> Int
    ) {
        let number = pathControl?.send(own.length + Limit.overhead, at: now, probe: own.probe, carrying: own.carried)
        let room = outbox.reserve(for: path.address)
        let headerLength = withUnsafePointer(to: own.shape) {
            writeHeader(
                $0, of: own.layer, in: own.form, payloadType: own.payloadType, sequence: own.sequence, ssrc: own.ssrc,
                number: number,
                to: room)
        }
        let length = fill(room + headerLength)
        outbox.commit(
            path.outbound.sealRTP(
                at: room, headerLength: headerLength,
                payload: UnsafeRawBufferPointer(start: room + headerLength, count: length), ssrc: own.ssrc.rawValue,
                index: UInt64(bitPattern: own.sequence)))
    }
}
