import FoundationEssentials

/// Decides what becomes of a message that could not be handled: pure, so that every case can be tested.
public struct RetryPolicy: Sendable, Hashable {
    /// The rungs of the ladder: a retry queue each, named by the delay.
    public enum Delay: String, Sendable, CaseIterable, Comparable {
        case second = "1s"
        case tenSeconds = "10s"
        case minute = "1m"
        case tenMinutes = "10m"

        /// How long a message stays in the rung's queue.
        public var duration: Duration {
            switch self {
            case .second: .seconds(1)
            case .tenSeconds: .seconds(10)
            case .minute: .seconds(60)
            case .tenMinutes: .seconds(600)
            }
        }

        public static func < (left: Delay, right: Delay) -> Bool { left.duration < right.duration }

        /// The shortest rung that waits at least this long, or the longest.
        static func covering(_ wait: Duration) -> Delay {
            allCases.first { $0.duration >= wait } ?? .tenMinutes
        }
    }

    /// What becomes of the message.
    public enum Fate: Sendable, Hashable {
        /// It waits, and comes back as this attempt.
        case retry(Delay, attempt: Int)
        case deadLetter
    }

    /// The tries that a message gets, the first included. Default 5: some 11 minutes in all.
    public var maximumAttempts: Int
    /// How long a message may be put off without its tries being counted. Default an hour.
    public var maximumPatience: Duration

    public init(maximumAttempts: Int = 5, maximumPatience: Duration = .seconds(3600)) {
        self.maximumAttempts = maximumAttempts
        self.maximumPatience = maximumPatience
    }

    /// - Parameters:
    ///   - attempt: the try that failed, from 1.
    ///   - age: the time since the message's first failure.
    public func fate(of failure: Failure, attempt: Int, age: Duration) -> Fate {
        switch failure.remedy {
        case .deadLetter:
            return .deadLetter
        case .retryAfter(let wait) where age < maximumPatience:
            return .retry(.covering(wait), attempt: attempt)
        case .retry, .retryAfter:
            guard attempt < maximumAttempts else { return .deadLetter }
            return .retry(Delay.allCases[min(attempt, Delay.allCases.count) - 1], attempt: attempt + 1)
        }
    }
}
