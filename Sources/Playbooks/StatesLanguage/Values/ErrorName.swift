/// The names that the language reserves for its own errors (specification, appendix A).
public enum ErrorName {
    /// Matches every error that may be retried or caught.
    public static let all = "States.ALL"
    /// A payload is larger than the service allows.
    public static let dataLimitExceeded = "States.DataLimitExceeded"
    /// More items of a distributed Map failed than are tolerated.
    public static let exceedToleratedFailureThreshold = "States.ExceedToleratedFailureThreshold"
    /// A task sent no heartbeat in time.
    public static let heartbeatTimeout = "States.HeartbeatTimeout"
    /// An intrinsic function cannot be applied to its arguments.
    public static let intrinsicFailure = "States.IntrinsicFailure"
    /// The items of a distributed Map cannot be read.
    public static let itemReaderFailed = "States.ItemReaderFailed"
    /// A Choice state has neither a rule that holds nor a default.
    public static let noChoiceMatched = "States.NoChoiceMatched"
    /// A JSONata expression cannot be evaluated, or gives what the field does not take.
    public static let queryEvaluationError = "States.QueryEvaluationError"
    /// `ResultPath` cannot be applied to the input.
    public static let resultPathMatchFailure = "States.ResultPathMatchFailure"
    /// The results of a distributed Map cannot be written.
    public static let resultWriterFailed = "States.ResultWriterFailed"
    /// The state cannot be executed with this input; neither retried nor caught.
    public static let runtime = "States.Runtime"
    /// Matches every error but time-outs.
    public static let taskFailed = "States.TaskFailed"
    /// A task or a machine took too long.
    public static let timeout = "States.Timeout"
}
