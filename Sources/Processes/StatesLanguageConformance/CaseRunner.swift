import JSON
import StatesLanguage

/// Runs one case and compares.
struct CaseRunner {
    let `case`: ConformanceCase

    /// What the comparison came to.
    struct Score {
        var misses: [Miss] = []
        var cause: Bool?
        var trace: Bool?
        var inspection: Bool?

        /// Strict: status, output, error and next state.
        var passed: Bool { !misses.contains { $0.isStrict } }

        mutating func note(_ field: String, _ expected: JSON, _ actual: JSON, isStrict: Bool = true) {
            misses.append(Miss(field: field, expected: expected, actual: actual, isStrict: isStrict))
        }
    }

    struct Miss {
        let field: String
        let expected: JSON
        let actual: JSON
        let isStrict: Bool
    }

    var matcher: Matcher { Matcher(wildcards: `case`.wildcards) }

    func run(at now: Timestamp) -> Score {
        switch `case`.kind {
        case .execution, .syncExecution: execute(at: `case`.clock ?? now)
        case .testState: testState(at: now)
        case .createError: create()
        case .validate: validate()
        case nil:
            {
                var score = Score()
                score.note("kind", .string(`case`.kindName), "not known")
                return score
            }()
        }
    }

    // MARK: - Executions

    private func execute(at now: Timestamp) -> Score {
        var score = Score()
        let machine: StateMachine
        do {
            machine = try StateMachine(parsing: `case`.definitionText, kind: `case`.isExpress ? .express : .standard)
        } catch {
            score.note("definition", .null, .string(error.message))
            return score
        }
        var driver = VirtualDriver(
            functions: `case`.functions, worker: `case`.worker, account: `case`.account, region: `case`.region, now: now
        )
        let outcome = driver.run(machine, Execution(`case`.context(at: now), seed: `case`.name))
        let expected = `case`.expected
        if let unscripted = outcome.unscripted { score.note("unscripted", .null, .string(unscripted)) }
        compare("status", expected["status"], .string(outcome.execution.status.rawValue), &score)
        compare("output", expected["output"], outcome.execution.output, &score)
        compare("error", expected["error"], outcome.execution.error?.error.map(JSON.string), &score)
        compareCause(expected["cause"], outcome.execution.error?.cause, &score)
        if let trace = expected["trace"] {
            let actual = Trace(outcome.history)
            score.trace = Trace(trace).matches(actual, matcher)
            if score.trace == false { score.note("trace", trace, .array(actual.events), isStrict: false) }
        }
        return score
    }

    func compare(_ field: String, _ expected: JSON?, _ actual: JSON?, _ score: inout Score) {
        let matches =
            switch (expected, actual) {
            case (nil, nil): true
            case (let expected?, let actual?): matcher.matches(expected, actual)
            // A recorded `null` and nothing are told apart nowhere.
            default: (expected ?? .null).isNull && (actual ?? .null).isNull
            }
        if !matches { score.note(field, expected ?? .null, actual ?? .null) }
    }

    func compareCause(_ expected: JSON?, _ actual: String?, _ score: inout Score) {
        guard expected != nil || actual != nil else { return }
        var matches = false
        if let expected, let actual {
            let text = expected.stringValue ?? expected.text()
            matches = matcher.matches(text, actual) || matcher.matches(expected, .string(actual))
        }
        score.cause = matches
        if !matches { score.note("cause", expected ?? .null, .optional(actual), isStrict: false) }
    }

    // MARK: - Definitions

    private func create() -> Score {
        var score = Score()
        let text = `case`.definitionText
        do {
            _ = try StateMachine(parsing: text, kind: `case`.isExpress ? .express : .standard)
            score.note("message", `case`.expected["message"] ?? .null, .null)
        } catch {
            compare("code", `case`.expected["code"], "InvalidDefinition", &score)
            if !error.diagnostics.contains(where: { isRecorded(reason: $0.message) }) {
                compare("message", `case`.expected["message"], .string(error.message), &score)
            }
        }
        return score
    }

    /// Whether the recorded text is the recorder's own, which was never the service's, and has this reason in it.
    func isRecorded(reason: String) -> Bool {
        `case`.expected["message"]?.stringValue?.hasPrefix(
            "Error=ValueError Args=[\(PythonText.representation(.string(reason)))] in definition '") ?? false
    }

    private func validate() -> Score {
        var score = Score()
        // Without a word about it, the service tells errors alone.
        let tellsWarnings = `case`.json["severity"] == "WARNING"
        let diagnostics = StateMachine.diagnose(
            `case`.definitionText, kind: `case`.isExpress ? .express : .standard
        ).filter { $0.severity == .error || tellsWarnings }
        let hasErrors = diagnostics.contains { $0.severity == .error }
        compare("result", `case`.expected["result"], .string(hasErrors ? "FAIL" : "OK"), &score)
        compare("diagnostics", `case`.expected["diagnostics"], .array(diagnostics.map(\.json)), &score)
        return score
    }

    // MARK: - TestState

    private func testState(at now: Timestamp) -> Score {
        var score = Score()
        let expected = `case`.expected
        do throws(TestStateError) {
            var test = try TestState(`case`.testStateRequest, seed: `case`.name, at: now)
            var answer: TestStateAnswer
            switch try test.begin() {
            case .answer(let given): answer = given
            case .task(let task):
                var driver = VirtualDriver(
                    functions: `case`.functions, account: `case`.account, region: `case`.region, now: now)
                guard let event = driver.answer(task).0 else { return score }
                answer = test.resume(event)
            }
            let actual = answer.json
            for field in ["status", "output", "error", "nextState"] {
                compare(field, expected[field], actual[field], &score)
            }
            compareCause(expected["cause"], answer.error?.cause, &score)
            if let data = expected["inspectionData"] {
                score.inspection = matcher.matches(data, actual["inspectionData"] ?? .null)
                if score.inspection == false {
                    score.note("inspection", data, actual["inspectionData"] ?? .null, isStrict: false)
                }
            }
        } catch {
            let code = if case .validation = error { "ValidationException" } else { "InvalidDefinition" }
            compare("status", expected["status"], "EXCEPTION", &score)
            compare("code", expected["code"], .string(code), &score)
            compare("message", expected["message"], .string(error.message), &score)
        }
        return score
    }
}
