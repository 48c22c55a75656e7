public import JSON
public import SoclessDialect

/// A playbook as a state machine of the Amazon States Language.
public struct PlaybookDefinition: Sendable {
    /// The state machine.
    public let machine: JSON
    let isSocless: Bool
    /// The names of the states that the playbook itself has, in the order of the text.
    let ownStates: [String]
    /// The placeholders of the machine to which the references have no answer.
    let unanswered: [TemplatePlaceholders.Unanswered]

    /// Compiles a playbook of the SOCless dialect; one in the Amazon States Language stays as it is.
    ///
    /// - Parameter references: What answers deploy-time references. With `nil` every one stands for a function of its
    ///   own name, which is enough to check and test a playbook.
    public static func compile(
        _ source: PlaybookSource, references: (any SoclessReferences)? = nil
    ) throws(SoclessError) -> PlaybookDefinition {
        let names = StateList.names(in: source.root)
        var machine = source.root
        if source.isSocless {
            machine = try SoclessCompiler().compile(source.root, references: references ?? StandInReferences())
            if references == nil { machine = StandInReferences.waiting(machine) }
        }
        var placeholders = TemplatePlaceholders(references: references, hasStandIns: true)
        machine = placeholders.filled(machine)
        return PlaybookDefinition(
            machine: machine, isSocless: source.isSocless, ownStates: names, unanswered: placeholders.unanswered)
    }

    /// Compiles a playbook to text: references that nothing answers stay, and the members stand in their usual order.
    public static func text(
        _ source: PlaybookSource, references: (any SoclessReferences)? = nil,
        compatibility: SoclessCompatibility = .corrected
    ) throws(SoclessError) -> String {
        let machine =
            source.isSocless
            ? try SoclessCompiler(compatibility: compatibility).compile(source.root, references: references)
            : source.root
        var placeholders = TemplatePlaceholders(references: references, hasStandIns: false)
        return CanonicalOrder.ordered(machine: placeholders.filled(machine)).text(.pretty) + "\n"
    }

    /// Where a value of the machine stands in the playbook.
    func sourcePointer(of pointer: JSONPointer) -> JSONPointer {
        guard isSocless else { return pointer }
        var tokens = pointer.tokens
        for wrapping in [
            ["Parameters", "Payload", "sfn_context", "State_Config", "Parameters"],
            ["Parameters", "State_Config", "Parameters"],
        ] {
            guard let start = tokens.indices.first(where: { tokens[$0...].starts(with: wrapping) }) else { continue }
            tokens.replaceSubrange(start..<(start + wrapping.count), with: ["Parameters"])
            break
        }
        if tokens.starts(with: ["States", "_Handle_Task_Failure"]) {
            tokens.replaceSubrange(0..<2, with: ["Decorators", "TaskFailureHandler"])
        }
        return JSONPointer(tokens: tokens)
    }
}

/// The states of a machine and of those inside it.
enum StateList {
    static func names(in machine: JSON) -> [String] {
        (machine["States"]?.objectValue ?? [:]).flatMap { name, state in
            [name] + machines(in: state).flatMap { names(in: $0) }
        }
    }

    static func machines(in state: JSON) -> [JSON] {
        (state["Branches"]?.arrayValue ?? []) + [state["Iterator"], state["ItemProcessor"]].compactMap(\.self)
    }
}
