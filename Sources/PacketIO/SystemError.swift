/// A system call that failed.
package struct SystemError: Error, Hashable {
    package let call: String
    /// The call's `errno`.
    package let code: Int32
}

extension SystemError: CustomStringConvertible {
    package var description: String { "\(call) failed with errno \(code)." }
}
