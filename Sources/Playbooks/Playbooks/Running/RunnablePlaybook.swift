import JSON
import SoclessDialect
public import StatesLanguage

/// A playbook that the playbook-runner can run.
public struct RunnablePlaybook: Sendable {
    /// Ready to be interpreted.
    public let machine: StateMachine
    /// The state machine as compact JSON: two texts that mean the same by form alone have the same.
    public let text: String

    /// Checks a playbook, and whether everything that it needs is here.
    /// - Throws: ``PlaybookReport`` with all problems.
    public init(_ source: PlaybookSource) throws(PlaybookReport) {
        let report = PlaybookCheck.report(on: source)
        guard report.isUsable else { throw report }
        var problems: [PlaybookReport.Problem] = []
        do {
            let references: any SoclessReferences =
                source.isSocless ? IntegrationReferences() : SoclessReferenceTable([:])
            let definition = try PlaybookDefinition.compile(source, references: references)
            problems += definition.unanswered.map { open in
                Self.problem(
                    "unanswered_placeholder", source, definition.sourcePointer(of: open.pointer), open.state,
                    "Nothing answers the placeholder \"\(open.text)\".", "Write what it stands for.")
            }
            problems += Self.unserved(definition.machine, JSONPointer(), source, definition)
            guard problems.isEmpty else { throw PlaybookReport(name: source.name, problems: problems) }
            machine = try StateMachine(definition.machine)
            text = definition.machine.text()
        } catch let report as PlaybookReport {
            throw report
        } catch let error as SoclessError {
            throw PlaybookReport(
                name: source.name,
                problems: error.problems.map {
                    Self.problem($0.code.rawValue.snakeCase, source, $0.pointer, $0.state, $0.message, $0.remedy)
                })
        } catch {
            // The check above has found nothing: it says the same as what has failed here.
            throw PlaybookReport(
                name: source.name,
                problems: [Self.problem("unusable", source, JSONPointer(), nil, "\(error)", "Correct it.")])
        }
    }

    /// What nobody here does: tasks of services, and the child executions of a distributed Map.
    private static func unserved(
        _ machine: JSON, _ pointer: JSONPointer, _ source: PlaybookSource, _ definition: PlaybookDefinition
    ) -> [PlaybookReport.Problem] {
        var problems: [PlaybookReport.Problem] = []
        for (name, state) in machine["States"]?.objectValue ?? [:] {
            let place = pointer.appending("States").appending(name)
            if state["Type"] == "Task", let fault = StepRoute.fault(of: state) {
                problems.append(
                    problem(
                        "unserved_resource", source, definition.sourcePointer(of: place.appending("Resource")), name,
                        fault,
                        "Name an integration, such as \"arn:aws:lambda:::function:http_request\"."))
            }
            let mode = (state["ItemProcessor"] ?? state["Iterator"])?["ProcessorConfig"]?["Mode"]
            if mode == "DISTRIBUTED" || state["ItemReader"] != nil || state["ResultWriter"] != nil {
                problems.append(
                    problem(
                        "distributed_map", source, definition.sourcePointer(of: place), name,
                        "This release runs no distributed Map.",
                        "Take ProcessorConfig, ItemReader and ResultWriter out: the Map then runs in its own execution."
                    ))
            }
            for (index, branch) in (state["Branches"]?.arrayValue ?? []).enumerated() {
                problems += unserved(branch, place.appending("Branches").appending(index), source, definition)
            }
            for key in ["Iterator", "ItemProcessor"] {
                if let processor = state[key] {
                    problems += unserved(processor, place.appending(key), source, definition)
                }
            }
        }
        return problems
    }

    private static func problem(
        _ code: String, _ source: PlaybookSource, _ pointer: JSONPointer, _ state: String?, _ message: String,
        _ remedy: String
    ) -> PlaybookReport.Problem {
        PlaybookReport.Problem(
            severity: .error, code: code, position: source.position(of: pointer), state: state, message: message,
            remedy: remedy)
    }
}
