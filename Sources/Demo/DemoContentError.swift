/// Why the demo's content cannot be used.
package enum DemoContentError: Error, Hashable, CustomStringConvertible {
    /// A picture is not beside the program.
    case pictureUnreadable(String, reason: String)

    package var description: String {
        switch self {
        case .pictureUnreadable(let file, let reason):
            "The demo's picture \(file) cannot be read: \(reason). Keep the folder tradewind_Demo.resources beside the program."
        }
    }
}
