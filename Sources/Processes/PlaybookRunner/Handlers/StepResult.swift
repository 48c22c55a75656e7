import JSON
import PlaybookStore
import WorkerKit

/// What an integration outside publishes under `result.<its name>`.
struct StepResult: Sendable {
    enum News: Sendable {
        case answer(StepAnswer)
        /// It is still at work.
        case heartbeat
    }

    let token: String
    let news: News

    /// What an output has at most, in bytes of compact JSON.
    static let outputLimit = 262_144

    /// - Throws: ``Failure`` with remedy `deadLetter` that says what is wrong.
    init(_ body: [UInt8]) throws(Failure) {
        do {
            let limits = JSONLimits(depth: 128, bytes: 1 << 20)
            let reader = JSONReader(try JSON.parse(body, limits: limits))
            try reader.object(allowing: "token", "output", "error", "cause", "heartbeat")
            token = try reader.string("token", length: 1...1024)
            let output = reader.value["output"]
            let error = try reader.optionalString("error", length: 0...256)
            let cause = try reader.optionalString("cause", length: 0...32_768)
            switch (output, error, try reader.optionalBool("heartbeat") ?? false) {
            case (nil, nil, true): news = .heartbeat
            case (let output?, nil, false):
                let text = output.text()
                guard text.utf8.count <= Self.outputLimit else {
                    throw reader.error(
                        expected: "an output of at most \(Self.outputLimit) bytes", found: "\(text.utf8.count)")
                }
                news = .answer(.output(text))
            case (nil, let error?, false): news = .answer(.failure(error, cause: cause))
            default:
                throw reader.error(expected: "one of output, error and heartbeat", found: "none or several")
            }
        } catch {
            throw Failure(.deadLetter, code: "undecodable", detail: "not a step's result: \(error)", place: "decode")
        }
    }
}
