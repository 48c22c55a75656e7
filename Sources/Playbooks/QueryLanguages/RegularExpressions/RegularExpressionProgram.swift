/// What the machine runs.
struct RegularExpressionProgram: Sendable {
    enum Instruction: Sendable {
        case character(Unicode.Scalar)
        case set(Int)
        /// Goes on at the first, and on failure at the second.
        case split(Int, Int)
        case jump(Int)
        /// Notes the place in a slot.
        case save(Int)
        /// Forgets the captures in these slots, at the beginning of a turn of a loop.
        case forget(Range<Int>)
        /// Fails when the place is still what is in the slot: a turn of a loop that took nothing.
        case mustAdvance(Int)
        /// As many characters of a set as possible, or as few.
        case run(Int, min: Int, max: Int, isGreedy: Bool)
        case lineStart
        case lineEnd
        case wordBoundary(isNegated: Bool)
        case backreference(Int)
        /// A character of a set before the place, inside of a look-behind.
        case previous(Int)
        /// What a group matched, before the place.
        case previousBackreference(Int)
        /// Runs what follows up to its `match`, and goes on at the end.
        case look(end: Int, isNegated: Bool)
        case match
    }

    var instructions: [Instruction] = []
    var sets: [RegularExpressionMatcher] = []
    /// Slots of captures: two for the whole and two for each group.
    var captureSlots = 0
    /// With those that loops use.
    var slots = 0
    var options: RegularExpressionOptions = []
    /// What a match begins with, where that is known.
    var first: RegularExpressionMatcher?
}

/// Turns the tree of a pattern into a program.
struct RegularExpressionCompiler {
    /// Instructions of one program: counted repetitions are written out.
    private static let maximumLength = 20_000

    private var program = RegularExpressionProgram()
    private let names: [String: Int]
    private let groups: Int
    private var known: [RegularExpressionSet: Int] = [:]
    /// Whether what is compiled is matched from its end to its beginning (ECMA-262 section 22.2.2.3).
    private var isBackward = false

    init(options: RegularExpressionOptions, groups: Int, names: [String: Int]) {
        self.names = names
        self.groups = groups
        program.options = options
        program.captureSlots = 2 * (groups + 1)
        program.slots = program.captureSlots
    }

    mutating func program(
        of tree: RegularExpressionTree
    ) throws(RegularExpressionError) -> RegularExpressionProgram {
        try compile(tree)
        try emit(.match)
        if let set = Self.first(tree) {
            program.first = RegularExpressionMatcher(set, ignoresCase: program.options.contains(.ignoresCase))
        }
        return program
    }

    /// The set of characters that every match begins with, for patterns that begin with one.
    private static func first(_ tree: RegularExpressionTree) -> RegularExpressionSet? {
        switch tree {
        case .set(let set): set
        case .sequence(let terms): terms.first.flatMap(first)
        case .capture(_, let inner): first(inner)
        case .repetition(let inner, let min, _, _, _) where min > 0: first(inner)
        default: nil
        }
    }

    @discardableResult
    private mutating func emit(
        _ instruction: RegularExpressionProgram.Instruction
    ) throws(RegularExpressionError) -> Int {
        guard program.instructions.count < Self.maximumLength else {
            throw RegularExpressionError(offset: 0, reason: "the pattern is too large")
        }
        program.instructions.append(instruction)
        return program.instructions.count - 1
    }

    private var here: Int { program.instructions.count }

    private mutating func index(of set: RegularExpressionSet) -> Int {
        if let index = known[set] { return index }
        program.sets.append(RegularExpressionMatcher(set, ignoresCase: program.options.contains(.ignoresCase)))
        known[set] = program.sets.count - 1
        return program.sets.count - 1
    }

    private mutating func compile(_ tree: RegularExpressionTree) throws(RegularExpressionError) {
        switch tree {
        case .empty: break
        case .set(let set):
            if isBackward {
                try emit(.previous(index(of: set)))
            } else if !program.options.contains(.ignoresCase), let scalar = set.single {
                try emit(.character(scalar))
            } else {
                try emit(.set(index(of: set)))
            }
        case .sequence(let terms):
            for term in isBackward ? terms.reversed() : terms { try compile(term) }
        case .alternatives(let alternatives): try compile(alternatives: alternatives)
        case .capture(let number, let inner):
            try emit(.save(isBackward ? 2 * number + 1 : 2 * number))
            try compile(inner)
            try emit(.save(isBackward ? 2 * number : 2 * number + 1))
        case .repetition(let inner, let min, let max, let isGreedy, let groups):
            try compile(repetition: inner, min, max, isGreedy, groups)
        case .lineStart: try emit(.lineStart)
        case .lineEnd: try emit(.lineEnd)
        case .wordBoundary(let isNegated): try emit(.wordBoundary(isNegated: isNegated))
        case .backreference(let number):
            guard number <= groups else {
                throw RegularExpressionError(offset: 0, reason: "there is no group \(number)")
            }
            try emit(isBackward ? .previousBackreference(number) : .backreference(number))
        case .namedBackreference(let name, let offset):
            guard let number = names[name] else {
                throw RegularExpressionError(offset: offset, reason: "there is no group of this name")
            }
            try emit(isBackward ? .previousBackreference(number) : .backreference(number))
        case .look(let inner, let isBehind, let isNegated):
            let start = try emit(.match)
            let wasBackward = isBackward
            isBackward = isBehind
            try compile(inner)
            isBackward = wasBackward
            try emit(.match)
            program.instructions[start] = .look(end: here, isNegated: isNegated)
        }
    }

    private mutating func compile(alternatives: [RegularExpressionTree]) throws(RegularExpressionError) {
        var jumps: [Int] = []
        for alternative in alternatives.dropLast() {
            let split = try emit(.match)
            try compile(alternative)
            jumps.append(try emit(.match))
            program.instructions[split] = .split(split + 1, here)
        }
        if let last = alternatives.last { try compile(last) }
        for jump in jumps { program.instructions[jump] = .jump(here) }
    }

    private mutating func compile(
        repetition inner: RegularExpressionTree, _ min: Int, _ max: Int?, _ isGreedy: Bool, _ groups: Range<Int>
    ) throws(RegularExpressionError) {
        if case .set(let set) = inner, !isBackward {
            try emit(.run(index(of: set), min: min, max: max ?? .max, isGreedy: isGreedy))
            return
        }
        let captures = 2 * (groups.lowerBound + 1)..<2 * (groups.upperBound + 1)
        for _ in 0..<min { try compile(turn: inner, captures) }
        guard let max else {
            let slot = program.slots
            program.slots += 1
            let split = try emit(.match)
            try emit(.save(slot))
            try compile(turn: inner, captures)
            try emit(.mustAdvance(slot))
            try emit(.jump(split))
            program.instructions[split] = isGreedy ? .split(split + 1, here) : .split(here, split + 1)
            return
        }
        var splits: [Int] = []
        for _ in min..<max {
            splits.append(try emit(.match))
            try compile(turn: inner, captures)
        }
        for split in splits {
            program.instructions[split] = isGreedy ? .split(split + 1, here) : .split(here, split + 1)
        }
    }

    private mutating func compile(
        turn inner: RegularExpressionTree, _ captures: Range<Int>
    ) throws(RegularExpressionError) {
        if !captures.isEmpty { try emit(.forget(captures)) }
        try compile(inner)
    }
}

extension RegularExpressionSet {
    /// The only character in it, when there is only one.
    fileprivate var single: Unicode.Scalar? {
        guard !isNegated, members.count == 1, case .range(let range) = members[0],
            range.lowerBound == range.upperBound
        else { return nil }
        return Unicode.Scalar(range.lowerBound)
    }
}
