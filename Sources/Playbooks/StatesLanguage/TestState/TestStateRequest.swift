public import JSON

/// What TestState is asked: one state, one input, and what stands for the world (API reference, TestState).
public struct TestStateRequest: Sendable {
    /// How much of the data's way the answer shows.
    public enum InspectionLevel: String, Sendable {
        /// Only how it ends.
        case info = "INFO"
        /// Also what each field made of the data.
        case debug = "DEBUG"
        case trace = "TRACE"
    }

    /// How closely a mocked result is compared with what the service's API gives.
    public enum FieldValidationMode: String, Sendable {
        /// Fields that are there must be of their type, and those that are required must be there.
        case strict = "STRICT"
        /// Fields that are there must be of their type.
        case present = "PRESENT"
        case none = "NONE"
    }

    /// What stands for the task, the branches or the iterations.
    public struct Mock: Sendable {
        /// The result as JSON text.
        public var result: String?
        /// The error that stands for the result.
        public var errorOutput: ErrorOutput?
        /// How closely the result is compared.
        public var fieldValidationMode = FieldValidationMode.strict

        /// A result, or an error instead of one.
        public init(result: String? = nil, errorOutput: ErrorOutput? = nil) {
            self.result = result
            self.errorOutput = errorOutput
        }
    }

    /// What happened before, as far as it matters.
    public struct Configuration: Sendable {
        /// How many further attempts the Retrier that matches the error has had.
        public var retrierRetryCount = 0
        /// The state of a Map's processor in which the mocked error occurred.
        public var errorCausedByState: String?
        /// How many iterations of a Map failed.
        public var mapIterationFailureCount: Int?
        /// The items of a Map with an ItemReader, as JSON text.
        public var mapItemReaderData: String?

        /// Nothing has happened before.
        public init() {}
    }

    /// A state, or a machine when there is a ``stateName``.
    public var definition: String
    /// The state's input.
    public var input: JSON
    /// The state of a machine, also one inside a branch or processor.
    public var stateName: String?
    /// How much of the data's way the answer shows.
    public var inspectionLevel = InspectionLevel.info
    /// What stands for the world; `nil` to do the task.
    public var mock: Mock?
    /// What happened before.
    public var configuration = Configuration()
    /// The context object as JSON text.
    public var context: String?
    /// The variables as JSON text.
    public var variables: String?
    /// The role to do a task in; needed for a Task without a mock.
    public var roleARN: String?
    /// Whether the answer may show the secrets of an HTTP task; refused together with a mock.
    public var revealSecrets = false
    /// Where the execution would be; only names in the context object.
    public var region = "us-east-1"
    /// The account of the execution; only names in the context object.
    public var account = "000000000000"

    /// A request without a mock.
    public init(definition: String, input: JSON) {
        self.definition = definition
        self.input = input
    }
}
