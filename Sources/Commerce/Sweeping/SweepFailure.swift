/// A step that failed, or one of the things it had to do, and why.
package struct SweepFailure: Sendable {
    package var step: SweepStep
    package var cause: any Error
}
