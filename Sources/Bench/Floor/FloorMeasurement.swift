internal import CDatagram
internal import Foundation
internal import Glibc
internal import SecureTransport

/// What forwarding costs at the least here: sealing each viewer's copy and sending it, in a bare loop.
struct FloorMeasurement: Encodable {
    /// Processor time per packet.
    let microseconds: Double
    let packets: Int
    /// Share of the packets that came out at the other end.
    let drained: Double

    private enum Limit {
        /// Room for the longest burst, sealed.
        static let burst = 8_192
    }

    /// Measures for `viewers` viewers; unpaced as fast as it goes, else at their show's own rate.
    ///
    /// Runs on a thread of its own on core 0; the viewers' sockets are drained on core 1.
    static func measure(viewers: Int, isPaced: Bool, for length: Duration) throws(BenchError) -> FloorMeasurement {
        let sockets = try DrainedSockets(count: viewers, core: 1)
        let protections = try makeProtections(viewers)
        let done = DispatchSemaphore(value: 0)
        let result = Handover()
        let thread = Thread {
            CurrentThread.pin(to: 0)
            result.measured = send(protections.values, to: sockets, isPaced: isPaced, for: length)
            done.signal()
        }
        thread.start()
        done.wait()
        // What is still in the sockets' buffers gets its moment.
        Thread.sleep(forTimeInterval: 0.05)
        let drained = Double(sockets.count) / Double(max(1, result.measured.packets))
        sockets.stop()
        return FloorMeasurement(
            microseconds: result.measured.processor.microseconds / Double(max(1, result.measured.packets)),
            packets: result.measured.packets, drained: drained)
    }

    private static func makeProtections(_ count: Int) throws(BenchError) -> Protections {
        do throws(SecureTransportError) {
            var values: [OutboundProtection] = []
            for _ in 0..<count {
                let master = MasterKey(key: randomBytes(16), salt: randomBytes(12))
                values.append(try OutboundProtection(.aeadAES128GCM, master: master))
            }
            return Protections(values: values)
        } catch {
            throw .cryptography("\(error)")
        }
    }

    private static func send(
        _ protections: [OutboundProtection], to sockets: DrainedSockets, isPaced: Bool, for length: Duration
    ) -> (packets: Int, processor: Duration) {
        let descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        var size: Int32 = 8 << 20
        setsockopt(descriptor, SOL_SOCKET, SO_SNDBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        let plain = UnsafeMutableRawBufferPointer.allocate(byteCount: ShowTraffic.videoPayload, alignment: 64)
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: Limit.burst, alignment: 64)
        plain.initializeMemory(as: UInt8.self, repeating: 0x5A)
        defer {
            Glibc.close(descriptor)
            plain.deallocate()
            room.deallocate()
        }
        guard let start = room.baseAddress else { return (0, .zero) }
        var packets = 0
        var index: UInt64 = 0
        let began = CurrentThread.now()
        let before = CurrentThread.threadTime()
        var tenths = 0
        while CurrentThread.now() - began < length {
            for (position, burst) in ShowTraffic.tenth.enumerated() {
                if isPaced {
                    let due = .milliseconds(100) * (Double(tenths) + Double(position) / Double(ShowTraffic.tenth.count))
                    sleep(until: began + due)
                }
                for (viewer, protection) in protections.enumerated() {
                    var used = 0
                    for packet in 0..<burst.packets {
                        used += seal(
                            protection, UnsafeRawBufferPointer(rebasing: plain[..<burst.payload]),
                            index: index + UInt64(packet), at: start + used)
                    }
                    _ = tw_send_burst(
                        descriptor, start, used, UInt16(used / burst.packets), sockets.addresses[viewer])
                }
                index += UInt64(burst.packets)
                packets += burst.packets * protections.count
            }
            tenths += 1
        }
        return (packets, CurrentThread.threadTime() - before)
    }

    @inline(__always)
    private static func seal(
        _ protection: OutboundProtection, _ payload: UnsafeRawBufferPointer, index: UInt64,
        at room: UnsafeMutableRawPointer
    ) -> Int {
        room.storeBytes(of: (0x8060_0000 | UInt32(truncatingIfNeeded: index & 0xFFFF)).bigEndian, as: UInt32.self)
        room.storeBytes(of: UInt32(truncatingIfNeeded: index).bigEndian, toByteOffset: 4, as: UInt32.self)
        room.storeBytes(of: 1, toByteOffset: 8, as: UInt32.self)
        return protection.sealRTP(at: room, headerLength: 12, payload: payload, ssrc: 1, index: index)
    }

    private static func sleep(until due: Duration) {
        let left = due - CurrentThread.now()
        guard left > .zero else { return }
        var pause = timespec(
            tv_sec: Int(left.components.seconds), tv_nsec: Int(left.components.attoseconds / 1_000_000_000))
        nanosleep(&pause, nil)
    }

    /// Carries the result out of the thread; read only after it has ended.
    private final class Handover: @unchecked Sendable {
        var measured: (packets: Int, processor: Duration) = (0, .zero)
    }

    /// Carries the ciphers to the one thread that uses them.
    private struct Protections: @unchecked Sendable {
        let values: [OutboundProtection]
    }
}
