extension Sequence {
    /// Does something with each element, and gives the errors of those that failed.
    ///
    /// One bad row keeps no other from its turn. What is left when the task is cancelled waits for the next time.
    func attemptEach(_ body: (Element) async throws -> Void) async -> [any Error] {
        var errors: [any Error] = []
        for element in self {
            guard !Task.isCancelled else { break }
            do {
                try await body(element)
            } catch {
                errors.append(error)
            }
        }
        return errors
    }
}
