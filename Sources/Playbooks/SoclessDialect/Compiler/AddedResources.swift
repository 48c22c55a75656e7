import JSON

/// What the states that the compiler adds call, after deploy-time references.
struct AddedResources {
    static let mergeParallelOutput = "${{self:custom.core.MergeParallelOutput}}"

    private(set) var setup: JSON = .string(Prologue.setupResource)
    private(set) var merge: JSON = .string(Self.mergeParallelOutput)

    init() {}

    init(_ substitution: ReferenceSubstitution) throws(SoclessError) {
        setup = try substitution.resolved(text: Prologue.setupResource)
        merge = try substitution.resolved(text: Self.mergeParallelOutput)
    }
}
