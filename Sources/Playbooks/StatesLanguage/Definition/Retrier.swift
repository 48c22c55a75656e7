import JSON

/// One entry of `Retry` (specification, "Retrying after error").
struct Retrier: Sendable, Hashable {
    let errorEquals: [String]
    /// Seconds before the first further attempt.
    var intervalSeconds: Int64 = 1
    /// How many further attempts there are; 0 for none.
    var maxAttempts: Int64 = 3
    /// By what the interval grows with each attempt.
    var backoffRate = 2.0
    /// What the interval does not grow beyond.
    var maxDelaySeconds: Int64?
    /// Whether the delay is drawn from 0 up to the interval.
    var hasJitter = false

    /// The seconds before a further attempt, of which there were so many, without jitter.
    func interval(after attempts: Int) -> Double {
        var interval = Double(intervalSeconds)
        for _ in 0..<min(attempts, 1000) where interval < 1e9 { interval *= backoffRate }
        return min(interval, maxDelaySeconds.map(Double.init) ?? 99_999_999)
    }

    func matches(_ error: String?) -> Bool { errorMatches(errorEquals, error) }
}

/// Whether one of the names of an `ErrorEquals` means the error.
func errorMatches(_ names: [String], _ error: String?) -> Bool {
    guard let error else { return names.contains(ErrorName.all) || names.contains(ErrorName.taskFailed) }
    // The service never retries or catches what the state itself cannot do.
    guard error != ErrorName.runtime else { return false }
    return names.contains { name in
        switch name {
        case ErrorName.all: true
        case ErrorName.taskFailed: error != ErrorName.timeout && error != ErrorName.heartbeatTimeout
        case ErrorName.timeout: error == ErrorName.timeout || error == ErrorName.heartbeatTimeout
        default: name == error
        }
    }
}

extension DefinitionReader {
    mutating func retriers(_ object: DefinitionObject) -> [Retrier] {
        var retriers: [Retrier] = []
        let elements = array(object, "Retry") ?? []
        for (index, element) in elements.enumerated() {
            guard let entry = self.object(element, at: object.pointer("Retry").appending(index)) else { continue }
            refuseUnknown(in: entry, besides: Self.retrierFields)
            var retrier = Retrier(errorEquals: errorEquals(entry, isLast: index == elements.count - 1))
            retrier.intervalSeconds = integer(entry, "IntervalSeconds", in: 1...99_999_999) ?? 1
            retrier.maxAttempts = integer(entry, "MaxAttempts", in: 0...99_999_999) ?? 3
            retrier.maxDelaySeconds = integer(entry, "MaxDelaySeconds", in: 1...31_622_400)
            retrier.hasJitter = jitter(entry)
            if let rate = entry["BackoffRate"] {
                if let rate = rate.doubleValue {
                    retrier.backoffRate = rate
                    if rate < 1 { report("Minimum value is 1.0", at: entry.pointer("BackoffRate")) }
                } else {
                    expect("NUMBER", at: entry.pointer("BackoffRate"))
                }
            }
            retriers.append(retrier)
        }
        return retriers
    }

    private static let retrierFields: Set<String> = [
        "Comment", "ErrorEquals", "IntervalSeconds", "MaxAttempts", "BackoffRate", "MaxDelaySeconds", "JitterStrategy",
    ]

    private mutating func jitter(_ entry: DefinitionObject) -> Bool {
        choice(entry, "JitterStrategy", ["NONE", "FULL"]) == "FULL"
    }

    /// `ErrorEquals`: `States.ALL` stands alone and last.
    mutating func errorEquals(_ entry: DefinitionObject, isLast: Bool) -> [String] {
        require(["ErrorEquals"], in: entry)
        let names = elements(entry, "ErrorEquals") ?? []
        let pointer = entry.pointer("ErrorEquals")
        for (index, name) in names.enumerated() where name.stringValue == nil {
            expect("STRING", at: pointer.appending(index))
        }
        if names.contains(.string(ErrorName.all)), names.count > 1 || !isLast {
            report("States.ALL must appear alone and at end of list", at: pointer)
        }
        return names.compactMap(\.stringValue)
    }
}
