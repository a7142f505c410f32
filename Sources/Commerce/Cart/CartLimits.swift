/// How much a cart holds: what a person can look through, and a parcel can carry.
enum CartLimits {
    static let lines = 50
    static let unitsPerLine = 99
}
