import JSON

/// What TestState shows of the data's way through a state.
struct Inspection: Sendable {
    /// The context object that was given, in place of the usual one.
    var context: JSONObject?
    /// How many items a Map has.
    var itemCount: Int?
    var afterInputPath: JSON?
    var afterParameters: JSON?
    var afterArguments: JSON?
    var afterItemsPath: JSON?
    var afterItemSelector: JSON?
    var afterResultSelector: JSON?
    var afterResultPath: JSON?
    var result: JSON?
    var maxConcurrency: Int64?
    var toleratedFailureCount: Int64?
    var toleratedFailurePercentage: Double?
    var output: JSON?
    var nextState: String?
    var variables: JSONObject?
    var error: ErrorOutput?
    var catchIndex: Int?
    var retryIndex: Int?
    var retryDelay: Double?
}
