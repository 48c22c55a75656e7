import JSON

/// The variables that a state sees: those of its own scope, then those of the scopes around it.
struct Variables: Sendable {
    /// The innermost scope first.
    var scopes: [JSONObject]

    subscript(name: String) -> JSON? {
        for scope in scopes {
            if let value = scope[name] { return value }
        }
        return nil
    }

    /// All of them by name, for the JSONata engine.
    var merged: [String: JSON] {
        var result: [String: JSON] = [:]
        for scope in scopes.reversed() {
            for (name, value) in scope { result[name] = value }
        }
        return result
    }
}
