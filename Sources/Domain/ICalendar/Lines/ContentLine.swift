/// A line `NAME;PARAMETER=value:value` of an iCalendar object (RFC 5545, section 3.1).
struct ContentLine: Sendable, Hashable {
    /// In capitals.
    var name: String
    /// By name in capitals: the values in their order, without quotes.
    var parameters: [String: [String]]
    /// As it was written, escapes and all.
    var value: String
    /// Where it begins in the text, from 1.
    var number: Int

    /// The first value of a parameter.
    func parameter(_ name: String) -> String? { parameters[name]?.first }

    /// The value as TEXT (section 3.3.11).
    var text: String {
        guard value.utf8.contains(UInt8(ascii: "\\")) else { return value }
        var result = ""
        var escaped = false
        for character in value {
            if escaped {
                result += character == "n" || character == "N" ? "\n" : String(character)
                escaped = false
            } else if character == "\\" {
                escaped = true
            } else {
                result.append(character)
            }
        }
        return result
    }

    func error(_ problem: String) -> CalendarError { CalendarError(problem, line: number) }
}
