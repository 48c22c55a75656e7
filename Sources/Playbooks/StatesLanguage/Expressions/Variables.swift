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
