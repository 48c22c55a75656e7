import JSON

/// The text form of state machines that SOCless hands to CloudFormation: `JSON.stringify(machine, null, 4)`.
enum DeployedText {
    static let marker = "apb_render_nonstring_value"

    static func indented(_ json: JSON) -> String {
        // Empty arrays and objects have no line of their own in JavaScript's form, as in ours.
        json.text(.pretty).split(separator: "\n", omittingEmptySubsequences: false).map { line in
            String(repeating: " ", count: line.prefix { $0 == " " }.count) + line
        }.joined(separator: "\n")
    }

    /// Replaces `"apb_render_nonstring_value(X)"` by `X`, greedily within a line, as the pattern of SOCless does.
    static func unquoted(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { unquotedLine(String($0)) }
            .joined(separator: "\n")
    }

    private static func unquotedLine(_ line: String) -> String {
        guard let start = line.firstRange(of: "\"\(marker)("),
            let end = line.lastIndex(of: "\"").flatMap({ lastClosing(in: line, upTo: $0) }), end >= start.upperBound
        else { return line }
        let rest = line.index(end, offsetBy: 2)
        return String(line[..<start.lowerBound]) + line[start.upperBound..<end] + line[rest...]
    }

    /// The last `)"` of the line.
    private static func lastClosing(in line: String, upTo last: String.Index) -> String.Index? {
        var index = last
        while index > line.startIndex {
            let before = line.index(before: index)
            if line[before] == ")", line[index] == "\"" { return before }
            index = before
        }
        return nil
    }

    /// The value inside `apb_render_nonstring_value(X)`: read as JSON when it is, else its text; `nil` for other text.
    static func value(in text: String) -> JSON? {
        guard text.hasPrefix("\(marker)("), text.hasSuffix(")") else { return nil }
        let inner = String(text.dropFirst(marker.count + 1).dropLast())
        return (try? JSON.parse(inner)) ?? .string(inner)
    }
}
