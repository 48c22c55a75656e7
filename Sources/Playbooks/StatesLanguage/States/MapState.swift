import JSON
import QueryLanguages

/// Executes its processor once for each item (specification, "Map State").
struct MapState: Sendable {
    /// Where the items come from when no reader reads them.
    enum Items: Sendable {
        /// The state's effective input itself.
        case input
        case path(JSONPath)
        case jsonata(JSONataTemplate)
    }

    /// The group of the processor.
    let processor: Int
    /// Whether each item is an execution of its own.
    let isDistributed: Bool
    /// What the child executions of a distributed Map are.
    let executionType: StateMachine.Kind
    let label: String?
    let items: Items
    let itemSelector: Template?
    let itemReader: ItemReader?
    let itemBatcher: ItemBatcher?
    let resultWriter: ResultWriter?
    let maxConcurrency: ValueField?
    let toleratedFailureCount: ValueField?
    let toleratedFailurePercentage: ValueField?
}

extension DefinitionReader {
    mutating func mapState(_ object: DefinitionObject, _ language: QueryLanguage) -> MapState? {
        requireOne(of: ["ItemProcessor", "Iterator"], in: object)
        allowOne(of: ["ItemSelector", "Parameters"], in: object)
        let key = object["ItemProcessor"] != nil ? "ItemProcessor" : "Iterator"
        guard let processor = self.object(object[key], at: object.pointer(key)) else { return nil }
        warnUnknown(in: processor, besides: ["Comment", "ProcessorConfig", "StartAt", "States"])
        let config = self.object(processor["ProcessorConfig"], at: processor.pointer("ProcessorConfig"))
        let isDistributed = config.flatMap { choice($0, "Mode", ["INLINE", "DISTRIBUTED"]) } == "DISTRIBUTED"
        let type = config.flatMap { choice($0, "ExecutionType", ["STANDARD", "EXPRESS"]) }
        if !isDistributed {
            for field in ["ItemReader", "ItemBatcher", "ResultWriter"] where object[field] != nil {
                report("Field '\(field)' is only supported when the Mode is DISTRIBUTED", at: object.pointer(field))
            }
        }
        let selector =
            object["Parameters"] != nil
            ? template(object, path: "Parameters", jsonata: "ItemSelector", language)
            : template(object, path: "ItemSelector", jsonata: "ItemSelector", language)
        return MapState(
            processor: group(processor), isDistributed: isDistributed,
            executionType: type.flatMap(StateMachine.Kind.init) ?? .standard, label: label(object),
            items: items(object, language), itemSelector: selector, itemReader: itemReader(object, language),
            itemBatcher: itemBatcher(object, language), resultWriter: resultWriter(object, language),
            maxConcurrency: integerField(object, "MaxConcurrency", language, in: 0...99_999_999),
            toleratedFailureCount: integerField(object, "ToleratedFailureCount", language, in: 0...99_999_999),
            toleratedFailurePercentage: percentage(object, language))
    }

    private mutating func items(_ object: DefinitionObject, _ language: QueryLanguage) -> MapState.Items {
        if language == .jsonata { return jsonata(object, "Items").map(MapState.Items.jsonata) ?? .input }
        return path(object, "ItemsPath").map(MapState.Items.path) ?? .input
    }

    private mutating func percentage(_ object: DefinitionObject, _ language: QueryLanguage) -> ValueField? {
        value(
            object, "ToleratedFailurePercentage", language,
            isLiteral: { $0.doubleValue.map { (0...100).contains($0) } ?? false }, expected: "Float from 0 to 100")
    }

    /// A text that must be one of some.
    mutating func choice(_ object: DefinitionObject, _ key: String, _ allowed: [String]) -> String? {
        guard let text = string(object, key) else { return nil }
        if !allowed.contains(text) {
            report("Value must be one of [\(allowed.joined(separator: ", "))]", at: object.pointer(key))
        }
        return text
    }

    /// `Label`: becomes a part of the child executions' names, so that it is short and plain.
    private mutating func label(_ object: DefinitionObject) -> String? {
        guard let label = string(object, "Label") else { return nil }
        if label.unicodeScalars.count > 40 {
            report("Label cannot exceed 40 characters", at: object.pointer("Label"), code: .label)
        }
        if let scalar = label.unicodeScalars.first(where: Self.isForbiddenInLabels) {
            report(
                "Label contains invalid character: \(quoted(scalar))", at: object.pointer("Label"), code: .label)
        }
        return label
    }

    private static func isForbiddenInLabels(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "?", "*", "<", ">", "{", "}", "[", "]", ":", ";", ",", "\\", "|", "^", "~", "$", "#", "%", "&", "`", "\"":
            true
        case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": true
        default: scalar.properties.isWhitespace
        }
    }

    /// The character between quotes; control characters by number.
    private func quoted(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\t": return #"'\t'"#
        case "\n": return #"'\n'"#
        case "\r": return #"'\r'"#
        case "\\": return #"'\\'"#
        case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{A0}":
            let digits = String(scalar.value, radix: 16)
            return "'\\x\(digits.count < 2 ? "0" : "")\(digits)'"
        default: return "'\(scalar)'"
        }
    }
}
