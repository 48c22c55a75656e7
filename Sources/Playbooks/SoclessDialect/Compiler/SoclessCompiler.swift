public import JSON

/// Compiles a playbook of the SOCless dialect to the Amazon States Language.
///
/// The dialect (twilio-labs/socless_apb) adds to the language: `Playbook` and `Decorators` at the top, the state type
/// `Interaction`, parameters that integrations resolve at run time, and deploy-time references. Compiling adds the
/// prologue that tells a direct execution from an event, wraps the parameters of tasks with the execution's context,
/// adds the default retry, the failure handler, and the merge state behind every `Parallel`.
public struct SoclessCompiler: Sendable {
    /// Whether SOCless's defects are mended or kept.
    public var compatibility: SoclessCompatibility

    /// A compiler that mends or keeps SOCless's defects.
    public init(compatibility: SoclessCompatibility = .corrected) { self.compatibility = compatibility }

    /// Whether a value is a playbook of this dialect, rather than a definition in plain Amazon States Language.
    public static func isPlaybook(_ json: JSON) -> Bool { json["Playbook"] != nil && json["States"] != nil }

    /// Compiles one playbook.
    ///
    /// - Parameters:
    ///   - playbook: The playbook as it is written.
    ///   - references: What answers deploy-time references (`${{self:…}}`, `${AWS::Region}`); with `nil` they stay as
    ///     they are written.
    /// - Throws: ``SoclessError`` with every problem of the playbook.
    public func compile(
        _ playbook: JSON, references: (any SoclessReferences)? = nil
    ) throws(SoclessError) -> JSON {
        if compatibility == .corrected {
            let problems = PlaybookValidator.problems(of: playbook)
            guard problems.isEmpty else { throw SoclessError(problems) }
        }
        guard case .object(let members) = playbook, case .object(let states)? = members["States"] else {
            throw SoclessError([
                SoclessProblem(
                    .missingField, at: "", state: nil, "The playbook has no object \"States\".",
                    remedy: "Add \"States\" with at least one state.")
            ])
        }
        var source = members
        source["States"] = .object(states)
        var resources = AddedResources()
        if let references {
            let substitution = ReferenceSubstitution(references: references)
            source = try substitution.resolved(source)
            resources = try AddedResources(substitution, for: source)
        }
        return .object(assemble(source, resources))
    }

    /// The state machine: what the playbook says besides states, then the prologue, the states and the handler's.
    private func assemble(_ source: JSONObject, _ resources: AddedResources) -> JSONObject {
        let decorators = Decorators(source["Decorators"])
        var states = source["States"]?.objectValue ?? [:]
        if let handler = decorators.taskFailureHandler {
            for (name, state) in FailureHandler.states(handler) { states[name] = state }
        }
        let transformer = StateTransformer(
            compatibility: compatibility, decorators: decorators, mergeResource: resources.merge,
            mergeNames: MergeNames(states, compatibility))
        var machine = JSONObject()
        let ours: Set = ["Playbook", "States", "Decorators", "StartAt", "Comment"]
        for (key, value) in source where !ours.contains(key) { machine[key] = value }
        machine["Comment"] = source["Comment"]
        machine["StartAt"] = .string(Prologue.check)
        var all = Prologue.states(startAt: source["StartAt"], setupResource: resources.setup)
        for (name, state) in transformer.transformed(states, isTopLevel: true) { all[name] = state }
        machine["States"] = .object(all)
        return machine
    }
}

extension SoclessCompiler {
    /// The text of a compiled state machine as SOCless deploys it: indented by four spaces, and
    /// `"apb_render_nonstring_value(X)"` replaced by `X` without quotes, up to the last `)"` of its line.
    public func definitionString(_ machine: JSON) -> String {
        let text = DeployedText.indented(machine)
        return compatibility == .recorded ? DeployedText.unquoted(text) : text
    }
}
