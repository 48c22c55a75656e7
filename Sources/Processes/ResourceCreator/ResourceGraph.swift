import Incident

/// The places that an incident's plan asks for, what each needs before it can be made, and how far each is.
struct ResourceGraph: Sendable, Hashable {
    /// What a kind needs when the plan asks for it, too.
    private static let needs: [ResourceKind: Set<ResourceKind>] = [.document: [.storage], .sheet: [.storage]]

    private(set) var states: [ResourceKind: ResourceState]

    init(_ states: [ResourceKind: ResourceState]) {
        self.states = states
    }

    /// A plan of which nothing is made yet.
    init(planned kinds: [ResourceKind]) {
        self.init(Dictionary(kinds.map { ($0, .pending) }, uniquingKeysWith: { first, _ in first }))
    }

    /// What a kind needs and the plan asks for.
    func needs(of kind: ResourceKind) -> Set<ResourceKind> {
        Self.needs[kind, default: []].filter { states[$0] != nil }
    }

    /// Whether all that a kind needs is there.
    func mayBegin(_ kind: ResourceKind) -> Bool {
        needs(of: kind).allSatisfy { states[$0] == .created }
    }

    /// What can be made at once.
    var ready: [ResourceKind] {
        kinds { states[$0] == .pending && mayBegin($0) }
    }

    /// Notes that a kind is there now.
    /// - Returns: what waited for it and can be made from now on.
    mutating func created(_ kind: ResourceKind) -> [ResourceKind] {
        guard let state = states[kind], state != .created else { return [] }
        states[kind] = .created
        return kinds { states[$0] != .created && needs(of: $0).contains(kind) && mayBegin($0) }
    }

    /// Notes that a kind was given up.
    /// - Returns: what cannot be made before somebody has replayed it.
    mutating func failed(_ kind: ResourceKind) -> [ResourceKind] {
        guard let state = states[kind], state != .created else { return [] }
        states[kind] = .failed
        return kinds { states[$0] == .pending && needs(of: $0).contains(kind) }
    }

    /// Whether everything that was planned is there.
    var isComplete: Bool {
        states.values.allSatisfy { $0 == .created }
    }

    /// Whether nothing more will be made without somebody's help.
    var isSettled: Bool {
        kinds { states[$0] == .pending && !isBlocked($0) }.isEmpty
    }

    private func isBlocked(_ kind: ResourceKind) -> Bool {
        needs(of: kind).contains { states[$0] == .failed || (states[$0] == .pending && isBlocked($0)) }
    }

    private func kinds(where condition: (ResourceKind) -> Bool) -> [ResourceKind] {
        ResourceKind.allCases.filter { states[$0] != nil && condition($0) }
    }
}
