import JSON

/// What the states that the compiler adds call, after deploy-time references.
struct AddedResources {
    static let mergeParallelOutput = "${{self:custom.core.MergeParallelOutput}}"

    private(set) var setup: JSON = .string(Prologue.setupResource)
    private(set) var merge: JSON = .string(Self.mergeParallelOutput)

    init() {}

    /// Resolves what the playbook comes to use: without a Parallel, nothing merges.
    init(_ substitution: ReferenceSubstitution, for playbook: JSONObject) throws(SoclessError) {
        setup = try substitution.resolved(text: Prologue.setupResource)
        if Self.hasParallel(.object(playbook)) { merge = try substitution.resolved(text: Self.mergeParallelOutput) }
    }

    private static func hasParallel(_ json: JSON) -> Bool {
        switch json {
        case .array(let elements): elements.contains(where: hasParallel)
        case .object(let members): members["Type"] == "Parallel" || members.values.contains(where: hasParallel)
        default: false
        }
    }
}
