internal import CongestionControl
internal import RTP
internal import SecureTransport

/// Who watches: one transport, and all slots that go over it.
final class Viewer {
    let id: SessionID
    let name: String?
    let transport: Transport
    let extensions: ViewerExtensions
    /// nil where the viewer tells nothing of what arrives.
    let pathControl: PathControl?
    private(set) var subscriptions: [Subscription] = []
    var control = ViewerControl()
    /// What the viewer itself takes the way for, where it says so and counts nothing.
    private var estimate = ReceiverEstimate()
    /// Whether anything is sent to it: its keys stand, and it may have what is shown.
    private(set) var isJoined = false
    /// The place among the stage's viewers; nil until its keys stand.
    var position: Int?

    init(id: SessionID, description: ViewerDescription, stage: Stage, transport: Transport) {
        self.id = id
        self.transport = transport
        name = description.viewer
        // Without streams of their own, retransmissions repeat a packet byte for byte: it can have no number then.
        let isNumbered = description.slots.allSatisfy { slot in
            slot.formats.allSatisfy { $0.codec.kind == .audio || $0.retransmission != nil }
        }
        extensions =
            isNumbered ? description.extensions : ViewerExtensions(orientation: description.extensions.orientation)
        pathControl = extensions.transportSequence == nil ? nil : PathControl()
        subscriptions = zip(1..., description.slots.prefix(StagePlan.Limit.slots)).map { number, slot in
            Subscription(slot, at: number - 1, to: stage.slot(number), of: self)
        }
    }

    var packetsSent: Int64 { subscriptions.reduce(0) { $0 + $1.packetsSent } }

    /// Sends what is in every slot, but for what the viewer itself shows there.
    func join(at now: MediaTime, wall: NTPTime, outbox: Outbox) {
        isJoined = true
        for subscription in subscriptions {
            let router = subscription.router
            if router.isFilled(by: name) {
                router.remove(subscription)
            } else if subscription.position == nil {
                router.add(subscription)
                router.start(subscription, at: now, wall: wall, outbox: outbox)
            }
        }
    }

    /// Sends nothing more.
    func leave() {
        isJoined = false
        for subscription in subscriptions { subscription.router.remove(subscription) }
    }

    /// Sends nothing more of one slot: the viewer fills it.
    func leave(_ router: Router) {
        for subscription in subscriptions where subscription.router === router { router.remove(subscription) }
    }

    /// The address has changed, or the keys stand.
    func refreshPath() {
        for subscription in subscriptions where subscription.position != nil { subscription.refreshPath() }
    }

    // MARK: Sharing the way

    /// What the other slots have of the way.
    func rateBeside(_ subscription: Subscription) -> Bitrate {
        guard subscriptions.count > 1 else { return .zero }
        return subscriptions.reduce(.zero) { $1 === subscription ? $0 : $0 + $1.share }
    }

    /// Shares the way among the slots: each has what it can use, or as much as any other.
    private func shareOut() {
        guard subscriptions.count > 1, let rate = pathControl?.rate.rate else { return }
        var left = rate
        let hungry = subscriptions.map { ($0, $0.wantedRate) }.sorted { $0.1 < $1.1 }
        for (position, (subscription, wanted)) in hungry.enumerated() {
            subscription.share = min(wanted, left * (1 / Double(hungry.count - position)))
            left = left - subscription.share
        }
    }

    // MARK: What the viewer says

    /// Takes a datagram of RTCP: answers requests for lost packets, reads reports, follows what they tell.
    func receiveRTCP(
        _ datagram: UnsafeMutableBufferPointer<UInt8>, reported: inout [ReportedPacket], at now: MediaTime,
        outbox: Outbox
    ) {
        guard let inbound = transport.inbound, control.mayWrite(at: now),
            let length = try? inbound.openRTCP(UnsafeMutableRawBufferPointer(datagram))
        else { return }
        let bytes = UnsafeMutableBufferPointer(rebasing: datagram[..<length]).span
        let wasProbing = pathControl?.isProbing ?? false
        transport.heard(at: now)
        var reader = RTCPReader()
        while let packet = reader.next(in: bytes) {
            switch packet {
            case .genericNack(let nack):
                answer(nack, in: bytes, at: now, outbox: outbox)
            case .pictureLoss(let loss):
                subscription(ofPicture: loss.sources.media)?.wantsKeyFrame = true
            case .fullIntra(let request):
                for position in 0..<request.count {
                    subscription(ofPicture: request.entry(position, in: bytes).ssrc)?.wantsKeyFrame = true
                }
            case .receiverReport(let report):
                read(report.blocks, in: bytes, at: now)
            case .bitrateEstimate(let told) where pathControl == nil && control.mayReport(at: now):
                take(told, at: now)
            case .transportFeedback(let feedback) where control.mayReport(at: now):
                take(feedback, in: bytes, reported: &reported, at: now, outbox: outbox)
            default:
                break
            }
        }
        guard isJoined else { return }
        for subscription in subscriptions { subscription.router.follow(subscription, at: now, outbox: outbox) }
        if !wasProbing, pathControl?.isProbing ?? false { beginProbing() }
    }

    private func subscription(of source: SSRC) -> Subscription? {
        subscriptions.first { $0.identity.video == source || $0.identity.audio == source }
    }

    private func subscription(ofPicture source: SSRC) -> Subscription? {
        subscriptions.first { $0.identity.video == source }
    }

    private func answer(_ nack: GenericNack, in bytes: Span<UInt8>, at now: MediaTime, outbox: Outbox) {
        guard let subscription = subscription(of: nack.sources.media) else { return }
        nack.forEachMissing(in: bytes) { number in
            guard control.mayAsk(at: now) else { return }
            subscription.answer(number, of: nack.sources.media, at: now, outbox: outbox)
        }
    }

    private func read(_ blocks: ReportBlockList, in bytes: Span<UInt8>, at now: MediaTime) {
        for position in 0..<blocks.count {
            let block = blocks.block(position, in: bytes)
            guard let subscription = subscription(of: block.ssrc) else { continue }
            control.lossReported = Double(block.fractionLost) / 256
            if let trip = subscription.roundTrip(by: block, at: now) { control.roundTrip = trip }
        }
    }

    private func take(
        _ feedback: TransportFeedback, in bytes: Span<UInt8>, reported: inout [ReportedPacket], at now: MediaTime,
        outbox: Outbox
    ) {
        guard let pathControl else { return }
        for subscription in subscriptions { subscription.soundRate = subscription.router.audio.bitrate(at: now) }
        pathControl.take(feedback, in: bytes, streams: wantedRate, reported: &reported, at: now)
        control.answers = pathControl.rate.loss > ViewerControl.Limit.lossy ? 2 : 1
        shareOut()
        for subscription in subscriptions { subscription.steer(at: now) }
        // What falls off the end of a full queue would only meet it again.
        guard !pathControl.rate.isFull(at: now) else { return }
        for report in reported {
            guard let carried = report.carried, report.arrival == nil || carried.isRepair else { continue }
            subscriptions[carried.stream].repair(report, at: now, outbox: outbox)
        }
        guard pathControl.rate.loss > ViewerControl.Limit.lossy else { return }
        pathControl.forEachUntold(at: now) { report in
            guard let carried = report.carried, subscriptions[carried.stream].hasSpatialLayers else { return }
            subscriptions[carried.stream].repair(report, at: now, outbox: outbox)
        }
    }

    private func take(_ told: ReceiverEstimatedBitrate, at now: MediaTime) {
        for subscription in subscriptions { subscription.soundRate = subscription.router.audio.bitrate(at: now) }
        estimate.take(told.bitrate, sent: subscriptions.reduce(.zero) { $0 + $1.sentRate }, at: now)
    }

    /// What the way to a slot is by the viewer's own estimate; nil where it tells none.
    func estimatedWay(to subscription: Subscription, at now: MediaTime) -> LayerSelection.Way? {
        guard let rate = estimate.rate(at: now) else { return nil }
        let filled = subscriptions.count { $0.position != nil && $0.router.isOnAir }
        let left = rate * (1 / Double(max(1, filled)))
        return LayerSelection.Way(
            rate: left, sound: subscription.soundRate, loss: control.lossReported,
            isFull: left < subscription.sentRate, wait: .zero)
    }

    /// What would go out if the way carried everything.
    private var wantedRate: Bitrate { subscriptions.reduce(.zero) { $0 + $1.wantedRate } }

    // MARK: Probing

    /// Looks how much the way carries that nothing is sent on: who gets nothing tells nothing either.
    func planProbe(at now: MediaTime) {
        guard let pathControl, !pathControl.isProbing else { return }
        pathControl.planProbe(streams: wantedRate, at: now)
        if pathControl.isProbing { beginProbing() }
    }

    /// Padding goes out on the stream of a slot that has a picture.
    private func beginProbing() {
        let sending = subscriptions.first {
            $0.position != nil && $0.video.newest != nil && $0.video.format?.retransmission != nil
        }
        guard let sending else {
            pathControl?.abandonProbe()
            return
        }
        sending.router.probe(sending)
    }
}
