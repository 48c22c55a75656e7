import OnCall

/// Looks for the best way to give turns: from several beginnings, by giving one turn to another, exchanging two, or passing three on,
/// as long as that is better. The same task gives the same answer.
///
/// It ends after a number of steps at the latest, whatever the task is.
struct RotaSearch {
    private let judge: RotaJudge
    private static let beginnings = 12
    private var steps = 40_000_000

    init(_ judge: RotaJudge) { self.judge = judge }

    private mutating func verdict(_ assignment: [Int]) -> Verdict {
        steps -= judge.cost
        return judge.verdict(assignment)
    }

    private var turns: Int { judge.task.turns.count }
    private var people: Int { judge.task.people.count }

    mutating func best() -> [Int] {
        var random = Sequence(seed: 20)
        var best = improved(greedy(from: 0))
        var verdict = self.verdict(best)
        for beginning in 1..<Self.beginnings where people > 1 && steps > 0 {
            var start = best
            if beginning < people {
                start = greedy(from: beginning)
            } else {
                // A part of what is best so far is given anew.
                for turn in start.indices where random.next(3) == 0 { start[turn] = random.next(people) }
            }
            let other = improved(start)
            let another = self.verdict(other)
            if another < verdict { (best, verdict) = (other, another) }
        }
        return best
    }

    /// Each turn to whom it is best to give it, the turns before being given.
    private mutating func greedy(from first: Int) -> [Int] {
        var assignment = (0..<turns).map { ($0 + first) % people }
        for turn in assignment.indices {
            var best = verdict(assignment)
            for person in 0..<people where person != assignment[turn] {
                let kept = assignment[turn]
                assignment[turn] = person
                let verdict = self.verdict(assignment)
                if verdict < best { best = verdict } else { assignment[turn] = kept }
            }
        }
        return assignment
    }

    private mutating func improved(_ start: [Int]) -> [Int] {
        var (assignment, best) = (start, verdict(start))
        var isBetter = true
        while isBetter, steps > 0 {
            isBetter = give(&assignment, &best)
            if exchange(&assignment, &best) { isBetter = true }
            if !isBetter, turns <= 26 { isBetter = pass(&assignment, &best) }
        }
        return assignment
    }

    private mutating func give(_ assignment: inout [Int], _ best: inout Verdict) -> Bool {
        var isBetter = false
        for turn in 0..<turns where steps > 0 {
            for person in 0..<people where person != assignment[turn] {
                let kept = assignment[turn]
                assignment[turn] = person
                let verdict = self.verdict(assignment)
                if verdict < best { (best, isBetter) = (verdict, true) } else { assignment[turn] = kept }
            }
        }
        return isBetter
    }

    private mutating func exchange(_ assignment: inout [Int], _ best: inout Verdict) -> Bool {
        var isBetter = false
        for one in 0..<turns where steps > 0 {
            for other in (one + 1)..<max(turns, one + 1) where assignment[one] != assignment[other] {
                assignment.swapAt(one, other)
                let verdict = self.verdict(assignment)
                if verdict < best { (best, isBetter) = (verdict, true) } else { assignment.swapAt(one, other) }
            }
        }
        return isBetter
    }

    /// Passes three turns on in a ring, once.
    private mutating func pass(_ assignment: inout [Int], _ best: inout Verdict) -> Bool {
        for one in 0..<turns where steps > 0 {
            for two in 0..<turns where two != one && assignment[two] != assignment[one] {
                for three in (one + 1)..<max(turns, one + 1)
                where three != two && assignment[three] != assignment[two] && assignment[three] != assignment[one] {
                    let kept = (assignment[one], assignment[two], assignment[three])
                    (assignment[one], assignment[two], assignment[three]) = (kept.2, kept.0, kept.1)
                    let verdict = self.verdict(assignment)
                    if verdict < best {
                        best = verdict
                        return true
                    }
                    (assignment[one], assignment[two], assignment[three]) = kept
                }
            }
        }
        return false
    }
}

/// Numbers that look like chance and are the same each time (SplitMix64).
private struct Sequence {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }
}
