import Digests
import Encodings
import Foundation
import JSON
import StatesLanguage

/// The same comparison with what a runner makes of a case: stored, stepped through by messages, and read from its rows.
extension CaseRunner {
    /// Runs the case there.
    /// - Returns: `nil` for one that needs somebody else, waits in real time, or names what nothing there does.
    func run(through service: RemoteService) async throws -> Score? {
        guard (`case`.json["needs"]?.arrayValue ?? []).allSatisfy({ $0 == "none" }) else { return nil }
        return switch `case`.kind {
        case .execution, .syncExecution: try await execute(through: service)
        case .testState: try await testState(through: service)
        case .createError: try await create(through: service)
        case .validate: try await validate(through: service)
        case nil: nil
        }
    }

    private func send(_ operation: String, _ input: JSON, _ service: RemoteService) async throws -> JSON {
        try await service.send(operation, input, region: `case`.region).answer
    }

    /// A value that the protocol has as text, with the account of the recording.
    private func told(_ member: JSON?) -> JSON? {
        guard let text = member?.stringValue else { return member }
        let moved = text.replacingOccurrences(of: ":000000000000:", with: ":\(`case`.account):")
        return (try? JSON.parse(moved)) ?? .string(moved)
    }

    /// What nothing there does, though the service would.
    private static func isOutside(_ message: JSON?) -> Bool {
        guard let text = message?.stringValue else { return false }
        return text.contains("Nothing here does") || text.contains("This release runs no")
    }

    /// A name that goes with the text, so that the same case again finds its state machine.
    private var machine: JSONObject {
        let text = `case`.definitionText
        let kind = `case`.isExpress ? "EXPRESS" : "STANDARD"
        let name = "case-\(Hex.encode(sha256("\(kind)\n\(text)").prefix(16)))"
        return [
            "name": .string(name), "definition": .string(text), "type": .string(kind),
            "roleArn": "arn:aws:iam::000000000000:role/any",
        ]
    }

    // MARK: - Executions

    private func execute(through service: RemoteService) async throws -> Score? {
        // Names and times of the recording are not those of this day there.
        guard `case`.json["name_matters"] != true, `case`.clock == nil,
            !`case`.definitionText.contains("\"Wait\"")
        else { return nil }
        var score = Score()
        let made = try await send("CreateStateMachine", .object(machine), service)
        guard let arn = made["stateMachineArn"] else {
            if Self.isOutside(made["message"]) { return nil }
            score.note("definition", .null, made["message"] ?? .null)
            return score
        }
        let ended = try await send(
            "StartSyncExecution", ["stateMachineArn": arn, "input": .string(`case`.input.text())], service)
        let expected = `case`.expected
        compare("status", expected["status"], ended["status"] ?? ended["__type"], &score)
        compare("output", expected["output"], told(ended["output"]), &score)
        compare("error", expected["error"], ended["error"], &score)
        compareCause(expected["cause"], ended["cause"]?.stringValue, &score)
        if let recorded = expected["trace"], let execution = ended["executionArn"] {
            let trace = try await trace(of: execution, service)
            score.trace = Trace(recorded).matches(trace, matcher)
            if score.trace == false { score.note("trace", recorded, .array(trace.events), isStrict: false) }
        }
        return score
    }

    /// The history, page by page.
    private func trace(of execution: JSON, _ service: RemoteService) async throws -> Trace {
        var events: [JSON] = []
        var next: JSON?
        repeat {
            var asked: JSONObject = ["executionArn": execution, "maxResults": 1000]
            asked["nextToken"] = next
            let page = try await send("GetExecutionHistory", .object(asked), service)
            events += page["events"]?.arrayValue ?? []
            next = page["nextToken"]
        } while next != nil
        return Trace(told: events)
    }

    // MARK: - Definitions

    private func create(through service: RemoteService) async throws -> Score {
        var score = Score()
        let answer = try await send("CreateStateMachine", .object(machine), service)
        compare("code", `case`.expected["code"], answer["__type"], &score)
        let found = try await send(
            "ValidateStateMachineDefinition", ["definition": .string(`case`.definitionText)], service)
        let reasons = (found["diagnostics"]?.arrayValue ?? []).compactMap { $0["message"]?.stringValue }
        if !reasons.contains(where: { isRecorded(reason: $0) }) {
            compare("message", `case`.expected["message"], answer["message"], &score)
        }
        return score
    }

    private func validate(through service: RemoteService) async throws -> Score {
        var score = Score()
        var asked: JSONObject = [
            "definition": .string(`case`.definitionText), "type": .string(`case`.isExpress ? "EXPRESS" : "STANDARD"),
        ]
        if let severity = `case`.json["severity"], !severity.isNull { asked["severity"] = severity }
        let answer = try await send("ValidateStateMachineDefinition", .object(asked), service)
        compare("result", `case`.expected["result"], answer["result"], &score)
        compare("diagnostics", `case`.expected["diagnostics"], answer["diagnostics"], &score)
        return score
    }

    // MARK: - TestState

    private func testState(through service: RemoteService) async throws -> Score? {
        let request = `case`.testStateRequest
        var asked: JSONObject = [
            "definition": .string(request.definition), "input": .string(request.input.text()),
            "inspectionLevel": .string(request.inspectionLevel.rawValue), "revealSecrets": .bool(request.revealSecrets),
        ]
        for (member, text) in [
            ("stateName", request.stateName), ("context", request.context), ("variables", request.variables),
            ("roleArn", request.roleARN),
        ] {
            if let text { asked[member] = .string(text) }
        }
        asked["mock"] = `case`.json["mock"]
        asked["stateConfiguration"] = `case`.json["state_configuration"]
        let answer = try await send("TestState", .object(asked), service)
        if answer["message"]?.stringValue?.contains("tried with a mock alone") == true { return nil }
        var score = Score()
        let expected = `case`.expected
        guard let code = answer["__type"] else {
            for field in ["status", "output", "error", "nextState"] {
                compare(field, expected[field], field == "output" ? told(answer[field]) : answer[field], &score)
            }
            compareCause(expected["cause"], answer["cause"]?.stringValue, &score)
            if let data = expected["inspectionData"] {
                let members = answer["inspectionData"]?.objectValue ?? [:]
                let shown = JSON.object(JSONObject(members.map { ($0.key, told($0.value) ?? .null) }))
                score.inspection = matcher.matches(data, shown)
                if score.inspection == false { score.note("inspection", data, shown, isStrict: false) }
            }
            return score
        }
        compare("status", expected["status"], "EXCEPTION", &score)
        compare("code", expected["code"], code, &score)
        compare("message", expected["message"], answer["message"], &score)
        return score
    }
}
