/// An hour and a minute of a local day, written `19:00`.
package struct TimeOfDay: Sendable, Hashable, RawRepresentable, Codable {
    package let hour: Int
    package let minute: Int

    /// nil when it is not two digits, a colon and two digits of a day.
    package init?(rawValue: String) {
        let parts = rawValue.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }),
            let hour = UInt8(parts[0]), let minute = UInt8(parts[1]), hour < 24, minute < 60
        else { return nil }
        self.hour = Int(hour)
        self.minute = Int(minute)
    }

    package var rawValue: String {
        let (hours, minutes) = (String(hour), String(minute))
        return (hour < 10 ? "0" + hours : hours) + ":" + (minute < 10 ? "0" + minutes : minutes)
    }
}
