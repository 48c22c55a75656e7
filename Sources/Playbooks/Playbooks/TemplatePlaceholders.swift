import JSON
import SoclessDialect

/// Fills in what a template leaves open for its deployment: `${BlockAddressArn}`, `${AWS::Region}`,
/// `${self:custom.stage}`, wherever a text may stand.
struct TemplatePlaceholders {
    /// What answers them; with `nil` every one is taken to be answered.
    let references: (any SoclessReferences)?
    /// Whether something of the right type stands for what nothing answers, so that the rest can be checked.
    let hasStandIns: Bool
    private(set) var unanswered: [Unanswered] = []
    private var state: String?

    /// A placeholder without an answer.
    struct Unanswered: Sendable {
        let text: String
        let pointer: JSONPointer
        let state: String?
    }

    init(references: (any SoclessReferences)?, hasStandIns: Bool) {
        self.references = references
        self.hasStandIns = hasStandIns
    }

    /// The machine without its placeholders, as far as they are answered or stood in for.
    mutating func filled(_ machine: JSON) -> JSON { filled(machine, JSONPointer(), siblings: [:]) }

    private mutating func filled(_ json: JSON, _ pointer: JSONPointer, siblings: JSONObject) -> JSON {
        switch json {
        case .string(let text):
            guard text.contains("${") else { return json }
            return filled(text, pointer, siblings)
        case .array(let elements):
            var result: [JSON] = []
            for (index, element) in elements.enumerated() {
                result.append(filled(element, pointer.appending(index), siblings: siblings))
            }
            return .array(result)
        case .object(let members):
            let outer = state
            defer { state = outer }
            let holdsStates = pointer.tokens.last == "States"
            var result = JSONObject(minimumCapacity: members.count)
            for (key, value) in members {
                if holdsStates { state = key }
                result[key] = filled(value, pointer.appending(key), siblings: members)
            }
            return .object(result)
        default: return json
        }
    }

    private mutating func filled(_ text: String, _ pointer: JSONPointer, _ siblings: JSONObject) -> JSON {
        let key = pointer.tokens.last { Int($0) == nil } ?? ""
        // States are named by their keys, which stay as they are.
        guard !["Next", "StartAt", "Default"].contains(key) else { return .string(text) }
        let isExpression = text.hasPrefix("{%")
        // In a payload any text will do.
        let isFree = pointer.tokens.contains { Self.payloads.contains($0) } && !isExpression && !key.hasSuffix(".$")
        let standsIn = hasStandIns && !isFree
        var result = ""
        var rest = text[...]
        var isGuessed = false
        while let start = rest.firstRange(of: "${") {
            guard let placeholder = Placeholder(rest[start.lowerBound...], isInExpression: isExpression) else {
                result += rest[..<start.upperBound]
                rest = rest[start.upperBound...]
                continue
            }
            result += rest[..<start.lowerBound]
            rest = rest[start.lowerBound...].dropFirst(placeholder.text.count)
            let answer = references?.value(of: placeholder.reference)
            if answer == nil {
                unanswered.append(Unanswered(text: placeholder.text, pointer: pointer, state: state))
                if placeholder.reference.source != "AWS" { isGuessed = true }
            }
            if placeholder.text == text {
                return answer ?? (standsIn ? StandIn(key, pointer, siblings).value(placeholder) : .string(text))
            }
            let stood = isExpression ? Self.term(behind: result) : placeholder.standIn
            result += answer.map { $0.stringValue ?? $0.text() } ?? (standsIn ? stood : placeholder.text)
        }
        result += rest
        // Of an ARN that is only partly known nothing is refused but what no value of its placeholders can mend.
        guard standsIn, key == "Resource", result != text, isGuessed || !result.hasPrefix("arn:") else {
            return .string(result)
        }
        return text.hasSuffix(".waitForTaskToken")
            ? "arn:aws:states:::lambda:invoke.waitForTaskToken" : StandIn(key, pointer, siblings).value(nil)
    }

    private static let payloads: Set<String> = [
        "Parameters", "Arguments", "ItemSelector", "ResultSelector", "Assign", "Output", "Result", "BatchInput",
        "Payload", "Comment",
    ]

    /// What may stand at the end of a part of an expression: a name behind a dot, else a value.
    private static func term(behind text: String) -> String {
        guard let last = text.last else { return "0" }
        return last == "." || last == "$" || last == "_" || last.isLetter || last.isNumber ? "x" : "0"
    }
}

/// One placeholder at the beginning of a text.
private struct Placeholder {
    /// With its braces.
    let text: String
    let reference: SoclessReference

    /// - Parameter isInExpression: whether it stands in JSONata, where `${…}` may also group: then only a plain name, or
    ///   one of the service's own, is a placeholder.
    init?(_ rest: Substring, isInExpression: Bool) {
        let isDouble = rest.hasPrefix("${{")
        let open = isDouble ? 3 : 2
        guard let end = rest.firstRange(of: isDouble ? "}}" : "}") else { return nil }
        let inside = rest[..<end.lowerBound].dropFirst(open)
        guard !inside.isEmpty, !inside.contains(where: \.isNewline) else { return nil }
        if isInExpression {
            let name = inside.replacing("AWS::", with: "", maxReplacements: 1)
            guard name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." || $0 == "-" }) else {
                return nil
            }
        }
        text = String(rest[..<end.upperBound])
        reference =
            inside.contains(":")
            ? SoclessReference(named: String(inside)) : SoclessReference(source: "", address: String(inside))
    }

    /// What stands for it inside other text.
    var standIn: String {
        switch (reference.source, reference.address) {
        case ("AWS", "Partition"): "aws"
        case ("AWS", "Region"): "us-east-1"
        case ("AWS", "AccountId"): "000000000000"
        default: String(reference.address.filter { $0.isASCII && ($0.isLetter || $0.isNumber) })
        }
    }
}

extension SoclessReference {
    /// The reference of a placeholder with a source, as `AWS::Region` and `self:custom.stage`.
    fileprivate init(named text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        self.init(source: String(parts[0]), address: String(parts[1].drop { $0 == ":" }))
    }
}

/// A value of the type that a field takes, for a placeholder that is all of it.
private struct StandIn {
    let key: String
    let pointer: JSONPointer
    let siblings: JSONObject

    init(_ key: String, _ pointer: JSONPointer, _ siblings: JSONObject) {
        self.key = key
        self.pointer = pointer
        self.siblings = siblings
    }

    func value(_ placeholder: Placeholder?) -> JSON {
        switch key {
        case "Resource": return .string(resource)
        case "TimeoutSeconds": return 99_999_999
        case "Mode": return siblings["ExecutionType"] == nil ? "INLINE" : "DISTRIBUTED"
        case "End": return true
        default: break
        }
        if Self.numbers.contains(key) || key.hasPrefix("Numeric") && !key.hasSuffix("Path") { return 1 }
        if let word = Self.words[key] { return .string(word) }
        if key.hasSuffix("Path") || key.hasSuffix(".$") || key == "Variable" { return "$" }
        if key.hasPrefix("Timestamp") { return "2016-03-14T01:59:00Z" }
        if key == "BooleanEquals" || key.hasPrefix("Is") { return true }
        return .string(placeholder?.standIn ?? "")
    }

    private var resource: String {
        switch pointer.tokens.dropLast().last {
        case "ItemReader": "arn:aws:states:::s3:getObject"
        case "ResultWriter": "arn:aws:states:::s3:putObject"
        default: "arn:aws:lambda:us-east-1:000000000000:function:placeholder"
        }
    }

    private static let numbers: Set<String> = [
        "Seconds", "HeartbeatSeconds", "IntervalSeconds", "MaxAttempts", "BackoffRate", "MaxDelaySeconds",
        "MaxConcurrency", "ToleratedFailureCount", "ToleratedFailurePercentage", "MaxItems", "MaxItemsPerBatch",
        "MaxInputBytesPerBatch",
    ]

    private static let words = [
        "ExecutionType": "STANDARD", "InputType": "JSON", "CSVDelimiter": "COMMA", "CSVHeaderLocation": "FIRST_ROW",
        "ManifestType": "S3_INVENTORY", "Transformation": "NONE", "OutputType": "JSON", "JitterStrategy": "NONE",
        "Version": "1.0",
    ]
}
