import Rehearsal
import Testing

struct AllocationTests {
    /// With viewers who count what arrives, and some who do not; on one worker, and on another one than the host.
    @Test(arguments: [1, 2]) func `forwarding asks for no memory`(workers: Int) throws {
        let stage = VirtualStage(workers: workers)
        try stage.publish("host", slot: 1, layers: [VirtualHost.Layer(lines: 720, kilobits: 1_300)])
        for number in 0..<10 { try stage.join("viewer-\(number)", slots: 1, counts: number % 2 == 0) }
        stage.run(seconds: 3)
        let (datagrams, allocations) = stage.countAllocations(frames: 60)
        #expect(datagrams > 60 * 10 * 5)
        #expect(allocations == 0, "\(allocations) for \(datagrams) datagrams")
    }
}
