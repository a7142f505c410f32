/// One host before everybody; beside them, in a battle, the opponent.
package struct SingleShow: Scene {
    package let name = SceneName.single
    package let pictures = 2
    package let sounds = 2
    package var opponent: Int? { 2 }

    package init() {}
}
