/// The word a playbook gives a way of delivery, such as `standard`.
package struct DeliveryOptionID: RawRepresentable, Hashable, Sendable, Codable {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }
}
