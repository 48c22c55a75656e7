import JSON

/// `IsNull` and its kin.
enum ChoiceTypeTest: String, Sendable, Hashable, CaseIterable {
    case boolean = "IsBoolean"
    case null = "IsNull"
    case numeric = "IsNumeric"
    case present = "IsPresent"
    case string = "IsString"
    case timestamp = "IsTimestamp"

    /// Whether a value that is there has the type.
    func holds(_ value: JSON) -> Bool {
        switch self {
        case .boolean: value.boolValue != nil
        case .null: value.isNull
        case .numeric: value.numberValue != nil
        case .present: true
        case .string: value.stringValue != nil
        case .timestamp: value.stringValue.flatMap { Timestamp($0) } != nil
        }
    }
}
