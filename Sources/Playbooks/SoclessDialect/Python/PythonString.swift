/// Reads one string literal of Python, with its quotes, from a place in a text.
struct PythonString {
    let source: [Unicode.Scalar]
    /// Where the quotes begin; behind them after reading.
    var index: Int
    let isRaw: Bool
    let isBytes: Bool

    /// The string; `nil` when it does not end or holds a wrong escape.
    mutating func read() -> [Unicode.Scalar]? {
        let quote = source[index]
        let isTriple = index + 2 < source.count && source[index + 1] == quote && source[index + 2] == quote
        index += isTriple ? 3 : 1
        var result: [Unicode.Scalar] = []
        while index < source.count {
            let scalar = source[index]
            if scalar == quote, !isTriple || endsTriple(quote) {
                index += isTriple ? 3 : 1
                return result
            }
            if scalar == "\n" || scalar == "\r", !isTriple { return nil }
            if isBytes, scalar.value > 0x7F { return nil }
            guard scalar == "\\" else {
                result.append(scalar)
                index += 1
                continue
            }
            if isRaw {
                guard index + 1 < source.count else { return nil }
                result.append(contentsOf: source[index...(index + 1)])
                index += 2
                continue
            }
            guard escape(into: &result) else { return nil }
        }
        return nil
    }

    private func endsTriple(_ quote: Unicode.Scalar) -> Bool {
        index + 2 < source.count && source[index + 1] == quote && source[index + 2] == quote
    }

    fileprivate mutating func escape(into result: inout [Unicode.Scalar]) -> Bool {
        guard index + 1 < source.count else { return false }
        let mark = source[index + 1]
        index += 2
        switch mark {
        case "\n": return true
        case "\\", "'", "\"": result.append(mark)
        case "a": result.append("\u{07}")
        case "b": result.append("\u{08}")
        case "f": result.append("\u{0C}")
        case "n": result.append("\n")
        case "r": result.append("\r")
        case "t": result.append("\t")
        case "v": result.append("\u{0B}")
        case "0"..."7":
            var value = mark.value - 0x30
            var count = 1
            while count < 3, index < source.count, ("0"..."7").contains(source[index]) {
                value = value * 8 + source[index].value - 0x30
                index += 1
                count += 1
            }
            guard let scalar = Unicode.Scalar(isBytes ? value & 0xFF : value) else { return false }
            result.append(scalar)
        case "x": return hex(2, into: &result)
        case "u" where !isBytes: return hex(4, into: &result)
        case "U" where !isBytes: return hex(8, into: &result)
        case "N" where !isBytes: return false
        default:
            result.append("\\")
            result.append(mark)
        }
        return true
    }

    private mutating func hex(_ width: Int, into result: inout [Unicode.Scalar]) -> Bool {
        guard index + width <= source.count else { return false }
        var value: UInt32 = 0
        for scalar in source[index..<(index + width)] {
            guard let digit = Character(scalar).hexDigitValue, scalar.isASCII else { return false }
            value = value << 4 | UInt32(digit)
        }
        // A surrogate alone is a string in Python; nothing that is written can hold it.
        guard let scalar = Unicode.Scalar(value) else { return false }
        result.append(scalar)
        index += width
        return true
    }
}

extension PythonString {
    /// The one escape behind the quote, and how many characters it takes; `nil` for a wrong one.
    mutating func readEscape() -> (scalars: [Unicode.Scalar], width: Int)? {
        var result: [Unicode.Scalar] = []
        index += 1
        let start = index
        guard escape(into: &result) else { return nil }
        return (result, index - start)
    }
}
