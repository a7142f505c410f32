/// A step that failed, and why.
package struct SweepFailure: Sendable {
    package var step: SweepStep
    package var cause: any Error
}
