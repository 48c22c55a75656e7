/// What became of one message in a handler.
public enum Outcome: Sendable, Hashable {
    /// It is done, or there was nothing to do.
    case done
    /// The rows are older than the event: try again in a second, without counting it as a try.
    case tooEarly
    /// It failed; the failure says whether another try may help.
    case failed(Failure)
}
