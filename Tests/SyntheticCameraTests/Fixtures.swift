import Foundation
@testable import SyntheticCamera

extension SceneSubject {
    static let moon = SceneSubject(
        title: "Harvest Moon",
        shape: .globe,
        colour: SceneColour(hex: 0xE8B04A),
        accent: SceneColour(hex: 0x8E2F1F)
    )
}

extension Duration {
    /// A moment in November 2025, off any full second.
    static let showTime: Duration = .milliseconds(1_763_690_000_123)
}

/// Peak signal-to-noise ratio in decibels.
func signalToNoise(_ original: some Sequence<UInt8>, _ coded: [UInt8]) -> Double {
    var squares = 0
    for (left, right) in zip(original, coded) {
        let difference = Int(left) - Int(right)
        squares += difference * difference
    }
    guard squares > 0 else { return .infinity }
    return 10 * log10(255 * 255 * Double(coded.count) / Double(squares))
}
