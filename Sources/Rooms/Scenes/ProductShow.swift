/// A host with a second camera on the product, and a promise on the picture; in a battle the opponent is the third.
package struct ProductShow: Scene {
    package let name = SceneName.product
    package let pictures = 3
    package let sounds = 3
    package var cameras: ClosedRange<Int> { 1...2 }
    package var opponent: Int? { 3 }
    package var takesPromises: Bool { true }
    package var layout: StageLayout { .inset }

    package init() {}
}
