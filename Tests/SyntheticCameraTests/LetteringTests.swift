import Testing

@testable import SyntheticCamera

struct LetteringTests {
    @Test(arguments: Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:.,-'’&/"))
    func `every glyph has strokes that stay on its grid`(character: Character) throws {
        let outline = try #require(StrokeFont.outline(of: character))
        let path = StrokePath(outline.path)
        #expect(!path.pieces.isEmpty)
        for piece in path.pieces {
            #expect((-0.001...outline.width + 0.001).contains(piece.end.x))
            #expect((-0.5...7).contains(piece.end.y))
        }
    }

    @Test func `digits share one width so that a clock does not jitter`() {
        let lettering = Lettering(height: 24)
        let widths = Set((0...9).map { lettering.width(of: String($0)) })
        #expect(widths.count == 1)
    }

    @Test func `text is as wide as it says`() {
        var picture = PictureBuffer(format: .compact)
        var lettering = Lettering(height: 30)
        lettering.draw("H8H", left: 100, top: 100, tint: Tint(SceneColour(hex: 0xFFFFFF)), on: &picture)
        let inked = (0..<640).filter { column in (100..<130).contains { picture.bytes[$0 * 640 + column] > 120 } }
        let stroke = StrokeFont.strokeWidth * 30 / StrokeFont.height
        #expect(abs(Float((inked.last ?? 0) - (inked.first ?? 0)) - (lettering.width(of: "H8H") + stroke)) <= 2)
    }
}
