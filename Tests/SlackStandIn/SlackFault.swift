/// Something that goes wrong at the stand-in, once or more often.
public struct SlackFault: Sendable {
    /// What goes wrong.
    public enum Kind: Sendable {
        /// Answers so, instead of doing anything, or after having done it.
        case status(Int, headers: [String] = [], body: String = "<html>Bad gateway</html>", afterWork: Bool = false)
        /// Refuses with this word and status 200, instead of doing anything or after having done it.
        case refuse(String, afterWork: Bool = false)
        /// Closes the connection without an answer.
        case drop(afterWork: Bool)
        /// Does the work and sends half of the answer.
        case half
    }

    /// The method: `conversations.create`.
    public var method: String
    /// What goes wrong.
    public var kind: Kind
    /// How often, from 1.
    public var times: Int

    /// A fault of the next call, or the next ones, of a method.
    public init(_ method: String, _ kind: Kind, times: Int = 1) {
        self.method = method
        self.kind = kind
        self.times = times
    }
}
