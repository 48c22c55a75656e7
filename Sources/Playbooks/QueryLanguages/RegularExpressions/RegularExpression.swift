/// A regular expression with the syntax of ECMAScript, run by a machine of its own under a budget of steps.
///
/// Beyond ECMAScript without flags, `\p{L}` and the other general categories of Unicode are known. Characters are
/// Unicode scalars. The inside of a look-behind is matched from its end to its beginning, as ECMAScript does, so that
/// it may have any length.
struct RegularExpression: Sendable, Hashable {
    /// The pattern as it was written.
    let pattern: String
    let options: RegularExpressionOptions
    let program: RegularExpressionProgram

    /// - Throws: ``RegularExpressionError`` with the place of the first fault.
    init(parsing pattern: String, options: RegularExpressionOptions = []) throws(RegularExpressionError) {
        self.pattern = pattern
        self.options = options
        var parser = RegularExpressionParser(pattern)
        let tree = try parser.expression()
        var compiler = RegularExpressionCompiler(options: options, groups: parser.groupCount, names: parser.names)
        program = try compiler.program(of: tree)
    }

    /// The first match at or after a place.
    ///
    /// - Parameter steps: what is left of the budget; counted down.
    func firstMatch(
        in subject: Subject, from start: Int = 0, steps: inout Int
    ) throws(EvaluationError) -> Match? {
        var machine = RegularExpressionMachine(program: program, subject: subject.scalars, steps: steps)
        defer { steps = machine.steps }
        var position = start
        while position <= subject.scalars.count {
            if let next = program.first {
                while position < subject.scalars.count, !next.contains(subject.scalars[position]) { position += 1 }
            }
            if let captures = try machine.match(at: position) { return Match(captures: captures) }
            position += 1
        }
        return nil
    }

    /// Whether the whole text matches.
    func matchesWhole(_ subject: Subject, steps: inout Int) throws(EvaluationError) -> Bool {
        var machine = RegularExpressionMachine(program: program, subject: subject.scalars, steps: steps)
        machine.mustEndAtEnd = true
        defer { steps = machine.steps }
        return try machine.match(at: 0) != nil
    }

    static func == (left: Self, right: Self) -> Bool {
        left.pattern == right.pattern && left.options == right.options
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(pattern)
        hasher.combine(options)
    }
}

extension RegularExpression {
    /// A text, taken apart once for all matches in it.
    struct Subject: Sendable {
        let scalars: [Unicode.Scalar]
        /// The places in UTF-16 code units, where they are not those of the scalars.
        private let offsets: [Int]?

        init(_ text: String) {
            scalars = Array(text.unicodeScalars)
            guard scalars.contains(where: { $0.value > 0xFFFF }) else {
                offsets = nil
                return
            }
            var offsets = [0]
            for scalar in scalars { offsets.append(offsets[offsets.count - 1] + (scalar.value > 0xFFFF ? 2 : 1)) }
            self.offsets = offsets
        }

        func text(_ range: Range<Int>) -> String {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars[range])
            return String(view)
        }

        /// A place counted in UTF-16 code units, as JavaScript does.
        func utf16Offset(_ offset: Int) -> Int { offsets?[offset] ?? offset }
    }

    /// Where a match and its groups are, in scalars.
    struct Match: Sendable {
        /// Start and end of the whole and of each group; -1 when the group took no part.
        let captures: [Int]

        var range: Range<Int> { captures[0]..<captures[1] }
        var groupCount: Int { captures.count / 2 - 1 }

        /// The place of a group, counted from 1; `nil` when it took no part.
        func group(_ index: Int) -> Range<Int>? {
            guard captures[2 * index] >= 0, captures[2 * index + 1] >= 0 else { return nil }
            return captures[2 * index]..<captures[2 * index + 1]
        }
    }
}
