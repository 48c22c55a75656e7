/// What a pattern is compiled to, and how it is run: Thompson's simulation of all states at once.
struct LinearProgram: Sendable {
    private enum Instruction: Sendable {
        /// Takes a character of a set.
        case take(ScalarSet)
        case split(Int, Int)
        case assert(LinearAssertion)
        case match
    }

    /// Counted repetitions are written out.
    private static let maximumLength = 2000

    private var instructions: [Instruction] = []

    init(_ tree: LinearTree) throws(LinearExpressionError) {
        try compile(tree)
        try emit(.match)
    }

    // MARK: Compiling

    private mutating func emit(_ instruction: Instruction) throws(LinearExpressionError) {
        guard instructions.count < Self.maximumLength else {
            throw LinearExpressionError(offset: 0, reason: "with its repetitions written out, the pattern is too large")
        }
        instructions.append(instruction)
    }

    private mutating func compile(_ tree: LinearTree) throws(LinearExpressionError) {
        switch tree {
        case .empty: break
        case .set(let set): try emit(.take(set))
        case .assertion(let assertion): try emit(.assert(assertion))
        case .sequence(let parts): for part in parts { try compile(part) }
        case .alternatives(let alternatives): try compile(alternatives[...])
        case .repetition(let inner, let min, let max): try compile(inner, min, max)
        }
    }

    private mutating func compile(_ alternatives: ArraySlice<LinearTree>) throws(LinearExpressionError) {
        var ends: [Int] = []
        for alternative in alternatives.dropLast() {
            let split = instructions.count
            try emit(.split(split + 1, 0))
            try compile(alternative)
            ends.append(instructions.count)
            try emit(.split(0, 0))
            instructions[split] = .split(split + 1, instructions.count)
        }
        if let last = alternatives.last { try compile(last) }
        for end in ends { instructions[end] = .split(instructions.count, instructions.count) }
    }

    private mutating func compile(_ inner: LinearTree, _ min: Int, _ max: Int?) throws(LinearExpressionError) {
        for _ in 0..<min {
            let start = instructions.count
            try compile(inner)
            // What takes nothing takes nothing however often.
            if instructions.count == start { return }
        }
        guard let max else {
            let split = instructions.count
            try emit(.split(split + 1, 0))
            try compile(inner)
            try emit(.split(split, split))
            instructions[split] = .split(split + 1, instructions.count)
            return
        }
        var splits: [Int] = []
        for _ in min..<max {
            splits.append(instructions.count)
            try emit(.split(0, 0))
            try compile(inner)
        }
        for split in splits { instructions[split] = .split(split + 1, instructions.count) }
    }

    // MARK: Running

    func matchesWhole(_ text: [Unicode.Scalar]) -> Bool {
        var states = States(count: instructions.count)
        var next = States(count: instructions.count)
        add(0, to: &states, before: nil, and: text.first)
        for (position, scalar) in text.enumerated() {
            if states.takes.isEmpty { return false }
            let following = position + 1 < text.count ? text[position + 1] : nil
            for state in states.takes {
                guard case .take(let set) = instructions[state], set.contains(scalar) else { continue }
                add(state + 1, to: &next, before: scalar, and: following)
            }
            swap(&states, &next)
            next.clear()
        }
        return states.hasMatched
    }

    /// The states at a place.
    private struct States {
        /// Those that take a character.
        private(set) var takes: [Int] = []
        private(set) var hasMatched = false
        private var seen: [Int]
        private var generation = 1

        init(count: Int) { seen = Array(repeating: 0, count: count) }

        /// Whether the state is a new one.
        mutating func visit(_ state: Int) -> Bool {
            guard seen[state] != generation else { return false }
            seen[state] = generation
            return true
        }

        mutating func take(_ state: Int) { takes.append(state) }
        mutating func match() { hasMatched = true }

        mutating func clear() {
            takes.removeAll(keepingCapacity: true)
            hasMatched = false
            generation += 1
        }
    }

    /// Adds a state and all that follow from it without a character.
    private func add(
        _ start: Int, to states: inout States, before previous: Unicode.Scalar?, and next: Unicode.Scalar?
    ) {
        var open = [start]
        while let state = open.popLast() {
            guard states.visit(state) else { continue }
            switch instructions[state] {
            case .take: states.take(state)
            case .match: states.match()
            case .split(let one, let other): open += [other, one]
            case .assert(let assertion): if assertion.holds(before: previous, and: next) { open.append(state + 1) }
            }
        }
    }
}
