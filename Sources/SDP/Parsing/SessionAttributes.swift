/// The attributes in front of the first media section.
struct SessionAttributes {
    var bundle: [Mid] = []
    var isIceLite = false
    var allowsMixedExtensions = false
    var direction: Direction?
    var transport = TransportAttributes()
    var others: [Attribute] = []

    mutating func apply(_ attribute: Attribute) throws(SDPProblem) {
        switch attribute.name {
        case "group":
            let fields = try attribute.parsed { $0.fields() }
            guard bundle.isEmpty, fields.first == "BUNDLE" else { return others.append(attribute) }
            for field in fields.dropFirst() {
                guard let mid = Mid(rawValue: String(field)) else { throw .badAttribute(attribute.name) }
                bundle.append(mid)
            }
        case "ice-lite":
            isIceLite = true
        case "extmap-allow-mixed":
            allowsMixedExtensions = true
        case "sendrecv", "sendonly", "recvonly", "inactive":
            direction = Direction(rawValue: attribute.name)
        default:
            if try !transport.apply(attribute) { others.append(attribute) }
        }
    }
}
