internal import CongestionControl
internal import RTP
internal import SecureTransport

extension Viewer {
    /// Takes a datagram of RTCP: answers requests for lost packets, reads reports.
    ///
    /// - Returns: whether the viewer's decoder needs a key frame.
    func receiveRTCP(
        _ datagram: UnsafeMutableBufferPointer<UInt8>,
        picture: Picture,
        audio: Track,
        reported: inout [ReportedPacket],
        at now: MediaTime,
        outbox: Outbox
    ) -> Bool {
        guard let inbound = transport.inbound,
            let length = try? inbound.openRTCP(UnsafeMutableRawBufferPointer(datagram))
        else { return false }
        let bytes = UnsafeMutableBufferPointer(rebasing: datagram[..<length]).span
        var reader = RTCPReader()
        var wantsKeyFrame = false
        transport.heard(at: now)
        while let packet = reader.next(in: bytes) {
            switch packet {
            case .genericNack(let nack):
                nack.forEachMissing(in: bytes) { number in
                    guard control.mayAsk(at: now) else { return }
                    if nack.sources.media == identity.video {
                        answerPicture(number, picture, at: now, outbox: outbox)
                    } else if nack.sources.media == identity.audio {
                        answerSound(number, audio, at: now, outbox: outbox)
                    }
                }
            case .pictureLoss(let loss):
                wantsKeyFrame = wantsKeyFrame || loss.sources.media == identity.video
            case .fullIntra(let request):
                for position in 0..<request.count where request.entry(position, in: bytes).ssrc == identity.video {
                    wantsKeyFrame = true
                }
            case .receiverReport(let report):
                read(report.blocks, in: bytes, at: now)
            case .transportFeedback(let feedback) where control.mayReport(at: now):
                soundRate = audio.bitrate(at: now)
                pathControl?.take(
                    feedback, in: bytes, streams: wantedRate(picture) + soundRate, reported: &reported, at: now)
                steer(streams: pictureRate + soundRate, nextSound: audio.newest + 1, at: now)
            default:
                break
            }
        }
        return wantsKeyFrame && control.mayHaveKeyFrame(at: now)
    }

    /// What goes out of the picture.
    private var pictureRate: Bitrate { layering.rung?.rate ?? .zero }

    /// What would go out of it if the way carried everything.
    func wantedRate(_ picture: Picture) -> Bitrate {
        layering.selection.useful(picture.ladder).last?.rate ?? pictureRate
    }

    private func read(_ blocks: ReportBlockList, in bytes: Span<UInt8>, at now: MediaTime) {
        for position in 0..<blocks.count {
            let block = blocks.block(position, in: bytes)
            guard block.ssrc == identity.video || block.ssrc == identity.audio else { continue }
            control.lossReported = Double(block.fractionLost) / 256
            let consumer = block.ssrc == identity.video ? video : audio
            // The report carries the host's clock: the way is timed by our own note of when it was sent.
            guard let sent = consumer.lastReport, sent.compact == block.lastSenderReport else { continue }
            control.roundTrip = max(.zero, now - sent.at - block.delaySinceLastSenderReport.span)
        }
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
        for _ in 0..<control.answers {
            repeatPicture(packet, payload, in: stretch, as: retransmission, path, at: now, outbox)
        }
    }

    /// Sends a packet again on the stream of retransmissions (RFC 4588).
    private func repeatPicture(
        _ packet: UnsafePointer<StoredPacket>, _ payload: UnsafeRawBufferPointer, in stretch: SentLine.Stretch,
        as retransmission: PayloadType, _ path: Path, at now: MediaTime, _ outbox: Outbox
    ) {
        let own = Own(
            shape: packet.pointee, form: stretch.form, payloadType: retransmission, ssrc: identity.videoRetransmission,
            sequence: video.retransmissionSequence, length: payload.count + 2)
        video.retransmissionSequence += 1
        send(own, path, at: now, outbox) { room in
            // RFC 4588, section 4: the original number stands in front of the payload.
            let original = stretch.number(of: packet.pointee.index)
            room.storeBytes(of: UInt16(truncatingIfNeeded: original).bigEndian, as: UInt16.self)
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
        for _ in 0..<control.answers {
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
        control.requested += 1
        // What came before another layer's key frame is of no use any more.
        guard let (index, stretch) = consumer.line.packet(with: number, newest: newest),
            stretch.layer == consumer.line.current.layer, let packet = history(stretch.layer).packet(at: index),
            packet.pointee.isSettled,
            consumer.mayAnswer(stretch.number(of: index), at: now),
            control.budget.spend(Int(packet.pointee.payloadLength) * control.answers, allowed: repairRate, at: now)
        else { return nil }
        control.retransmitted += 1
        return (packet, stretch)
    }

    /// What repair may add: what the path carries beside the picture, but no more than twice as much; half of it where
    /// that is not known.
    private var repairRate: Bitrate {
        guard let pathControl else { return pictureRate * 0.5 }
        return min(pathControl.rate.rate - pictureRate, pictureRate * 2)
    }

    /// Follows what the feedback says of loss and of the way's length.
    private func steer(streams: Bitrate, nextSound: Int64, at now: MediaTime) {
        guard let rate = pathControl?.rate else { return }
        let roundTrip = control.roundTrip ?? rate.roundTrip
        control.answers = rate.loss > ViewerControl.Limit.lossy ? 2 : 1
        protectionPlan.update(
            loss: protectionType == nil ? 0 : rate.loss, roundTrip: roundTrip, rate: rate.rate, streams: streams)
        if audio.format?.redundancy != nil { sound.update(loss: rate.loss, next: nextSound) }
        steering.update(loss: rate.loss, roundTrip: roundTrip, answers: control.answers, at: now)
    }

    /// Sends one compound of sender reports, so that picture and sound stay together.
    func report(_ picture: Picture, audio audioTrack: Track, at now: MediaTime, wall: NTPTime, outbox: Outbox) {
        guard let path else { return }
        let room = outbox.reserve(for: path.address)
        var span = UnsafeMutableBufferPointer(
            start: room.assumingMemoryBound(to: UInt8.self), count: Outbox.Limit.control
        ).mutableSpan
        var writer = RTCPWriter()
        append(picture.layers[layering.layer ?? 0], &video, identity.video, to: &writer, &span, at: now, wall: wall)
        append(audioTrack, &audio, identity.audio, to: &writer, &span, at: now, wall: wall)
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
