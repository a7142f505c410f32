/// What is played in a show.
package enum SceneName: String, Codable, Sendable, CaseIterable {
    case single
    case product
    case cohost
    case voice
    case `private`

    /// The rules of the scene.
    package var scene: any Scene {
        switch self {
        case .single: SingleShow()
        case .product: ProductShow()
        case .cohost: CoHost()
        case .voice: VoiceRoom()
        case .private: PrivateCall()
        }
    }
}
