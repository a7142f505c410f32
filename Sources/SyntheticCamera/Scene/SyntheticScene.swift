/// A lamp shop at night, drawn for any moment: the same moment always gives the same picture.
struct SyntheticScene: ~Copyable {
    /// Everything that sways comes back to its start after this many seconds.
    static let cycle: Int64 = 600

    /// The product in the middle; changing it redraws the backdrop with the next frame.
    var subject: SceneSubject {
        didSet { backdropIsStale = backdropIsStale || subject != oldValue }
    }

    private var backdrop: PictureBuffer
    private var backdropIsStale = true
    private var clock = WallClockFace()
    private let hanging = Cloth(
        box: SceneBox(left: 440, top: 46, width: 100, height: 204),
        ground: Tint(SceneColour(hex: 0x0E6670)),
        pattern: Tint(SceneColour(hex: 0xEBDDB8)),
        phase: 0.3
    )
    private let lanterns = [
        Lantern(
            anchor: 74, cord: 66, radius: (34, 31), paper: Tint(SceneColour(hex: 0xD9552C)),
            trim: Tint(SceneColour(hex: 0xF2A33A)), period: 6, phase: 0
        ),
        Lantern(
            anchor: 168, cord: 22, radius: (27, 25), paper: Tint(SceneColour(hex: 0xE9C27E)),
            trim: Tint(SceneColour(hex: 0xB8452A)), period: 5, phase: 0.35
        ),
        Lantern(
            anchor: 592, cord: 34, radius: (27, 31), paper: Tint(SceneColour(hex: 0xC83C4B)),
            trim: Tint(SceneColour(hex: 0xF2A33A)), period: 7.5, phase: 0.7
        ),
    ]

    init(format: PictureFormat, subject: SceneSubject) {
        self.subject = subject
        backdrop = PictureBuffer(format: format)
    }

    /// Draws the scene over the whole picture.
    ///
    /// - Parameter time: since 1970-01-01T00:00:00Z.
    mutating func draw(at time: Duration, on picture: inout PictureBuffer) {
        if backdropIsStale {
            Backdrop.draw(subject: subject, lights: lanterns + featuredLantern, on: &backdrop)
            backdropIsStale = false
        }
        picture.copy(from: backdrop)
        let milliseconds = time.wholeMilliseconds % (Self.cycle * 1_000)
        let seconds = Float(milliseconds) / 1_000
        hanging.draw(at: seconds, on: &picture)
        for lantern in lanterns + featuredLantern { lantern.draw(at: seconds, on: &picture) }
        featuredCloth?.draw(at: seconds, on: &picture)
        clock.draw(time, on: &picture)
        BarCodeClock.draw(time, on: &picture)
    }

    private var featuredLantern: [Lantern] {
        let radius: (x: Float, y: Float)
        switch subject.shape {
        case .globe: radius = (58, 50)
        case .column: radius = (36, 66)
        case .cloth: return []
        }
        return [
            Lantern(
                anchor: Backdrop.gate.x, cord: Backdrop.gate.y - radius.y, radius: radius, paper: Tint(subject.colour),
                trim: Tint(subject.accent), period: 8, phase: 0.15
            )
        ]
    }

    private var featuredCloth: Cloth? {
        guard subject.shape == .cloth else { return nil }
        return Cloth(
            box: SceneBox(left: Backdrop.gate.x - 65, top: 36, width: 130, height: 196),
            ground: Tint(subject.colour),
            pattern: Tint(subject.accent),
            phase: 0
        )
    }
}
