import JSON
import OrderedCollections

/// Functions of strings (reference: "String functions").
extension JSONataBuiltIn {
    static let strings: [JSONataBuiltIn] = [
        JSONataBuiltIn("string", "<x-b?:s>", 1) { (machine, arguments) throws(JSONataError) in
            let isPretty = arguments[1].isTrue
            guard let text = try machine.text(of: arguments[0], isPretty: isPretty) else { return .undefined }
            return .string(text)
        },
        JSONataBuiltIn("length", "<s-:n>", 1) { (_, arguments) throws(JSONataError) in
            arguments.string(0).map { .int($0.unicodeScalars.count) } ?? .undefined
        },
        JSONataBuiltIn("substring", "<s-nn?:s>", 3) { (machine, arguments) throws(JSONataError) in
            guard let text = arguments.string(0) else { return .undefined }
            return .string(
                substring(text, from: arguments.number(1) ?? 0, length: arguments.number(2)))
        },
        JSONataBuiltIn("substringBefore", "<s-s:s>", 2) { (machine, arguments) throws(JSONataError) in
            guard let text = arguments.string(0) else { return .undefined }
            guard let part = arguments.string(1), let range = try machine.range(of: part, in: text) else {
                return arguments[0]
            }
            return .string(String(text[..<range.lowerBound]))
        },
        JSONataBuiltIn("substringAfter", "<s-s:s>", 2) { (machine, arguments) throws(JSONataError) in
            guard let text = arguments.string(0) else { return .undefined }
            guard let part = arguments.string(1), let range = try machine.range(of: part, in: text) else {
                return arguments[0]
            }
            return .string(String(text[range.upperBound...]))
        },
        JSONataBuiltIn("lowercase", "<s-:s>", 1) { (_, arguments) throws(JSONataError) in
            arguments.string(0).map { .string($0.lowercased()) } ?? .undefined
        },
        JSONataBuiltIn("uppercase", "<s-:s>", 1) { (_, arguments) throws(JSONataError) in
            arguments.string(0).map { .string($0.uppercased()) } ?? .undefined
        },
        JSONataBuiltIn("trim", "<s-:s>", 1) { (_, arguments) throws(JSONataError) in
            guard let text = arguments.string(0) else { return .undefined }
            let words = text.unicodeScalars.split(whereSeparator: QueryScanner.isSpace)
            return .string(words.map { String($0) }.joined(separator: " "))
        },
        JSONataBuiltIn("pad", "<s-ns?:s>", 3) { (machine, arguments) throws(JSONataError) in
            guard let text = arguments.string(0) else { return .undefined }
            return .string(
                try pad(text, to: (arguments.number(1) ?? 0).index, with: arguments.string(2) ?? "", machine))
        },
        JSONataBuiltIn("join", "<a<s>s?:s>", 2) { (machine, arguments) throws(JSONataError) in
            if arguments[0].isUndefined { return .undefined }
            var result = ""
            for (index, element) in arguments[0].asElements.enumerated() {
                let length = result.utf8.count
                if index > 0 { result += arguments.string(1) ?? "" }
                result += element.string ?? ""
                try machine.step()
                try machine.check(bytes: result.utf8.count, added: result.utf8.count - length)
            }
            return .string(result)
        },
    ]

    private static func substring(_ text: String, from start: Double, length: Double?) -> String {
        let scalars = Array(text.unicodeScalars)
        let count = scalars.count
        let start = Double(count) + start < 0 ? 0 : start
        func place(_ number: Double) -> Int {
            let index = number.index
            return min(max(index < 0 ? index + count : index, 0), count)
        }
        var end = count
        if let length {
            if length <= 0 { return "" }
            end = place(start >= 0 ? start + length : Double(count) + start + length)
        }
        let first = place(start)
        guard first < end else { return "" }
        var result = String.UnicodeScalarView()
        result.append(contentsOf: scalars[first..<end])
        return String(result)
    }

    private static func pad(
        _ text: String, to width: Int, with filler: String, _ machine: JSONataMachine
    ) throws(JSONataError) -> String {
        let missing = abs(width) - text.unicodeScalars.count
        guard missing > 0 else { return text }
        let scalars = Array((filler.isEmpty ? " " : filler).unicodeScalars)
        try machine.check(bytes: missing + text.utf8.count, added: missing)
        var padding = String.UnicodeScalarView()
        for index in 0..<missing { padding.append(scalars[index % scalars.count]) }
        let result = width > 0 ? text + String(padding) : String(padding) + text
        try machine.check(bytes: result.utf8.count, added: 0)
        return result
    }
}

extension JSONataMachine {
    /// Where a text stands in another one for the first time, compared byte by byte.
    func range(
        of part: String, in text: String, from start: String.Index? = nil
    ) throws(JSONataError) -> Range<String.Index>? {
        let bytes = text.utf8
        var position = start ?? text.startIndex
        guard let first = part.utf8.first else { return position..<position }
        var compared = 0
        while let found = bytes[position...].firstIndex(of: first) {
            var index = found
            var matches = true
            for byte in part.utf8 {
                compared += 1
                guard index < text.endIndex, bytes[index] == byte else {
                    matches = false
                    break
                }
                bytes.formIndex(after: &index)
            }
            if matches { return found..<index }
            position = bytes.index(after: found)
            if compared >= 1024 {
                try step(compared >> 5)
                compared = 0
            }
        }
        try step(compared >> 5)
        return nil
    }
}

extension JSONataMachine {
    /// A value as `$string` writes it; `nil` when there is none.
    func text(of value: JSONataValue, isPretty: Bool = false) throws(JSONataError) -> String? {
        switch value {
        case .undefined, .tailCall: return nil
        case .json(.string(let text)): return text
        case .function: return ""
        case .number(let number) where !number.isFinite:
            throw JSONataError("D3001", ["value": JSONataNumber.text(number)])
        default: break
        }
        var writer = JSONataTextWriter(isPretty: isPretty)
        try writer.write(value, self)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

/// Writes values as `JSON.stringify` does, numbers with 15 significant digits.
private struct JSONataTextWriter {
    let isPretty: Bool
    var bytes: [UInt8] = []
    private var level = 0

    init(isPretty: Bool) { self.isPretty = isPretty }

    mutating func write(_ value: JSONataValue, _ machine: JSONataMachine) throws(JSONataError) {
        try machine.step()
        switch value {
        case .undefined, .tailCall: add("null")
        case .function: add("\"\"")
        case .number(let number):
            guard number.isFinite else { throw JSONataError("D1001", ["value": JSONataNumber.text(number)]) }
            add(JSONataNumber.roundedText(number))
        case .json(.number(let number)):
            // Integers of any length stay as they are.
            let isExact = number.int64 != nil || !number.text.utf8.contains { $0 == 0x2E || $0 | 0x20 == 0x65 }
            add(isExact ? number.canonicalText : JSONataNumber.roundedText(number.double))
        case .json(.array), .array, .tuples:
            let elements =
                if case .tuples(let stream) = value { stream.tuples.map(\.value) } else { value.asElements }
            try list("[", "]", elements.count) { (writer, index) throws(JSONataError) in
                try writer.write(elements[index], machine)
            }
        case .json(.object), .object:
            let members = value.members ?? [:]
            let shown = members.elements.filter { !$0.value.isUndefined }
            try list("{", "}", shown.count) { (writer, index) throws(JSONataError) in
                JSONSerializer().append(.string(shown[index].key), to: &writer.bytes)
                writer.add(writer.isPretty ? ": " : ":")
                try writer.write(shown[index].value, machine)
            }
        case .json(let json): JSONSerializer().append(json, to: &bytes)
        }
        guard bytes.count <= machine.limits.stringBytes else { throw JSONataError(limit: .stringBytes) }
    }

    private mutating func list(
        _ open: String, _ close: String, _ count: Int, _ element: (inout Self, Int) throws(JSONataError) -> Void
    ) throws(JSONataError) {
        add(open)
        level += 1
        for index in 0..<count {
            if index > 0 { add(",") }
            breakLine()
            try element(&self, index)
        }
        level -= 1
        if count > 0 { breakLine() }
        add(close)
    }

    private mutating func breakLine() {
        guard isPretty else { return }
        bytes.append(0x0A)
        bytes.append(contentsOf: repeatElement(0x20, count: 2 * level))
    }

    private mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }
}
