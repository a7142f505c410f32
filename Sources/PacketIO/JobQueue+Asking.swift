package import RTP

extension JobQueue {
    /// Asks the thread something and waits for the answer without blocking; nil where it has been told to end.
    package func ask<Answer: Sendable>(
        _ question: @escaping @Sendable (Owned, MediaTime) -> Answer
    ) async -> Answer? {
        await withCheckedContinuation { continuation in
            let isTaken = perform { owned, now in continuation.resume(returning: question(owned, now)) }
            if !isTaken { continuation.resume(returning: nil) }
        }
    }

    /// Asks for something that can fail.
    package func ask<Failure: Error>(
        _ question: @escaping @Sendable (Owned, MediaTime) throws(Failure) -> Void
    ) async -> Result<Void, Failure>? {
        await ask { owned, now -> Result<Void, Failure> in
            do throws(Failure) {
                return .success(try question(owned, now))
            } catch {
                return .failure(error)
            }
        }
    }
}
