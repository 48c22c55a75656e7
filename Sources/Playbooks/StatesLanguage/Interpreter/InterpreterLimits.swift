public import QueryLanguages

/// What one execution may take, as the service bounds it.
public struct InterpreterLimits: Sendable, Hashable {
    /// Bytes of an input, result or output as compact JSON in UTF-8. Default 262,144.
    public var payloadBytes: Int
    /// Events of one execution's history; the last one says that there are no more. Default 25,000.
    public var historyEvents: Int
    /// Iterations of an inline Map at a time when it says nothing, or 0. Default 40.
    public var inlineConcurrency: Int
    /// Child executions of a distributed Map at a time when it says nothing, or 0. Default 1,000.
    public var distributedConcurrency: Int
    /// What one path or expression may take.
    public var evaluation: EvaluationLimits

    /// Limits that are the default ones where nothing else is said.
    public init(
        payloadBytes: Int = 262_144, historyEvents: Int = 25_000, inlineConcurrency: Int = 40,
        distributedConcurrency: Int = 1000, evaluation: EvaluationLimits = .default
    ) {
        self.payloadBytes = payloadBytes
        self.historyEvents = historyEvents
        self.inlineConcurrency = inlineConcurrency
        self.distributedConcurrency = distributedConcurrency
        self.evaluation = evaluation
    }

    /// The limits of everything that says nothing else.
    public static let `default` = InterpreterLimits()
}
