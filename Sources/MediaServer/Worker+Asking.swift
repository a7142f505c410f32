internal import RTP
internal import SFU

extension Worker {
    /// Asks the engine something and waits for the answer without blocking.
    func ask<Answer: Sendable>(_ question: @escaping @Sendable (Engine, MediaTime) -> Answer) async -> Answer {
        await withCheckedContinuation { continuation in
            perform { engine, now in continuation.resume(returning: question(engine, now)) }
        }
    }

    /// Asks for something that can fail.
    func ask<Failure: Error>(
        _ question: @escaping @Sendable (Engine, MediaTime) throws(Failure) -> Void
    ) async -> Result<Void, Failure> {
        await withCheckedContinuation { continuation in
            perform { engine, now in
                do throws(Failure) {
                    try question(engine, now)
                    continuation.resume(returning: .success(()))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
    }
}
