internal import API
internal import MediaServer
internal import SFU

/// The media plane's figures for `/metrics`.
struct MediaMetrics: Sendable {
    let server: MediaServer

    func register(with registry: MetricsRegistry) {
        registry.add { await families() }
    }

    private func families() async -> [MetricFamily] {
        let workers = await server.statistics()
        func sum(_ figure: (EngineStatistics) -> Int) -> Int { workers.reduce(0) { $0 + figure($1) } }
        let endings = workers.reduce(into: [String: Int64]()) { total, worker in
            total.merge(worker.sessionsEnded, uniquingKeysWith: +)
        }
        func spread(_ name: String, _ help: String, _ figure: (EngineStatistics) -> Spread) -> MetricFamily {
            let whole = workers.reduce(into: Spread()) { $0.merge(figure($1)) }
            return MetricFamily(
                name, .gauge, help,
                samples: [("mean", whole.mean), ("worst", whole.largest)].map {
                    MetricFamily.Sample(labels: [("of", $0)], value: $1)
                })
        }
        return [
            MetricFamily("tradewind_media_publishers", .gauge, "Publishing sessions.", value: sum(\.publishers)),
            MetricFamily("tradewind_media_viewers", .gauge, "Playing sessions.", value: sum(\.viewers)),
            MetricFamily(
                "tradewind_media_tcp_sessions", .gauge, "Sessions whose packets go over TCP.",
                value: sum(\.tcpSessions)),
            MetricFamily("tradewind_media_routers", .gauge, "Shows with sessions.", value: sum(\.routers)),
            MetricFamily(
                "tradewind_media_datagrams_received_total", .counter, "Datagrams received.",
                value: sum { Int($0.datagramsReceived) }),
            MetricFamily(
                "tradewind_media_datagrams_unknown_total", .counter, "Datagrams of no session or kind we know.",
                value: sum { Int($0.datagramsUnknown) }),
            MetricFamily(
                "tradewind_media_packets_forwarded_total", .counter, "RTP packets sent to viewers.",
                value: sum { Int($0.packetsForwarded) }),
            MetricFamily(
                "tradewind_media_packets_retransmitted_total", .counter, "RTP packets sent again.",
                value: sum { Int($0.packetsRetransmitted) }),
            MetricFamily(
                "tradewind_media_packets_requested_total", .counter, "RTP packets that viewers asked for again.",
                value: sum { Int($0.packetsRequested) }),
            MetricFamily(
                "tradewind_media_key_frame_requests_total", .counter, "Key frames that hosts were asked for.",
                value: sum { Int($0.keyFrameRequests) }),
            MetricFamily(
                "tradewind_media_sends_dropped_total", .counter, "Bursts of packets that the kernel did not take.",
                value: sum { Int($0.sendsDropped) }),
            MetricFamily(
                "tradewind_media_relayed_dropped_total", .counter,
                "Packets that found no room on the way to another worker.", value: sum { Int($0.relayedDropped) }),
            spread(
                "tradewind_media_viewer_loss_ratio", "Share of packets that viewers reported lost, before repair.",
                \.viewerLoss),
            spread("tradewind_media_viewer_round_trip_seconds", "Round trips to viewers.", \.viewerRoundTrip),
            MetricFamily(
                "tradewind_media_sessions_ended_total", .counter, "Sessions that ended, by reason.",
                samples: endings.sorted { $0.key < $1.key }.map { reason, count in
                    MetricFamily.Sample(labels: [("reason", reason)], value: Double(count))
                }),
        ]
    }
}
