/// What became of one message in a handler.
public enum Outcome: Sendable, Hashable {
    /// It is done, or there was nothing to do.
    case done
    /// It failed; the failure says whether another try may help.
    case failed(Failure)

    /// The rows are older than the message: try again in a second, without counting it as a try.
    public static let tooEarly = Outcome.failed(.tooEarly())
}
