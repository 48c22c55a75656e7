import JSON

/// The names of states, also of those inside others.
enum StateNames {
    /// The longest name that the language allows.
    static let maximumLength = 80

    static func all(in states: JSONObject) -> Set<String> {
        var names: Set<String> = []
        collect(states, into: &names)
        return names
    }

    private static func collect(_ states: JSONObject, into names: inout Set<String>) {
        for (name, state) in states {
            names.insert(name)
            for inner in machines(in: state) { collect(inner["States"]?.objectValue ?? [:], into: &names) }
        }
    }

    /// The state machines inside a state.
    static func machines(in state: JSON) -> [JSON] {
        (state["Branches"]?.arrayValue ?? []) + [state["Iterator"], state["ItemProcessor"]].compactMap(\.self)
    }
}
