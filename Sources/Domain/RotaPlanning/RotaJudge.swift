import OnCall

/// Says how bad it is to give turns so: how much of each wish is not kept, in their order; then who is on call twice at once or
/// has turns one after the other; then how unevenly the load lies.
struct RotaJudge: Sendable {
    let task: RotaTask
    /// What each turn breaks when a person has it: numbers of wishes, by turn and person.
    private let broken: [[[Int]]]
    /// Of each person the wishes that look at all of their turns: ranks with the most turns, and with the turns between.
    private let most: [[(rank: Int, number: Int)]]
    private let rests: [[(rank: Int, number: Int)]]
    private let weights: [Double]
    private let shares: [Double]
    private let burden: [Double]
    private let busy: [[Bool]]
    private let before: Int?

    init(_ task: RotaTask) {
        self.task = task
        let names = task.people.map { $0.lowercased() }
        broken = task.turns.map { turn in
            task.people.map { person in
                task.wishes.indices.filter { Self.breaks(task.wishes[$0], turn, person) }
            }
        }
        most = task.people.map { person in
            task.wishes.indices.compactMap { rank in
                guard case .atMost(let number) = task.wishes[rank].kind, task.wishes[rank].isOf(person) else {
                    return nil
                }
                return (rank, number)
            }
        }
        rests = task.people.map { person in
            task.wishes.indices.compactMap { rank in
                guard case .rest(let number) = task.wishes[rank].kind, task.wishes[rank].isOf(person) else {
                    return nil
                }
                return (rank, number)
            }
        }
        weights = task.turns.map { $0.weight / .seconds(1) }
        shares = names.map { task.shares[$0] ?? 1 }
        burden = names.map { (task.burden[$0] ?? .zero) / .seconds(1) }
        busy = task.turns.map { turn in names.map { turn.busy.contains($0) } }
        before = task.before.flatMap { names.firstIndex(of: $0.lowercased()) }
    }

    /// Whether a wish that looks at one turn is not kept when a person has it.
    private static func breaks(_ wish: Wish, _ turn: PlannedTurn, _ person: String) -> Bool {
        switch wish.kind {
        case .away(let span): wish.isOf(person) && turn.touches(span)
        // Somebody else has it although one wants it.
        case .wants(let span): wish.person != nil && !wish.isOf(person) && turn.touches(span)
        case .notOn(let days): wish.isOf(person) && !turn.weekdays.isDisjoint(with: days)
        case .atMost, .rest: false
        }
    }

    /// What one verdict costs, in steps.
    var cost: Int { task.turns.count * 4 + task.wishes.count + task.people.count }

    /// How bad an assignment is: `assignment[turn]` is the number of a person.
    func verdict(_ assignment: [Int]) -> Verdict {
        var wishes = [Int](repeating: 0, count: task.wishes.count)
        var clashes = 0
        var loads = burden
        var counts = [Int](repeating: 0, count: task.people.count)
        var last = [Int](repeating: .min / 2, count: task.people.count)
        if let before { last[before] = -1 }
        for (turn, person) in assignment.enumerated() {
            for rank in broken[turn][person] { wishes[rank] += 1 }
            for rest in rests[person] where turn - last[person] <= rest.number { wishes[rest.rank] += 1 }
            if busy[turn][person] { clashes += 1 }
            if counts.count > 1, turn - last[person] == 1 { clashes += 1 }
            loads[person] += weights[turn]
            counts[person] += 1
            last[person] = turn
        }
        for person in counts.indices {
            for wish in most[person] where counts[person] > wish.number {
                wishes[wish.rank] += counts[person] - wish.number
            }
        }
        var (sum, squares) = (0.0, 0.0)
        for person in loads.indices { sum += loads[person] / shares[person] }
        let mean = sum / Double(loads.count)
        for person in loads.indices {
            let difference = loads[person] / shares[person] - mean
            squares += difference * difference
        }
        return Verdict(wishes: wishes, clashes: clashes, unevenness: squares.rounded())
    }

    /// The most important wish that would be kept less if somebody else had a turn; `nil` when none would.
    func obstacle(to person: Int, at turn: Int, _ assignment: [Int]) -> Int? {
        var other = assignment
        other[turn] = person
        let (was, would) = (verdict(assignment), verdict(other))
        return task.wishes.indices.first { would.wishes[$0] > was.wishes[$0] }
    }

    /// Steps of looking for the turns of one wish.
    private static let patience = 4_000_000

    /// The first turns at which a wish is not kept, and where another person would keep it better.
    func turns(breaking rank: Int, _ assignment: [Int], atMost most: Int) -> [Int] {
        let single = assignment.indices.filter { broken[$0][assignment[$0]].contains(rank) }
        guard single.isEmpty else { return Array(single.prefix(most)) }
        // What would take long to find is not looked for.
        let verdicts = assignment.count * task.people.count
        guard verdicts * assignment.count * (4 + task.wishes.count) <= Self.patience else { return [] }
        let whose = task.wishes[rank]
        let was = verdict(assignment).wishes[rank]
        let found = assignment.indices.lazy.filter { turn in
            whose.isOf(task.people[assignment[turn]])
                && task.people.indices.contains { person in
                    var other = assignment
                    other[turn] = person
                    return verdict(other).wishes[rank] < was
                }
        }
        return Array(found.prefix(most))
    }
}

/// How bad an assignment is. The smaller one is the better one.
struct Verdict: Hashable, Comparable {
    /// How often each wish is not kept, the most important first.
    var wishes: [Int]
    /// How often somebody is on call twice at once, or twice in a row.
    var clashes: Int
    /// The squares of what people carry more or less than their part, in seconds.
    var unevenness: Double

    static func < (left: Verdict, right: Verdict) -> Bool {
        for (one, other) in zip(left.wishes, right.wishes) where one != other { return one < other }
        return (left.clashes, left.unevenness) < (right.clashes, right.unevenness)
    }
}
