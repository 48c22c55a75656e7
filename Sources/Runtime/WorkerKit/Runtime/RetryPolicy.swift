public import Contracts
import FoundationEssentials

/// Decides what becomes of a message that could not be handled: pure, so that every case can be tested.
public struct RetryPolicy: Sendable, Hashable {
    /// What becomes of the message.
    public enum Fate: Sendable, Hashable {
        /// It waits, and comes back as this attempt.
        case retry(RetryDelay, attempt: Int)
        case deadLetter
    }

    /// The tries that a message gets, the first included. Default 5: some 11 minutes in all.
    public var maximumAttempts: Int
    /// How long a message may be put off without its tries being counted. Default an hour.
    public var maximumPatience: Duration

    /// A policy with these limits.
    /// - Parameters:
    ///   - maximumAttempts: 1 or more.
    ///   - maximumPatience: zero counts every try.
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
            return .retry(RetryDelay.allCases[min(attempt, RetryDelay.allCases.count) - 1], attempt: attempt + 1)
        }
    }
}
