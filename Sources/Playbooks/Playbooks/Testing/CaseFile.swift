import JSON
import StatesLanguage

/// The cases of a playbook, read from YAML or JSON.
///
/// ```yaml
/// cases:
///   - name: a confirmed login closes the alert
///     event: {user: ada}            # details of the event that starts a SOCless playbook; `input` is taken as it is
///     start: 2026-01-05T09:00:00Z   # virtual time; default 2026-01-01T00:00:00Z
///     steps:                        # by the name of the state; a list answers one call after another
///       Find_User: {result: {id: U7}}
///       Ask_User:
///         - {error: Slack.RateLimited, cause: too many messages, after: 2s}
///         - {result: {actions: {value: "true"}}, after: 5m}
///       Page_Somebody: {timeout: true}   # never answers
///     vault: {note.txt: text}       # what parameters look up
///     secrets: {/slack/token: x}
///     environment: {AWS_REGION: eu}
///     expect:
///       status: succeeded           # or failed, timed_out; default succeeded
///       path: [Find_User, Ask_User, Close_Alert]
///       visits: [Ask_User]
///       avoids: [Page_Somebody]
///       output: {…}                 # the whole output
///       output_contains: {results: {id: U7}}
///       error: States.Timeout
///       cause: text
///       duration: 5m2s
///       calls: {Ask_User: {target: U7}}
/// ```
public struct CaseFile: Sendable {
    /// What the report calls it.
    public let name: String
    let cases: [PlaybookCase]

    /// - Throws: ``PlaybookReport`` with what is wrong with the file.
    public init(_ text: String, named name: String) throws(PlaybookReport) {
        let source = try PlaybookSource(text, named: name)
        var reader = CaseReader(source: source)
        cases = reader.cases()
        self.name = name
        guard reader.problems.isEmpty else { throw PlaybookReport(name: name, problems: reader.problems) }
    }
}

/// Reads a case file and notes everything that is wrong with it.
struct CaseReader {
    let source: PlaybookSource
    private(set) var problems: [PlaybookReport.Problem] = []

    init(source: PlaybookSource) { self.source = source }

    mutating func cases() -> [PlaybookCase] {
        check(source.root, JSONPointer(), ["cases"])
        guard let cases = source.root["cases"]?.arrayValue, !cases.isEmpty else {
            report(JSONPointer(), "There are no cases.", "Write a list under \"cases\".")
            return []
        }
        return cases.enumerated().map { read($1, JSONPointer(tokens: ["cases", String($0)])) }
    }

    private mutating func read(_ json: JSON, _ pointer: JSONPointer) -> PlaybookCase {
        check(
            json, pointer,
            ["name", "input", "event", "start", "steps", "vault", "secrets", "environment", "expect"])
        let start = json["start"].flatMap { time($0, pointer.appending("start")) }
        let name = json["name"]?.stringValue
        if name == nil { report(pointer, "The case has no name.", "Say in \"name\" what it shows.") }
        if json["input"] != nil, json["event"] != nil {
            report(pointer, "The case has \"input\" and \"event\".", "Keep one of them.")
        }
        var answers: [String: [StepAnswer]] = [:]
        for (state, value) in json["steps"]?.objectValue ?? [:] {
            let place = pointer.appending("steps").appending(state)
            if let list = value.arrayValue {
                answers[state] = list.enumerated().compactMap { answer($1, place.appending($0)) }
            } else {
                answers[state] = [answer(value, place)].compactMap(\.self)
            }
        }
        return PlaybookCase(
            name: name ?? "", position: source.position(of: pointer), input: input(json),
            start: start ?? Timestamp(seconds: 1_767_225_600), answers: answers,
            vault: texts(json, "vault", pointer), secrets: texts(json, "secrets", pointer),
            environment: texts(json, "environment", pointer),
            expectation: expectation(json["expect"] ?? [:], pointer.appending("expect")))
    }

    /// What an event starts a SOCless playbook with.
    private func input(_ json: JSON) -> JSON {
        guard let details = json["event"] else { return json["input"] ?? [:] }
        return SoclessSteps.input(details: details)
    }

    private mutating func answer(_ json: JSON, _ pointer: JSONPointer) -> StepAnswer? {
        check(json, pointer, ["result", "output", "error", "cause", "timeout", "after"])
        let seconds = json["after"].flatMap { duration($0, pointer.appending("after")) } ?? 0
        let given = ["result", "output", "error", "timeout"].filter { json[$0] != nil }
        guard given.count == 1 else {
            report(
                pointer, "The answer has not exactly one of \"result\", \"output\", \"error\" and \"timeout\".",
                "Say what the step answers.")
            return nil
        }
        if let result = json["result"] { return StepAnswer(kind: .result(result), seconds: seconds) }
        if let output = json["output"] { return StepAnswer(kind: .output(output), seconds: seconds) }
        if let error = json["error"] {
            let output = ErrorOutput(
                error: error.stringValue ?? error.text(), cause: json["cause"].map { $0.stringValue ?? $0.text() })
            return StepAnswer(kind: .failure(output), seconds: seconds)
        }
        return StepAnswer(kind: .nothing, seconds: 0)
    }

    private mutating func expectation(_ json: JSON, _ pointer: JSONPointer) -> PlaybookExpectation {
        check(
            json, pointer,
            [
                "status", "path", "visits", "avoids", "output", "output_contains", "error", "cause", "duration",
                "calls",
            ])
        var result = PlaybookExpectation()
        result.status = json["status"]?.stringValue ?? (json["error"] == nil ? "succeeded" : nil)
        if let status = result.status, !["succeeded", "failed", "timed_out"].contains(status) {
            report(
                pointer.appending("status"), "There is no status \"\(status)\".",
                "Write succeeded, failed or timed_out.")
        }
        result.path = names(json, "path", pointer)
        result.visits = names(json, "visits", pointer)
        result.avoids = names(json, "avoids", pointer)
        result.output = json["output"]
        result.outputContains = json["output_contains"]
        result.error = json["error"]?.stringValue
        result.cause = json["cause"]?.stringValue
        result.seconds = json["duration"].flatMap { duration($0, pointer.appending("duration")) }
        for (state, value) in json["calls"]?.objectValue ?? [:] { result.calls[state] = value.arrayValue ?? [value] }
        return result
    }

    // MARK: - Parts

    private mutating func names(_ json: JSON, _ key: String, _ pointer: JSONPointer) -> [String]? {
        guard let value = json[key] else { return nil }
        let names = value.arrayValue?.compactMap(\.stringValue) ?? []
        if value.arrayValue?.count != names.count {
            report(pointer.appending(key), "\"\(key)\" is no list of states.", "Write the names of states in a list.")
        }
        return names
    }

    private mutating func texts(_ json: JSON, _ key: String, _ pointer: JSONPointer) -> [String: String] {
        guard let value = json[key] else { return [:] }
        guard let object = value.objectValue else {
            report(pointer.appending(key), "\"\(key)\" is \(value.kind).", "Write a text for each name.")
            return [:]
        }
        var result: [String: String] = [:]
        for (name, text) in object { result[name] = text.stringValue ?? text.text() }
        return result
    }

    private mutating func time(_ json: JSON, _ pointer: JSONPointer) -> Timestamp? {
        if let text = json.stringValue, let time = Timestamp(text) { return time }
        report(pointer, "\"start\" is no time.", "Write one as 2026-01-05T09:00:00Z.")
        return nil
    }

    private mutating func duration(_ json: JSON, _ pointer: JSONPointer) -> Double? {
        if let seconds = json.doubleValue, seconds >= 0, seconds < 1e9 { return seconds }
        if let seconds = json.stringValue.flatMap(VirtualDuration.seconds) { return seconds }
        report(pointer, "This is no span of time.", "Write seconds, or a text such as 1h30m or 2.5s.")
        return nil
    }

    private mutating func check(_ json: JSON, _ pointer: JSONPointer, _ known: Set<String>) {
        guard case .object(let object) = json else {
            return report(pointer, "This is \(json.kind).", "Write members: \(known.sorted().joined(separator: ", ")).")
        }
        for key in object.keys where !known.contains(key) {
            report(
                pointer.appending(key), "There is no member \"\(key)\" here.",
                "Use one of \(known.sorted().joined(separator: ", ")).")
        }
    }

    private mutating func report(_ pointer: JSONPointer, _ message: String, _ remedy: String) {
        problems.append(
            PlaybookReport.Problem(
                severity: .error, code: "case_file", position: source.position(of: pointer), state: nil,
                message: message, remedy: remedy))
    }
}
