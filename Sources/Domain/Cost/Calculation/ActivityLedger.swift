import Incident

/// The times that one person was at it: each activity counts a while, and where these overlap the greater weight counts once.
struct ActivityLedger {
    struct Entry {
        var role: ParticipantRole
        var weight: Factor
        /// The place of the rate.
        var piece: Int
        var draft: CostDraft
    }

    private struct Stretch {
        var from: Int64
        var until: Int64
        var role: Int
        var count: Int
    }

    let roles: [(role: ParticipantRole, weight: Factor, span: Range<Int64>)]
    let pieces: [RatePiece]
    let phases: CostPhases
    let length: Int64
    private(set) var entries: [Entry] = []
    /// Activities at times without a role.
    private(set) var strays = 0
    private var stretch: Stretch?

    init(
        roles: [(role: ParticipantRole, weight: Factor, span: Range<Int64>)], pieces: [RatePiece], phases: CostPhases,
        length: Int64
    ) {
        self.roles = roles
        self.pieces = pieces
        self.phases = phases
        self.length = length
    }

    /// Takes an activity that is no earlier than those before.
    mutating func add(_ time: Int64) {
        guard let role = role(at: time) else {
            strays += 1
            return
        }
        let end = time + length
        guard var current = stretch, time < current.until else {
            finish()
            stretch = Stretch(from: time, until: end, role: role, count: 1)
            return
        }
        let (known, new) = (roles[current.role], roles[role])
        if known.role == new.role {
            current.until = end
            current.count += 1
            stretch = current
        } else if known.weight < new.weight {
            let cut = max(time, current.from)
            current.until = cut
            stretch = current
            finish()
            stretch = Stretch(from: cut, until: end, role: role, count: 1)
        } else {
            finish()
            stretch = Stretch(from: current.until, until: end, role: role, count: 1)
        }
    }

    /// Ends the stretch that is open.
    mutating func finish() {
        guard let done = stretch else { return }
        stretch = nil
        var count = done.count
        for (index, piece) in pieces.enumerated() {
            let span = (done.from..<done.until).clamped(to: piece.span)
            if span.isEmpty { continue }
            let place = place(of: done.role, index, span)
            entries[place].draft.reach(to: span)
            entries[place].draft.seconds += span.upperBound - span.lowerBound
            entries[place].draft.count += count
            phases.add(span, to: &entries[place].draft.phases)
            count = 0
        }
    }

    private mutating func place(of role: Int, _ piece: Int, _ span: Range<Int64>) -> Int {
        let word = roles[role].role
        if let known = entries.firstIndex(where: { $0.piece == piece && $0.role == word }) { return known }
        entries.append(
            Entry(
                role: word, weight: roles[role].weight, piece: piece,
                draft: CostDraft(from: span.lowerBound, until: span.upperBound)))
        return entries.count - 1
    }

    /// The role with the greatest weight that they had then.
    private func role(at time: Int64) -> Int? {
        var best: Int?
        for (index, role) in roles.enumerated() where role.span.contains(time) {
            if let known = best, !(roles[known].weight < role.weight) { continue }
            best = index
        }
        return best
    }
}
