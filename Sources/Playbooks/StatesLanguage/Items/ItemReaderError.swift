/// Why a data set gives no items: the cause of a `States.ItemReaderFailed`.
public struct ItemReaderError: Error, Sendable, Hashable {
    /// What is wrong, as a sentence.
    public let cause: String

    init(_ cause: String) { self.cause = cause }

    /// The error as the execution gets it.
    public var output: ErrorOutput { ErrorOutput(error: "States.ItemReaderFailed", cause: cause) }
}

extension ItemReaderError: CustomStringConvertible {
    /// The cause.
    public var description: String { cause }
}
