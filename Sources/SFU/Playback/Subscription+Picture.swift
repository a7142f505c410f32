internal import CongestionControl
internal import RTP

extension Subscription {
    /// What has to be done so that a viewer has the picture that was chosen for it.
    enum Wish {
        /// Another layer is to have a key frame.
        case keyFrame(layer: Int, isUrgent: Bool)
        /// It can begin (again).
        case begin
    }

    // MARK: Choosing

    func way(at now: MediaTime) -> LayerSelection.Way? {
        guard let rate = pathControl?.rate else { return viewer.estimatedWay(to: self, at: now) }
        return LayerSelection.Way(
            rate: rate.rate - viewer.rateBeside(self), sound: soundRate, loss: rate.loss, isFull: rate.isFull(at: now),
            wait: rate.wait)
    }

    /// Follows what the way carries and what the viewer has use for: chooses the picture, holds it back, lets it begin again.
    func follow(_ picture: Picture, at now: MediaTime) -> Wish? {
        guard video.format != nil, !picture.ladder.isEmpty else { return nil }
        if layering.selection.lines == 0 {
            hold()
            return nil
        }
        let way = way(at: now)
        if let way, let least = picture.ladder.first {
            _ = gate.update(rate: way.rate, picture: least.rate, isFull: way.isFull, at: now)
        } else if way == nil {
            gate = PictureGate()
        }
        guard gate.isOpen else {
            hold()
            return nil
        }
        if case .held = video.phase { return .begin }
        guard let current = layering.rung else {
            return layering.selection.first(of: picture.ladder, on: way).flatMap { choose($0, at: now) }
        }
        guard let next = layering.selection.next(after: current, of: picture.ladder, on: way, at: now) else {
            return nil
        }
        if next.layer == current.layer, next.cap == current.cap {
            layering.refresh(next)
            // Its key frame may have been lost on the way to us.
            return layering.next.map { .keyFrame(layer: $0, isUrgent: false) }
        }
        // What still came of the larger picture would only stand before the smaller one in a full queue.
        if layering.selection.isFalling, next.layer != current.layer { video.stop() }
        return choose(next, at: now)
    }

    private func choose(_ rung: Rung, at now: MediaTime) -> Wish? {
        // A decoder that only wants less can wait; one that has nothing can not, but costs others no more than its share.
        let isUrgent = layering.selection.isFalling && keyFrames.take(at: now)
        var isFlowing = true
        if case .waiting = video.phase { isFlowing = false }
        return layering.choose(rung, isFlowing: isFlowing).map { .keyFrame(layer: $0, isUrgent: isUrgent) }
    }

    private func hold() {
        if case .held = video.phase { return }
        video.stop()
        video.phase = .held
    }

    /// The picture comes from another source now: its layers have to be chosen anew.
    func changeSource(_ picture: Picture) {
        guard picture.layers.count > 1 || layering.layer ?? 0 > 0 else { return }
        if case .held = video.phase { return layering.forget() }
        video.stop()
        layering.forget()
    }

    // MARK: Beginning

    /// Begins playing: the kept group of pictures first, where it is short enough.
    ///
    /// - Parameter atAnyLength: whether a long group is better than waiting for a host that does not listen.
    /// - Returns: whether a key frame has to be asked for, of which layer.
    func start(_ picture: Picture, atAnyLength: Bool, at now: MediaTime) -> Int? {
        video.stop()
        guard video.format != nil else { return nil }
        guard layering.selection.lines != 0 else {
            video.phase = .held
            return nil
        }
        guard let rung = layering.selection.first(of: picture.ladder, on: way(at: now)) else {
            return layering.layer ?? 0
        }
        _ = layering.choose(rung, isFlowing: false)
        let track = picture.layers[rung.layer]
        // What was sent before is never sent again, and time does not run backwards.
        guard let start = track.groupStart, start >= video.line.endIndex(of: rung.layer),
            let first = track.history.packet(at: start), isLater(first), atAnyLength || isShort(track)
        else { return rung.layer }
        replayPortion = isShort(track) ? Limit.replayPortion : Limit.longReplayPortion
        begin(at: first, of: rung.layer, picture)
        video.phase = .replaying(next: start)
        return nil
    }

    private func isShort(_ track: Track) -> Bool {
        track.groupBytes <= Limit.replayBytes && track.groupSpan <= Limit.replayedTime
    }

    /// Whether a frame is of a later moment than all that were sent.
    private func isLater(_ packet: UnsafePointer<StoredPacket>) -> Bool {
        video.newest.map { Int32(bitPattern: packet.pointee.timestamp &- $0.timestamp) > 0 } ?? true
    }

    /// Puts a key frame of a layer right behind what was sent.
    private func begin(at key: UnsafePointer<StoredPacket>, of layer: Int, _ picture: Picture) {
        layering.begin(layer)
        var form = video.line.current.form
        (form.spatial, form.temporal) = (layering.cap.spatial, layering.cap.temporal)
        (form.lateFrame, form.late) = (0, 0)
        if picture.codec != .vp8 { form.counters = .none }
        if layer != video.line.current.layer {
            form.counters = counters(for: key, of: layer, picture)
            if let newest = video.newest, !isLater(key) {
                form.lateFrame = key.pointee.timestamp
                form.late = newest.timestamp &- key.pointee.timestamp &+ Limit.lateness
            }
        }
        video.line.begin(at: key.pointee.index, of: layer, in: form)
        video.newest = nil
    }

    /// What makes the counters of a layer go on where those of the present one end.
    private func counters(
        for key: UnsafePointer<StoredPacket>, of layer: Int, _ picture: Picture
    ) -> VP8CounterShift {
        let present = picture.layers[video.line.current.layer].history
        guard picture.codec == .vp8, let newest = video.newest, let last = present.packet(at: newest.index),
            let stretch = video.line.stretch(of: newest.index, in: video.line.current.layer)
        else { return .none }
        return VP8CounterShift(
            from: VP8Counters(in: picture.layers[layer].history.payload(of: key)),
            behind: VP8Counters(in: present.payload(of: last)), movedBy: stretch.form.counters)
    }

    /// Sends the next portion of the replay; true while more is to come.
    func replay(_ picture: Picture, at now: MediaTime, outbox: Outbox) -> Bool {
        guard case .replaying(var next) = video.phase, let path, let layer = layering.layer else { return false }
        let track = picture.layers[layer]
        var sent = 0
        next = max(next, track.history.oldestIndex(newest: track.newest))
        while next <= track.newest, sent < replayPortion {
            if let packet = track.history.packet(at: next) {
                let payload = track.history.payload(of: packet)
                sent += payload.count
                send(packet, payload, of: layer, path, at: now, outbox)
            }
            next += 1
        }
        video.phase = next > track.newest ? .live : .replaying(next: next)
        return next <= track.newest
    }

    // MARK: Going on

    @inline(__always)
    func forwardPicture(
        _ flight: borrowing Flight, of picture: Picture, _ path: Path, at now: MediaTime, _ outbox: Outbox
    ) {
        switch video.phase {
        case .replaying:
            return
        case .waiting:
            beginLive(flight, of: picture, path, at: now, outbox)
        case .live, .held:
            guard let layer = layering.layer else { return }
            if layering.next != nil, changeLayer(flight, of: picture, path, at: now, outbox) { return }
            for item in flight.layers[layer] { send(item.packet, item.payload, of: layer, path, at: now, outbox) }
        }
    }

    /// Begins with a key frame among what came, of the layer that is wanted.
    private func beginLive(
        _ flight: borrowing Flight, of picture: Picture, _ path: Path, at now: MediaTime, _ outbox: Outbox
    ) {
        guard video.format != nil, gate.isOpen, layering.selection.lines != 0 else { return }
        for layer in 0..<Picture.Limit.layers where layering.layer == nil || layering.layer == layer {
            let items = flight.layers[layer]
            guard let start = items.firstIndex(where: { $0.packet.pointee.startsKeyFrame }),
                items[start].index >= video.line.endIndex(of: layer)
            else { continue }
            begin(at: items[start].packet, of: layer, picture)
            video.phase = .live
            for item in items[start...] { send(item.packet, item.payload, of: layer, path, at: now, outbox) }
            return
        }
    }

    /// Goes over to the next layer where its key frame came; false where it did not.
    private func changeLayer(
        _ flight: borrowing Flight, of picture: Picture, _ path: Path, at now: MediaTime, _ outbox: Outbox
    ) -> Bool {
        guard case .live = video.phase, let layer = layering.layer, let next = layering.next,
            let start = flight.layers[next].firstIndex(where: { $0.packet.pointee.startsKeyFrame }),
            flight.layers[next][start].index >= video.line.endIndex(of: next)
        else { return false }
        let key = flight.layers[next][start].packet
        for item in flight.layers[layer]
        where Int32(bitPattern: item.packet.pointee.timestamp &- key.pointee.timestamp) < 0 {
            send(item.packet, item.payload, of: layer, path, at: now, outbox)
        }
        video.stop()
        begin(at: key, of: next, picture)
        video.phase = .live
        for item in flight.layers[next][start...] {
            send(item.packet, item.payload, of: next, path, at: now, outbox)
        }
        return true
    }

    /// Sends a packet of the layer that goes out, unless it is left out.
    @inline(__always)
    private func send(
        _ packet: UnsafePointer<StoredPacket>, _ payload: UnsafeRawBufferPointer, of layer: Int, _ path: Path,
        at now: MediaTime, _ outbox: Outbox
    ) {
        if layering.isThinned, packet.pointee.index < video.line.current.end, !admits(packet) { return }
        guard let stretch = video.line.stretch(of: packet.pointee.index, in: layer) else { return }
        write(packet, payload, in: stretch, identity.video, &video, path, at: now, outbox)
    }

    private func admits(_ packet: UnsafePointer<StoredPacket>) -> Bool {
        let index = packet.pointee.index
        // What comes late lies among what was sent: a gap there is asked for.
        guard video.newest.map({ index > $0.index }) ?? true, layering.isAhead(index) else { return true }
        let isAdmitted = layering.admits(packet, behind: video.newest?.timestamp)
        var form = video.line.current.form
        (form.spatial, form.temporal) = (layering.cap.spatial, layering.cap.temporal)
        if isAdmitted {
            video.line.setForm(form, from: index)
        } else {
            if layering.leaveOut(packet), video.format?.codec == .vp8 { form.counters.leaveOutPicture() }
            video.line.leaveOut(index, form: form)
        }
        return isAdmitted
    }
}
