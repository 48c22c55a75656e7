public import Incident

/// Why something cannot be done with dead letters.
public typealias LetterDeskError = Refusal<LetterRefusal>

/// What kind of refusal about dead letters it is.
public enum LetterRefusal: String, Sendable, Hashable {
    /// There is no such letter or replay.
    case notFound = "not-found"
    /// The letter is closed to whoever asks.
    case closed
    /// The request asks for something that cannot be.
    case invalid
    /// Somebody else did something with it meanwhile.
    case moved
}

extension LetterDeskError {
    static let noLetter = LetterDeskError(.notFound, "there is no such dead letter")
    static let closed = LetterDeskError(
        .closed, "this letter may say something about a restricted incident; it is open to those who take part in that")
}
