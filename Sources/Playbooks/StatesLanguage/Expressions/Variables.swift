import JSON

/// The variables that a state sees: those of its own scope, then those of the scopes around it.
struct Variables: Sendable {
    var own: JSONObject
    /// The scopes around, the innermost first.
    var outer: [JSONObject] = []

    subscript(name: String) -> JSON? {
        if let value = own[name] { return value }
        for scope in outer {
            if let value = scope[name] { return value }
        }
        return nil
    }

    /// Why a variable cannot have a name: it begins like an identifier of Unicode, goes on like one, and has at most 80
    /// characters (developer guide, "Passing data between states with variables"); `nil` when it can.
    static func fault(inName name: String) -> String? {
        let scalars = name.unicodeScalars
        guard scalars.count <= 80 else { return "the variable name exceeds the 80-character limit." }
        guard let first = scalars.first else { return "the variable name is empty." }
        let isName = first.properties.isIDStart && scalars.dropFirst().allSatisfy(\.properties.isIDContinue)
        return isName ? nil : "the variable name contains invalid characters."
    }

    /// All of them by name, for the JSONata engine.
    var merged: [String: JSON] {
        var result: [String: JSON] = [:]
        for scope in outer.reversed() {
            for (name, value) in scope { result[name] = value }
        }
        for (name, value) in own { result[name] = value }
        return result
    }
}
