public import Incident

/// Why a silence cannot be made or ended.
public typealias SilenceDeskError = Refusal<SilenceRefusal>

/// What kind of refusal of a silence it is.
public enum SilenceRefusal: String, Sendable, Hashable {
    /// There is no such silence.
    case notFound = "not-found"
    /// It is over already.
    case over
    /// The request asks for something that cannot be.
    case invalid
    /// The idempotency key was used with another request.
    case keyReused = "key-reused"
}

extension SilenceDeskError {
    static var noSilence: SilenceDeskError {
        SilenceDeskError(.notFound, "there is no such silence; `muster silence list` shows those that there are")
    }
}
