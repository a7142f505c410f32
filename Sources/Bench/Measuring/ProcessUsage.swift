internal import Foundation

/// What a process has used up so far, as the kernel counts it.
struct ProcessUsage {
    /// Processor time of all its threads, those that ended included.
    var processor: Duration
    /// Bytes of memory that are resident.
    var resident: Int

    init(of process: Int32) throws(BenchError) {
        guard let stat = Self.read("/proc/\(process)/stat"), let status = Self.read("/proc/\(process)/status"),
            let end = stat.lastIndex(of: ")")
        else { throw .noProcess(process) }
        // proc(5): behind the name, utime and stime are the twelfth and thirteenth fields.
        let fields = stat[stat.index(after: end)...].split(separator: " ")
        guard fields.count > 12, let user = Int64(fields[11]), let system = Int64(fields[12]) else {
            throw .noProcess(process)
        }
        processor = .milliseconds((user + system) * 1_000 / Int64(sysconf(Int32(_SC_CLK_TCK))))
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        let kibibytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }
        resident = (kibibytes ?? 0) * 1_024
    }

    /// Seconds that the machine's processors were busy since it started, and those that its host took away.
    static func machine() throws(BenchError) -> Double {
        let times = try machineTimes()
        return times.reduce(0, +) - times[3] - times[4]
    }

    /// Seconds that the machine's host has taken away since it started: everything stood still in them.
    static func stolen() throws(BenchError) -> Double {
        try machineTimes()[7]
    }

    /// Seconds of all processors: user, nice, system, idle, iowait, irq, softirq, steal (proc(5)).
    private static func machineTimes() throws(BenchError) -> [Double] {
        let line = read("/proc/stat")?.split(separator: "\n").first
        let fields = line?.split(separator: " ").dropFirst().prefix(8).compactMap { Double($0) } ?? []
        guard fields.count == 8 else { throw .system(call: "read /proc/stat", errno: 0) }
        return fields.map { $0 / Double(sysconf(Int32(_SC_CLK_TCK))) }
    }

    private static func read(_ path: String) -> String? {
        try? String(contentsOfFile: path, encoding: .utf8)
    }
}
