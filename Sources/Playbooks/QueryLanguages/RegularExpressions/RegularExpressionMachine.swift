/// Runs a program by backtracking, with a stack of its own, so that neither time nor stack depend on the pattern alone.
struct RegularExpressionMachine {
    /// What failure goes back to.
    private enum Choice {
        case branch(pc: Int, position: Int)
        /// A greedy run that may give back characters down to a place.
        case shrink(pc: Int, least: Int, position: Int)
        /// A lazy run that may take another character.
        case grow(pc: Int, set: Int, position: Int, left: Int)
        case restore(slot: Int, value: Int)
    }

    /// Choices at a time.
    private static let maximumChoices = 1_000_000

    let program: RegularExpressionProgram
    let subject: [Unicode.Scalar]
    /// What is left of the budget.
    var steps: Int
    /// Whether only a match of everything counts.
    var mustEndAtEnd = false
    private var slots: [Int]
    private var choices: [Choice] = []

    init(program: RegularExpressionProgram, subject: [Unicode.Scalar], steps: Int) {
        self.program = program
        self.subject = subject
        self.steps = steps
        slots = Array(repeating: -1, count: program.slots)
    }

    /// The captures of a match that begins at this place.
    mutating func match(at position: Int) throws(EvaluationError) -> [Int]? {
        for index in slots.indices { slots[index] = -1 }
        choices.removeAll(keepingCapacity: true)
        guard let end = try run(from: 0, at: position) else { return nil }
        var captures = Array(slots[..<program.captureSlots])
        captures[0] = position
        captures[1] = end
        return captures
    }

    /// The place where the program ends, when it does; choices that are left stay on the stack.
    private mutating func run(from start: Int, at place: Int, isInner: Bool = false) throws(EvaluationError) -> Int? {
        let base = choices.count
        var pc = start
        var position = place
        while true {
            steps -= 1
            guard steps >= 0, choices.count < Self.maximumChoices else { throw EvaluationError(.steps) }
            var succeeded = true
            let instruction = program.instructions[pc]
            switch instruction {
            case .character(let scalar):
                succeeded = position < subject.count && subject[position] == scalar
                position += 1
                pc += 1
            case .set(let set):
                succeeded = position < subject.count && program.sets[set].contains(subject[position])
                position += 1
                pc += 1
            case .split(let first, let second):
                choices.append(.branch(pc: second, position: position))
                pc = first
            case .jump(let target): pc = target
            case .save(let slot):
                set(slot, position)
                pc += 1
            case .forget(let range):
                for slot in range where slots[slot] != -1 { set(slot, -1) }
                pc += 1
            case .mustAdvance(let slot):
                succeeded = slots[slot] != position
                pc += 1
            case .run(let set, let min, let max, let isGreedy):
                succeeded = take(set, min, max, isGreedy, &position, pc + 1)
                pc += 1
            case .lineStart, .lineEnd, .wordBoundary:
                succeeded = holds(instruction, at: position)
                pc += 1
            case .backreference(let group):
                succeeded = skipBackreference(group, &position)
                pc += 1
            case .previous(let set):
                succeeded = position > 0 && program.sets[set].contains(subject[position - 1])
                position -= 1
                pc += 1
            case .previousBackreference(let group):
                succeeded = skipBackreference(group, &position, isBackward: true)
                pc += 1
            case .look(let end, let isNegated):
                succeeded = try looks(from: pc + 1, at: position) != isNegated
                pc = end
            case .match:
                if isInner || !mustEndAtEnd || position == subject.count { return position }
                succeeded = false
            }
            if !succeeded {
                guard let next = backtrack(to: base) else { return nil }
                (pc, position) = next
            }
        }
    }

    private mutating func set(_ slot: Int, _ value: Int) {
        choices.append(.restore(slot: slot, value: slots[slot]))
        slots[slot] = value
    }

    private mutating func backtrack(to base: Int) -> (pc: Int, position: Int)? {
        while choices.count > base, let choice = choices.popLast() {
            switch choice {
            case .branch(let pc, let position): return (pc, position)
            case .restore(let slot, let value): slots[slot] = value
            case .shrink(let pc, let least, let position):
                if position - 1 > least { choices.append(.shrink(pc: pc, least: least, position: position - 1)) }
                return (pc, position - 1)
            case .grow(let pc, let set, let position, let left):
                guard position < subject.count, program.sets[set].contains(subject[position]) else { continue }
                if left > 1 { choices.append(.grow(pc: pc, set: set, position: position + 1, left: left - 1)) }
                return (pc, position + 1)
            }
        }
        return nil
    }

    private mutating func take(
        _ set: Int, _ min: Int, _ max: Int, _ isGreedy: Bool, _ position: inout Int, _ next: Int
    ) -> Bool {
        let start = position
        let wanted = isGreedy ? max : min
        let matcher = program.sets[set]
        while position - start < wanted, position < subject.count, matcher.contains(subject[position]) { position += 1 }
        steps -= (position - start) >> 3
        guard position - start >= min else { return false }
        if isGreedy {
            if position > start + min { choices.append(.shrink(pc: next, least: start + min, position: position)) }
        } else if max > min {
            choices.append(.grow(pc: next, set: set, position: position, left: max - min))
        }
        return true
    }

    /// Runs the inside of a look-ahead or look-behind; of its choices only what restores captures is kept.
    private mutating func looks(from start: Int, at position: Int) throws(EvaluationError) -> Bool {
        let base = choices.count
        guard case .look(_, let isNegated) = program.instructions[start - 1],
            try run(from: start, at: position, isInner: true) != nil
        else { return false }
        if isNegated {
            while choices.count > base, let choice = choices.popLast() {
                if case .restore(let slot, let value) = choice { slots[slot] = value }
            }
        } else {
            let kept = choices[base...].filter { if case .restore = $0 { true } else { false } }
            choices.replaceSubrange(base..., with: kept)
        }
        return true
    }
}

// MARK: - Places

extension RegularExpressionMachine {
    /// Whether the place is the one that an instruction asks for, which takes nothing of the subject.
    private func holds(_ instruction: RegularExpressionProgram.Instruction, at position: Int) -> Bool {
        switch instruction {
        case .lineStart: isLineStart(position)
        case .lineEnd: isLineEnd(position)
        case .wordBoundary(let isNegated): isWordBoundary(position) != isNegated
        default: false
        }
    }

    private func isLineTerminator(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\n" || scalar == "\r" || scalar == "\u{2028}" || scalar == "\u{2029}"
    }

    private func isLineStart(_ position: Int) -> Bool {
        position == 0 || program.options.contains(.multiline) && isLineTerminator(subject[position - 1])
    }

    private func isLineEnd(_ position: Int) -> Bool {
        position == subject.count || program.options.contains(.multiline) && isLineTerminator(subject[position])
    }

    private func isWordBoundary(_ position: Int) -> Bool {
        let before = position > 0 && subject[position - 1].isWordCharacter
        let after = position < subject.count && subject[position].isWordCharacter
        return before != after
    }

    /// A group that took no part matches nothing, which always succeeds.
    private func skipBackreference(_ group: Int, _ position: inout Int, isBackward: Bool = false) -> Bool {
        let start = slots[2 * group]
        let end = slots[2 * group + 1]
        guard start >= 0, end >= start else { return true }
        let first = isBackward ? position - (end - start) : position
        guard first >= 0, first + end - start <= subject.count else { return false }
        let ignoresCase = program.options.contains(.ignoresCase)
        for index in start..<end {
            let one = subject[index]
            let other = subject[first + index - start]
            guard one == other || ignoresCase && one.caseFolded == other.caseFolded else { return false }
        }
        position = isBackward ? first : first + end - start
        return true
    }
}
