import JSON

/// The names of the states that merge the branches of parallels: `merge_<lower-cased name>`.
struct MergeNames {
    private let names: [String: String]

    init(_ states: JSONObject, _ compatibility: SoclessCompatibility) {
        var names: [String: String] = [:]
        var taken = StateNames.all(in: states)
        for parallel in Self.parallels(in: states) {
            let wanted = "merge_\(parallel.lowercased())"
            if compatibility == .recorded {
                names[parallel] = String(wanted.prefix(128))
                continue
            }
            let name = Self.free(wanted, taken)
            taken.insert(name)
            names[parallel] = name
        }
        self.names = names
    }

    subscript(parallel: String) -> String { names[parallel] ?? "merge_\(parallel.lowercased())" }

    private static func free(_ wanted: String, _ taken: Set<String>) -> String {
        var result = String(wanted.prefix(StateNames.maximumLength))
        var number = 2
        while taken.contains(result) {
            let suffix = "_\(number)"
            result = wanted.prefix(StateNames.maximumLength - suffix.count) + suffix
            number += 1
        }
        return result
    }

    private static func parallels(in states: JSONObject) -> [String] {
        states.flatMap { name, state in
            (state["Type"] == "Parallel" ? [name] : [])
                + StateNames.machines(in: state).flatMap { parallels(in: $0["States"]?.objectValue ?? [:]) }
        }
    }
}
