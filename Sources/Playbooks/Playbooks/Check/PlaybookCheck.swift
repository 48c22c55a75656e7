import JSON
public import SoclessDialect
import StatesLanguage

/// Looks for everything that is wrong with a playbook, in either dialect.
public enum PlaybookCheck {
    /// The problems of a playbook: of its dialect, of the templates in its parameters, and of the state machine that it
    /// is compiled to.
    ///
    /// - Parameter references: What answers deploy-time references; with `nil` any reference is taken to be answered.
    public static func report(
        on source: PlaybookSource, references: (any SoclessReferences)? = nil
    ) -> PlaybookReport {
        var problems = templateProblems(of: source)
        do throws(SoclessError) {
            let definition = try PlaybookDefinition.compile(source, references: references)
            problems += machineProblems(of: definition, source)
            if references != nil { problems += placeholderProblems(of: definition, source) }
        } catch {
            problems += error.problems.map { self.problem($0, source) }
        }
        // In the order of the text; what has no place comes last.
        let ordered = problems.enumerated().sorted { one, two in
            let first = one.element.position.map { ($0.line, $0.column) } ?? (Int.max, 0)
            let second = two.element.position.map { ($0.line, $0.column) } ?? (Int.max, 0)
            return first == second ? one.offset < two.offset : first < second
        }
        return PlaybookReport(name: source.name, problems: ordered.map(\.element))
    }

    private static func problem(_ problem: SoclessProblem, _ source: PlaybookSource) -> PlaybookReport.Problem {
        PlaybookReport.Problem(
            severity: .error, code: problem.code.rawValue.snakeCase, position: source.position(of: problem.pointer),
            state: problem.state, message: problem.message, remedy: problem.remedy)
    }

    // MARK: - Templates

    private static func templateProblems(of source: PlaybookSource) -> [PlaybookReport.Problem] {
        guard source.isSocless else { return [] }
        var problems: [PlaybookReport.Problem] = []
        for (pointer, name, state) in states(in: source.root, JSONPointer()) {
            guard ["Task", "Interaction"].contains(state["Type"]?.stringValue ?? ""),
                let parameters = state["Parameters"]
            else { continue }
            for fault in TemplateSyntax.faults(in: parameters) {
                let place = JSONPointer(tokens: pointer.tokens + ["Parameters"] + fault.pointer.tokens)
                problems.append(
                    PlaybookReport.Problem(
                        severity: .error, code: "template", position: source.position(of: place), state: name,
                        message: "The template cannot be read: \(fault.error.message).",
                        remedy: "Correct it, or write {% raw %} around text that is no template."))
            }
        }
        return problems
    }

    /// All states with their names and places, also those inside others and the failure handler.
    private static func states(in machine: JSON, _ pointer: JSONPointer) -> [(JSONPointer, String, JSON)] {
        var result: [(JSONPointer, String, JSON)] = []
        let handler = pointer.appending("Decorators").appending("TaskFailureHandler")
        if let state = machine["Decorators"]?["TaskFailureHandler"] {
            result.append((handler, "_Handle_Task_Failure", state))
        }
        for (name, state) in machine["States"]?.objectValue ?? [:] {
            let place = pointer.appending("States").appending(name)
            result.append((place, name, state))
            for (index, branch) in (state["Branches"]?.arrayValue ?? []).enumerated() {
                result += states(in: branch, place.appending("Branches").appending(index))
            }
            for key in ["Iterator", "ItemProcessor"] {
                if let processor = state[key] { result += states(in: processor, place.appending(key)) }
            }
        }
        return result
    }

    // MARK: - The machine

    private static func machineProblems(
        of definition: PlaybookDefinition, _ source: PlaybookSource
    ) -> [PlaybookReport.Problem] {
        let diagnostics: [Diagnostic]
        do throws(DefinitionError) {
            diagnostics = try StateMachine(definition.machine).warnings
        } catch {
            diagnostics = error.diagnostics
        }
        return diagnostics.filter { !isOfAddedStates($0, source) && !isOfTheDialect($0, source) }.map { diagnostic in
            let pointer = diagnostic.pointer.map { definition.sourcePointer(of: $0) }
            let detail = diagnostic.detail.map { ": \($0)" } ?? ""
            let message = diagnostic.message + detail
            return PlaybookReport.Problem(
                severity: diagnostic.severity == .error ? .error : .warning, code: diagnostic.code.rawValue,
                position: pointer.flatMap { source.position(of: $0) } ?? source.position(of: JSONPointer()),
                state: diagnostic.state, message: message.hasSuffix(".") ? message : message + ".",
                remedy: remedy(diagnostic))
        }
    }

    /// What the compiler adds is not the author's to mend; it is wrong only together with what is.
    private static func isOfAddedStates(_ diagnostic: Diagnostic, _ source: PlaybookSource) -> Bool {
        guard source.isSocless, let state = diagnostic.pointer?.tokens.dropFirst().first else { return false }
        return diagnostic.severity == .warning && source.root["States"]?[state] == nil
    }

    /// Parameters of the dialect are resolved by integrations, so that a text may well look like a path.
    private static func isOfTheDialect(_ diagnostic: Diagnostic, _ source: PlaybookSource) -> Bool {
        source.isSocless && diagnostic.code == .noDollar
    }

    private static func placeholderProblems(
        of definition: PlaybookDefinition, _ source: PlaybookSource
    ) -> [PlaybookReport.Problem] {
        definition.unanswered.map { placeholder in
            PlaybookReport.Problem(
                severity: .warning, code: "unanswered_placeholder",
                position: source.position(of: definition.sourcePointer(of: placeholder.pointer)),
                state: placeholder.state, message: "Nothing answers the placeholder \"\(placeholder.text)\".",
                remedy: "Give it a value among the references, or see that the deployment does.")
        }
    }

    private static func remedy(_ diagnostic: Diagnostic) -> String {
        if diagnostic.pointer?.tokens.last == "Resource" {
            return
                "Write an ARN, a placeholder such as \"${SendMessageArn}\", or in a SOCless playbook a reference such as "
                + "\"${{self:custom.slack.SendMessage}}\"."
        }
        return switch diagnostic.code {
        case .invalidJSON: "Correct the text here or just before."
        case .invalidResource: "Write the ARN of a function, an activity or a service's action."
        case .missingTransitionTarget: "Name a state of the same level, or remove the state that nothing leads to."
        case .invalidStateName: "Shorten the name to 80 characters."
        case .duplicateStateName: "Rename one of the states: names are those of the whole machine, not of a branch."
        case .invalidLabelName: "Use at most 40 letters, digits, \"-\" and \"_\" in the label."
        case .duplicateLabelName: "Give each Map a label of its own."
        case .missingEndState: "Give the last state \"End\": true, or add a Succeed or Fail state."
        case .reservedVariableName: "Choose another name for the variable."
        case .invalidVariableName: "Begin the name with a letter, and go on with letters, digits and \"_\"."
        case .invalidJSONata: "Correct the expression."
        case .unsupportedJSONata where diagnostic.severity == .warning:
            "Write it without that if the machine is to run on Amazon's service, too."
        case .unsupportedJSONata: "Read the input from \"$states.input\"; only a Catcher has \"$states.errorOutput\"."
        case .noDollar: "Write \".$\" behind the key, or leave it if the text is meant."
        case .noPath: "Use the field for paths, or leave it if the text is meant."
        case .passResultIsStatic: "Use \"Parameters\" with a key that ends in \".$\", or leave it if the text is meant."
        case .schemaValidationFailed: "Correct the value; the Amazon States Language says what may stand here."
        }
    }
}
