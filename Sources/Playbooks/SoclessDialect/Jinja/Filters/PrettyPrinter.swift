/// `pprint.pformat` of Python: on one line of 80 characters, or a value a line.
struct PrettyPrinter {
    private let machine: Machine
    private var output = ""
    private static let width = 80

    static func text(_ value: Value, _ machine: Machine) throws(TemplateError) -> String {
        var printer = PrettyPrinter(machine: machine)
        try printer.write(value, indent: 0, allowance: 0, level: 1)
        return printer.output
    }

    private init(machine: Machine) { self.machine = machine }

    /// - Parameter allowance: How many characters follow on the last line.
    private mutating func write(
        _ value: Value, indent: Int, allowance: Int, level: Int
    ) throws(TemplateError) {
        guard level <= machine.limits.depth else {
            throw TemplateError(.recursion, "maximum recursion depth exceeded")
        }
        let short = try Self.sortedRepr(value, machine)
        guard short.unicodeScalars.count > Self.width - indent - allowance else {
            output += short
            return
        }
        switch value {
        case .dict(let dict) where dict.count > 0: try write(dict, indent, allowance, level)
        case .list(let list) where !list.values.isEmpty:
            try write(list.values, "[", "]", indent, allowance, level)
        case .tuple(let values) where !values.isEmpty:
            try write(values, "(", values.count == 1 ? ",)" : ")", indent, allowance, level)
        case .string(let text) where !text.isSafe: write(text.string, indent, allowance, level)
        default: output += short
        }
    }

    private mutating func write(
        _ dict: Dict, _ indent: Int, _ allowance: Int, _ level: Int
    ) throws(TemplateError) {
        output += "{"
        let entries = try Self.sorted(dict, machine)
        for (index, entry) in entries.enumerated() {
            let isLast = index == entries.count - 1
            let key = try Self.sortedRepr(entry.key, machine)
            output += key + ": "
            try write(
                entry.value, indent: indent + 1 + key.unicodeScalars.count + 2, allowance: isLast ? allowance + 1 : 1,
                level: level + 1)
            if !isLast { output += ",\n" + String(repeating: " ", count: indent + 1) }
        }
        output += "}"
    }

    private mutating func write(
        _ values: [Value], _ start: String, _ end: String, _ indent: Int, _ allowance: Int, _ level: Int
    ) throws(TemplateError) {
        output += start
        for (index, value) in values.enumerated() {
            let isLast = index == values.count - 1
            try write(
                value, indent: indent + 1, allowance: isLast ? allowance + end.utf8.count : 1, level: level + 1)
            if !isLast { output += ",\n" + String(repeating: " ", count: indent + 1) }
        }
        output += end
    }

    /// Long strings as several beside each other, cut behind white space.
    private mutating func write(_ string: String, _ startIndent: Int, _ startAllowance: Int, _ level: Int) {
        var chunks: [String] = []
        let lines = StringSplit.lines(string, keepingEnds: true)
        var indent = startIndent
        var allowance = startAllowance
        if level == 1 {
            indent += 1
            allowance += 1
        }
        for (number, line) in lines.enumerated() {
            let isLastLine = number == lines.count - 1
            let short = Representation.quoted(line)
            let room = Self.width - indent - (isLastLine ? allowance : 0)
            if short.unicodeScalars.count <= room {
                chunks.append(short)
                continue
            }
            var current = ""
            let parts = Self.words(line)
            for (index, part) in parts.enumerated() {
                let candidate = current + part
                let isLast = index == parts.count - 1
                let width = Self.width - indent - (isLast && isLastLine ? allowance : 0)
                if Representation.quoted(candidate).unicodeScalars.count > width {
                    if !current.isEmpty { chunks.append(Representation.quoted(current)) }
                    current = part
                } else {
                    current = candidate
                }
            }
            if !current.isEmpty { chunks.append(Representation.quoted(current)) }
        }
        if chunks.count == 1 {
            output += chunks[0]
            return
        }
        let isWrapped = level == 1
        output +=
            (isWrapped ? "(" : "") + chunks.joined(separator: "\n" + String(repeating: " ", count: indent))
            + (isWrapped ? ")" : "")
    }

    /// `\S*\s*`: words with the white space behind them.
    private static func words(_ line: String) -> [String] {
        var result: [String] = []
        var current = ""
        var isInSpace = false
        for scalar in line.unicodeScalars {
            let isSpace = PythonCharacter.isSpace(scalar)
            if isInSpace, !isSpace {
                result.append(current)
                current = ""
            }
            isInSpace = isSpace
            current.unicodeScalars.append(scalar)
        }
        return current.isEmpty ? result : result + [current]
    }

    private static func sorted(_ dict: Dict, _ machine: Machine) throws(TemplateError) -> [Dict.Entry] {
        let members = dict.members
        let keyed = members.indices.map { (key: members[$0].key, value: Value.integer($0)) }
        do throws(TemplateError) {
            return try Comparison.sorted(keyed, reverse: false, machine).compactMap { place in
                place.integer?.int.map { members[$0] }
            }
        } catch  where error.kind == .type {
            // Keys of different types: by the names of their types.
            let named = members.indices.map { (key: Value.text(members[$0].key.typeName), value: Value.integer($0)) }
            return try Comparison.sorted(named, reverse: false, machine).compactMap { place in
                place.integer?.int.map { members[$0] }
            }
        }
    }

    /// `repr` with the keys of dictionaries in order.
    private static func sortedRepr(_ value: Value, _ machine: Machine) throws(TemplateError) -> String {
        try machine.deeper { () throws(TemplateError) in
            switch value {
            case .dict(let dict):
                let members = try sorted(dict, machine).map { entry throws(TemplateError) in
                    "\(try sortedRepr(entry.key, machine)): \(try sortedRepr(entry.value, machine))"
                }
                try machine.spend(members.reduce(0) { $0 + $1.utf8.count })
                return "{\(members.joined(separator: ", "))}"
            case .list(let list):
                let values = try list.values.map { value throws(TemplateError) in try sortedRepr(value, machine) }
                try machine.spend(values.reduce(0) { $0 + $1.utf8.count })
                return "[\(values.joined(separator: ", "))]"
            case .tuple(let all):
                let values = try all.map { value throws(TemplateError) in try sortedRepr(value, machine) }
                try machine.spend(values.reduce(0) { $0 + $1.utf8.count })
                return "(\(values.joined(separator: ", "))\(values.count == 1 ? "," : ""))"
            default: return try Representation.repr(value, machine)
            }
        }
    }
}
