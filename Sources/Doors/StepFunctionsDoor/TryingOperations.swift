import Digests
import Encodings
import FoundationEssentials
import IncidentStore
import JSON
import PlaybookStore
import StatesLanguage

/// What is tried without being stored: definitions and single states.
struct TryingOperations: Sendable {
    var all: [AmazonOperation] {
        [
            AmazonOperation("ValidateStateMachineDefinition", for: .incidentsRead, perform: validate),
            AmazonOperation("TestState", for: .incidentsRead, perform: test),
        ]
    }

    // MARK: - Definitions

    private enum Severity: String, CaseIterable {
        case error = "ERROR"
        case warning = "WARNING"
    }

    @Sendable private func validate(_ call: AmazonCall) async throws -> JSON {
        let text = try call.text("definition", limit: 1 << 20)
        let kind = try call.word("type", of: StateMachineRecord.Kind.self) ?? .standard
        // Without a word about it, the service tells errors alone.
        let tellsWarnings = try call.word("severity", of: Severity.self) == .warning
        let limit = try call.number("maxResults", in: 0...100) ?? 0
        let found = StateMachine.diagnose(text, kind: kind == .express ? .express : .standard)
            .filter { $0.severity == .error || tellsWarnings }
        let shown = found.prefix(limit == 0 ? 100 : limit)
        return [
            "result": .string(found.contains { $0.severity == .error } ? "FAIL" : "OK"),
            "diagnostics": .array(shown.map(\.json)), "truncated": .bool(shown.count < found.count),
        ]
    }

    // MARK: - States

    @Sendable private func test(_ call: AmazonCall) async throws -> JSON {
        let request = try Self.request(call)
        do {
            var test = try TestState(
                request, seed: Hex.encode(randomBytes(16)),
                at: Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)))
            switch try test.begin() {
            case .answer(let answer): return Self.told(answer)
            case .task:
                throw AWSError.validation("a Task is tried with a mock alone: nobody is asked to do its step")
            }
        } catch let error as TestStateError {
            switch error {
            case .invalidDefinition(let message): throw AWSError("InvalidDefinition", message)
            case .validation(let message): throw AWSError.validation(message)
            }
        }
    }

    private static func request(_ call: AmazonCall) throws -> TestStateRequest {
        let text = try call.optionalText("input", limit: 262_144) ?? "{}"
        guard let input = try? JSON.parse(text, limits: JSONLimits(depth: 128, bytes: 262_144)) else {
            throw AWSError("InvalidExecutionInput", "Invalid State Machine Execution Input: 'input is no JSON'")
        }
        var request = TestStateRequest(definition: try call.text("definition", limit: 1 << 20), input: input)
        request.stateName = try call.optionalText("stateName", limit: 80)
        request.context = try call.optionalText("context", limit: 262_144)
        request.variables = try call.optionalText("variables", limit: 262_144)
        request.roleARN = try call.optionalText("roleArn", limit: 256)
        request.revealSecrets = try call.flag("revealSecrets")
        request.region = call.region
        request.account = AmazonName.account
        if let text = try call.optionalText("inspectionLevel", limit: 20) {
            guard let level = TestStateRequest.InspectionLevel(rawValue: text) else {
                throw AWSError.constraint("inspectionLevel", "satisfy enum value set: [INFO, DEBUG, TRACE]")
            }
            request.inspectionLevel = level
        }
        request.mock = try call.input["mock"].flatMap(Self.mock)
        if let configuration = call.input["stateConfiguration"] {
            request.configuration.retrierRetryCount = configuration["retrierRetryCount"]?.intValue ?? 0
            request.configuration.errorCausedByState = configuration["errorCausedByState"]?.stringValue
            request.configuration.mapIterationFailureCount = configuration["mapIterationFailureCount"]?.intValue
            request.configuration.mapItemReaderData = configuration["mapItemReaderData"]?.stringValue
        }
        return request
    }

    private static func mock(_ json: JSON) throws(AWSError) -> TestStateRequest.Mock? {
        if json.isNull { return nil }
        let error = json["errorOutput"].map {
            ErrorOutput(error: $0["error"]?.stringValue, cause: $0["cause"]?.stringValue)
        }
        var mock = TestStateRequest.Mock(result: json["result"]?.stringValue, errorOutput: error)
        if let word = json["fieldValidationMode"]?.stringValue {
            guard let mode = TestStateRequest.FieldValidationMode(rawValue: word) else {
                throw .constraint("mock.fieldValidationMode", "satisfy enum value set: [STRICT, PRESENT, NONE]")
            }
            mock.fieldValidationMode = mode
        }
        return mock
    }

    /// Members that are data and which the protocol has as text of JSON.
    private static let texts: Set<String> = [
        "input", "afterInputPath", "afterParameters", "afterArguments", "afterItemsPath", "afterItemSelector", "result",
        "afterResultSelector", "afterResultPath", "variables",
    ]

    static func told(_ answer: TestStateAnswer) -> JSON {
        var object = answer.json.objectValue ?? [:]
        if let output = answer.output { object["output"] = .string(output.text()) }
        if let data = answer.inspectionData?.objectValue {
            object["inspectionData"] = .object(
                JSONObject(data.map { key, value in (key, texts.contains(key) ? .string(value.text()) : value) }))
        }
        return .object(object)
    }
}
