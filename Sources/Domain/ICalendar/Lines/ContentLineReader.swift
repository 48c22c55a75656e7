/// Takes a text apart into its content lines: unfolded (section 3.1), with their parameters, `^n`, `^'` and `^^` in them read
/// (RFC 6868).
///
/// Line ends may be LF alone, and a byte order mark is passed over: both are common.
struct ContentLineReader {
    /// What is longer is no line of a rota.
    static let longestLine = 65_536
    static let mostLines = 200_000

    private let bytes: [UInt8]
    private var position = 0
    private var number = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    static func lines(of bytes: [UInt8]) throws(CalendarError) -> [ContentLine] {
        var reader = ContentLineReader(bytes)
        var lines: [ContentLine] = []
        while let (line, number) = try reader.unfolded() {
            if line.allSatisfy({ $0 == UInt8(ascii: " ") }) { continue }
            // Lines are folded between bytes, so that only a whole line is text.
            guard let text = String(validating: line, as: UTF8.self), !line.contains(0) else {
                throw CalendarError("is not UTF-8 without zero bytes", line: number)
            }
            lines.append(try parse(text, number: number))
        }
        return lines
    }

    private mutating func physical() -> ArraySlice<UInt8>? {
        guard position < bytes.count else { return nil }
        let start = position
        let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        position = end + 1
        number += 1
        let line = bytes[start..<end]
        return line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    }

    private var isFolded: Bool {
        position < bytes.count && (bytes[position] == UInt8(ascii: " ") || bytes[position] == UInt8(ascii: "\t"))
    }

    private mutating func unfolded() throws(CalendarError) -> (line: [UInt8], number: Int)? {
        guard let first = physical() else { return nil }
        let begin = number
        var line = Array(first)
        while isFolded, let more = physical() {
            line += more.dropFirst()
            guard line.count <= Self.longestLine else { break }
        }
        guard line.count <= Self.longestLine else {
            throw CalendarError("is longer than \(Self.longestLine) bytes", line: begin)
        }
        guard number <= Self.mostLines else { throw CalendarError("has more than \(Self.mostLines) lines") }
        return (line, begin)
    }

    private static func parse(_ text: String, number: Int) throws(CalendarError) -> ContentLine {
        func fault() -> CalendarError {
            CalendarError("is no line NAME:value of a calendar: \"\(text.prefix(40))\"", line: number)
        }
        var rest = Substring(text)
        let name = rest.prefix(while: isNameCharacter)
        guard !name.isEmpty else { throw fault() }
        rest = rest.dropFirst(name.count)
        var parameters: [String: [String]] = [:]
        while rest.first == ";" {
            rest = rest.dropFirst()
            let key = rest.prefix(while: isNameCharacter)
            rest = rest.dropFirst(key.count)
            guard !key.isEmpty, rest.first == "=" else { throw fault() }
            var values: [String] = []
            repeat {
                rest = rest.dropFirst()
                guard let value = takeParameterValue(from: &rest) else { throw fault() }
                values.append(value)
            } while rest.first == ","
            parameters[key.uppercased(), default: []] += values
        }
        guard rest.first == ":" else { throw fault() }
        return ContentLine(
            name: name.uppercased(), parameters: parameters, value: String(rest.dropFirst()), number: number)
    }

    private static func takeParameterValue(from rest: inout Substring) -> String? {
        if rest.first == "\"" {
            rest = rest.dropFirst()
            guard let end = rest.firstIndex(of: "\"") else { return nil }
            let value = rest[..<end]
            rest = rest[rest.index(after: end)...]
            return decoded(value)
        }
        let value = rest.prefix { $0 != ";" && $0 != ":" && $0 != "," }
        rest = rest.dropFirst(value.count)
        return decoded(value)
    }

    private static func isNameCharacter(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || character == "-")
    }

    private static func decoded(_ value: Substring) -> String {
        guard value.contains("^") else { return String(value) }
        return String(value).replacing(/\^[n'^]/) { match -> String in
            switch match.output.last {
            case "n": "\n"
            case "'": "\""
            default: "^"
            }
        }
    }
}
