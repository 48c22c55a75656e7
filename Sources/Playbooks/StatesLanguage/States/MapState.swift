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

    /// Whether it has fields that mean something only where each item is an execution of its own.
    var needsDistribution: Bool { itemReader != nil || itemBatcher != nil || resultWriter != nil }
}

extension DefinitionReader {
    mutating func mapState(_ object: DefinitionObject, _ language: QueryLanguage) -> MapState? {
        requireOne(of: ["ItemProcessor", "Iterator"], in: object)
        allowOne(of: ["ItemSelector", "Parameters"], in: object)
        let key = object["ItemProcessor"] != nil ? "ItemProcessor" : "Iterator"
        guard let processor = self.object(object[key], at: object.pointer(key)) else { return nil }
        refuseUnknown(in: processor, besides: ["Comment", "ProcessorConfig", "StartAt", "States"])
        let (isDistributed, type) = mode(processor)
        if !isDistributed {
            // The service creates such a machine, and reads nothing.
            for field in ["ItemReader", "ItemBatcher", "ResultWriter"] where object[field] != nil {
                report(
                    "Field '\(field)' means nothing unless the Mode is DISTRIBUTED", at: object.pointer(field),
                    severity: .warning)
            }
        }
        let selector =
            object["Parameters"] != nil
            ? template(object, path: "Parameters", jsonata: "ItemSelector", language)
            : template(object, path: "ItemSelector", jsonata: "ItemSelector", language)
        // Before those of Maps within it: the later one is the one to change.
        let label = label(object)
        return MapState(
            processor: group(processor), isDistributed: isDistributed,
            executionType: type, label: label, items: items(object, language), itemSelector: selector,
            itemReader: itemReader(object, language), itemBatcher: itemBatcher(object, language),
            resultWriter: resultWriter(object, language),
            maxConcurrency: integerField(object, "MaxConcurrency", language, in: 0...Int64.max),
            toleratedFailureCount: integerField(object, "ToleratedFailureCount", language, in: 0...99_999_999),
            toleratedFailurePercentage: percentage(object, language))
    }

    private mutating func items(_ object: DefinitionObject, _ language: QueryLanguage) -> MapState.Items {
        if language == .jsonata { return jsonata(object, "Items").map(MapState.Items.jsonata) ?? .input }
        return referencePath(object, "ItemsPath").map(MapState.Items.path) ?? .input
    }

    /// `ProcessorConfig`: whether each item is an execution of its own, and of which kind.
    private mutating func mode(_ processor: DefinitionObject) -> (isDistributed: Bool, StateMachine.Kind) {
        guard let config = object(processor["ProcessorConfig"], at: processor.pointer("ProcessorConfig")) else {
            return (false, .standard)
        }
        let isDistributed = choice(config, "Mode", ["INLINE", "DISTRIBUTED"]) == "DISTRIBUTED"
        guard isDistributed else {
            refuseUnknown(in: config, besides: ["Mode"])
            return (false, .standard)
        }
        refuseUnknown(in: config, besides: ["Mode", "ExecutionType"])
        require(["ExecutionType"], in: config)
        if kind == .express {
            report(
                "The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state machines",
                at: config.pointer("Mode"))
        }
        let type = choice(config, "ExecutionType", ["STANDARD", "EXPRESS"])
        return (true, type.flatMap(StateMachine.Kind.init) ?? .standard)
    }

    private mutating func percentage(_ object: DefinitionObject, _ language: QueryLanguage) -> ValueField? {
        value(object, "ToleratedFailurePercentage", language) { reader, literal, pointer in
            guard let number = literal.doubleValue else {
                reader.expect("NUMBER", at: pointer)
                return false
            }
            if number < 0 { reader.report("Minimum value is 0", at: pointer) }
            if number > 100 { reader.report("Maximum value is 100", at: pointer) }
            return (0...100).contains(number)
        }
    }

    /// `Label`: becomes a part of the child executions' names, so that it is short and plain.
    private mutating func label(_ object: DefinitionObject) -> String? {
        guard let label = string(object, "Label") else { return nil }
        let pointer = object.pointer("Label")
        if label.unicodeScalars.count > 40 {
            report("Label cannot exceed 40 characters", at: pointer, code: .invalidLabelName)
        }
        if let scalar = label.unicodeScalars.first(where: Self.isForbiddenInLabels) {
            report("Label contains invalid character: \(quoted(scalar))", at: pointer, code: .invalidLabelName)
        }
        if !labels.insert(label).inserted {
            report("Duplicate Label name: \(label)", at: pointer, code: .duplicateLabelName)
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
