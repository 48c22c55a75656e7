/// What Python says about types.
extension Value {
    /// `type(value).__name__`.
    var typeName: String {
        switch self {
        case .null: "NoneType"
        case .bool: "bool"
        case .int: "int"
        case .float: "float"
        case .string(let text): text.isSafe ? "Markup" : "str"
        case .tuple: "tuple"
        case .list: "list"
        case .dict: "dict"
        case .undefined(let undefined): undefined.isSilent ? "Undefined" : "StrictUndefined"
        case .object(let object): object.typeName
        }
    }

    /// As sentences about undefined members name the type.
    var ownerName: String {
        switch self {
        case .null: "None"
        case .string(let text) where text.isSafe: "markupsafe.Markup object"
        case .object(let object): object.typeName == "ellipsis" ? "Ellipsis" : "\(object.qualifiedTypeName) object"
        default: "\(typeName) object"
        }
    }

    var isUndefined: Bool {
        if case .undefined = self { return true }
        return false
    }

    var isNone: Bool {
        if case .null = self { return true }
        return false
    }

    var string: String? {
        guard case .string(let text) = self else { return nil }
        return text.string
    }

    /// The whole number, also of a boolean, which is one in Python.
    var integer: Integer? {
        switch self {
        case .int(let value): value
        case .bool(let value): Integer(value ? 1 : 0)
        default: nil
        }
    }

    /// The number as floating point.
    var number: Double? {
        if case .float(let value) = self { return value }
        return integer?.double
    }

    /// `bool(value)`.
    func truth(_ machine: Machine) throws(TemplateError) -> Bool {
        switch self {
        case .null: return false
        case .bool(let value): return value
        case .int(let value): return !value.isZero
        case .float(let value): return value != 0
        case .string(let text): return !text.string.isEmpty
        case .tuple(let values): return !values.isEmpty
        case .list(let list): return !list.values.isEmpty
        case .dict(let dict): return dict.count > 0
        case .undefined(let undefined):
            guard undefined.isSilent else { throw undefined.error }
            return false
        case .object(let object): return try object.truth(machine)
        }
    }

    /// `len(value)`.
    func length(_ machine: Machine) throws(TemplateError) -> Int {
        switch self {
        case .string(let text):
            try machine.step(text.string.utf8.count / 64)
            return text.string.unicodeScalars.count
        case .tuple(let values): return values.count
        case .list(let list): return list.values.count
        case .dict(let dict): return dict.count
        case .undefined(let undefined):
            guard undefined.isSilent else { throw undefined.error }
            return 0
        case .object(let object):
            if let length = try object.length(machine) { return length }
        default: break
        }
        throw TemplateError(.type, "object of type '\(typeName)' has no len()")
    }

    /// `value is other`.
    func isSame(as other: Value) -> Bool {
        switch (self, other) {
        case (.null, .null): true
        case (.bool(let one), .bool(let two)): one == two
        case (.int(let one), .int(let two)): one == two
        case (.float(let one), .float(let two)): one == two
        case (.string(let one), .string(let two)): one.string.utf8.elementsEqual(two.string.utf8)
        case (.list(let one), .list(let two)): one === two
        case (.dict(let one), .dict(let two)): one === two
        case (.object(let one), .object(let two)): one === two
        default: false
        }
    }
}
