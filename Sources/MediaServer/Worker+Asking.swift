internal import RTP
internal import SFU

extension Worker {
    /// Asks the engine something and waits for the answer without blocking; nil where the thread has ended.
    func ask<Answer: Sendable>(_ question: @escaping @Sendable (Engine, MediaTime) -> Answer) async -> Answer? {
        await withCheckedContinuation { continuation in
            let isTaken = perform { engine, now in continuation.resume(returning: question(engine, now)) }
            if !isTaken { continuation.resume(returning: nil) }
        }
    }

    /// Asks for something that can fail.
    func ask<Failure: Error>(
        _ question: @escaping @Sendable (Engine, MediaTime) throws(Failure) -> Void
    ) async -> Result<Void, Failure>? {
        await ask { engine, now -> Result<Void, Failure> in
            do throws(Failure) {
                return .success(try question(engine, now))
            } catch {
                return .failure(error)
            }
        }
    }
}
