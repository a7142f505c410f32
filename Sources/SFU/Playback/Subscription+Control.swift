internal import CongestionControl
internal import RTP
internal import SecureTransport

extension Subscription {
    /// Answers a request for a lost packet of the picture or of the sound.
    func answer(_ number: SequenceNumber, of source: SSRC, at now: MediaTime, outbox: Outbox) {
        viewer.control.requested += 1
        if source == identity.video {
            answerPicture(number, router.picture, at: now, outbox: outbox)
        } else {
            answerSound(number, router.audio, at: now, outbox: outbox)
        }
    }

    /// Whether the picture comes in spatial layers, whose receivers stop asking for what they lack.
    var hasSpatialLayers: Bool {
        router.picture.layers[video.line.current.layer].rates.highest.spatial > 0
    }

    /// Sends a packet of the picture again that feedback tells to be lost, unless it is asked for or on its way.
    func repair(_ report: ReportedPacket, at now: MediaTime, outbox: Outbox) {
        guard let carried = report.carried, now - report.sentAt < Limit.repairedTime,
            video.format?.retransmission != nil,
            video.isLost(carried, arrived: report.arrival != nil)
        else { return }
        answerPicture(carried.number, router.picture, at: now, outbox: outbox)
    }

    /// What goes out of the picture.
    var pictureRate: Bitrate { layering.rung?.rate ?? .zero }

    /// What goes out of picture and sound.
    var sentRate: Bitrate {
        if case .held = video.phase { soundRate } else { pictureRate + soundRate }
    }

    /// What would go out if the way carried everything.
    var wantedRate: Bitrate {
        guard router.isOnAir else { return .zero }
        guard layering.selection.lines != 0 else { return soundRate }
        return (layering.selection.useful(router.picture.ladder).last?.rate ?? pictureRate) + soundRate
    }

    /// How long the way there and back was, by a report on one of the streams; nil where that is not known.
    func roundTrip(by block: ReportBlock, at now: MediaTime) -> MediaSpan? {
        let consumer = block.ssrc == identity.video ? video : audio
        // The report carries the host's clock: the way is timed by our own note of when it was sent.
        guard let sent = consumer.lastReport, sent.compact == block.lastSenderReport else { return nil }
        return max(.zero, now - sent.at - block.delaySinceLastSenderReport.span)
    }

    private func answerPicture(_ number: SequenceNumber, _ picture: Picture, at now: MediaTime, outbox: Outbox) {
        guard let format = video.format, let path else { return }
        let history = picture.layers[video.line.current.layer]
        guard
            let (packet, stretch) = wanted(
                number, by: &video, newest: history.newest, at: now, in: { picture.layers[$0].history })
        else { return }
        let payload = picture.layers[stretch.layer].history.payload(of: packet)
        guard let retransmission = format.retransmission else {
            write(packet, payload, in: stretch, identity.video, &video, path, at: now, outbox)
            return
        }
        for _ in 0..<viewer.control.answers {
            repeatPicture(packet, payload, in: stretch, as: retransmission, path, at: now, outbox)
        }
    }

    /// Sends a packet again on the stream of retransmissions (RFC 4588).
    private func repeatPicture(
        _ packet: UnsafePointer<StoredPacket>, _ payload: UnsafeRawBufferPointer, in stretch: SentLine.Stretch,
        as retransmission: PayloadType, _ path: Path, at now: MediaTime, _ outbox: Outbox
    ) {
        let original = SequenceNumber(wrapping: stretch.number(of: packet.pointee.index))
        let own = Own(
            shape: packet.pointee, layer: stretch.layer, form: stretch.form, payloadType: retransmission,
            ssrc: identity.videoRetransmission, sequence: video.retransmissionSequence, length: payload.count + 2,
            carried: CarriedPacket(stream: place, number: original, isRepair: true))
        video.retransmissionSequence += 1
        send(own, path, at: now, outbox) { room in
            // RFC 4588, section 4: the original number stands in front of the payload.
            room.storeBytes(of: original.rawValue.bigEndian, as: UInt16.self)
            let changed = stretch.form.payload(payload, at: room + 2)
            if changed.baseAddress != UnsafeRawPointer(room + 2) {
                UnsafeMutableRawBufferPointer(start: room + 2, count: payload.count).copyMemory(from: payload)
            }
            return own.length
        }
    }

    private func answerSound(_ number: SequenceNumber, _ track: Track, at now: MediaTime, outbox: Outbox) {
        guard let path,
            let (packet, stretch) = wanted(
                number, by: &audio, newest: track.newest, at: now, in: { _ in track.history })
        else { return }
        // It must have the same bytes as before: with one nonce others would give the key away.
        guard let isRedundant = sound.isOn(at: packet.pointee.index) else { return }
        for _ in 0..<viewer.control.answers {
            if !isRedundant {
                let payload = track.history.payload(of: packet)
                write(packet, payload, in: stretch, identity.audio, &audio, path, at: now, outbox)
            } else if let redundancy = audio.format?.redundancy {
                writeRedundant(packet, as: redundancy, path, outbox)
            }
        }
    }

    /// The packet that a viewer misses, where it was sent, is kept and may be sent again now.
    ///
    /// It goes out with the same bytes as before: same number, same header, same payload, so that no nonce is used twice.
    ///
    /// - Parameter history: where the packets of a layer are kept.
    private func wanted(
        _ number: SequenceNumber, by consumer: inout Consumer, newest: Int64, at now: MediaTime,
        in history: (Int) -> PacketHistory
    ) -> (UnsafePointer<StoredPacket>, SentLine.Stretch)? {
        // What came before another layer's key frame is of no use any more.
        guard let (index, stretch) = consumer.line.packet(with: number, newest: newest),
            stretch.layer == consumer.line.current.layer, let packet = history(stretch.layer).packet(at: index),
            packet.pointee.isSettled, !consumer.isRepairing(stretch.number(of: index), at: now),
            viewer.control.budget.spend(
                Int(packet.pointee.payloadLength) * viewer.control.answers, allowed: repairRate, at: now)
        else { return nil }
        consumer.noteRepair(stretch.number(of: index), copies: viewer.control.answers, at: now)
        viewer.control.retransmitted += 1
        return (packet, stretch)
    }

    /// What repair may add: what the path carries beside the picture, but no more than twice as much; half of it where
    /// that is not known.
    private var repairRate: Bitrate {
        guard let pathControl else { return pictureRate * 0.5 }
        return min(pathControl.rate.rate - viewer.rateBeside(self) - pictureRate, pictureRate * 2)
    }

    /// Follows what the feedback says of loss and of the way's length.
    func steer(at now: MediaTime) {
        guard let rate = pathControl?.rate else { return }
        let roundTrip = viewer.control.roundTrip ?? rate.roundTrip
        protectionPlan.update(
            loss: protectionType == nil ? 0 : rate.loss, roundTrip: roundTrip,
            rate: rate.rate - viewer.rateBeside(self),
            streams: pictureRate + soundRate)
        if audio.format?.redundancy != nil { sound.update(loss: rate.loss, next: router.audio.newest + 1) }
        steering.update(loss: rate.loss, roundTrip: roundTrip, answers: viewer.control.answers, at: now)
    }

    /// Sends one compound of sender reports, so that picture and sound stay together.
    func report(at now: MediaTime, wall: NTPTime, outbox: Outbox) {
        guard let path else { return }
        let room = outbox.reserve(for: path.address)
        var span = UnsafeMutableBufferPointer(
            start: room.assumingMemoryBound(to: UInt8.self), count: Outbox.Limit.control
        ).mutableSpan
        var writer = RTCPWriter()
        append(
            router.picture.layers[layering.layer ?? 0], &video, identity.video, to: &writer, &span, at: now, wall: wall)
        append(router.audio, &audio, identity.audio, to: &writer, &span, at: now, wall: wall)
        guard writer.length > 0 else { return }
        outbox.commit(path.outbound.sealRTCP(at: room, length: writer.length))
    }

    private func append(
        _ track: Track, _ consumer: inout Consumer, _ ssrc: SSRC, to writer: inout RTCPWriter,
        _ span: inout MutableSpan<UInt8>, at now: MediaTime, wall: NTPTime
    ) {
        guard consumer.packets > 0, let moment = track.report(at: now, wall: wall) else { return }
        let report = SenderReport(
            ssrc: ssrc, ntp: moment.wall, timestamp: moment.timestamp, packetCount: consumer.packets,
            octetCount: consumer.octets)
        let blocks: [ReportBlock] = []
        _ = writer.append(report, blocks: blocks.span, into: &span)
        let name = Array(identity.canonicalName.utf8)
        _ = writer.appendCanonicalName(name.span, of: ssrc, into: &span)
        consumer.lastReport = Consumer.SentReport(compact: moment.wall.compact, at: now)
    }
}
