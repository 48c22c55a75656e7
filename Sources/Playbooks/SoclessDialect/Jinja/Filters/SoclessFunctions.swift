/// What SOCless adds to Jinja: lookups, JSON and times, each as a function and as a filter.
enum SoclessFunctions {
    static let filters: [String: Filter] = [
        "vault": lookup("vault", "vault_id") { .vault($0) },
        "secret": lookup("secret", "secret_path") { .secret($0) },
        "env": Filter("env", ["env_var_name"]) { bound, machine throws(TemplateError) in
            try environment(bound.value(0), machine)
        },
        "fromjson": Filter("fromjson", ["string_json"]) { bound, machine throws(TemplateError) in
            try parsed(bound.value(0), machine)
        },
        "fromtimestamp": Filter("fromtimestamp", ["timestamp", "tz"]) { bound, machine throws(TemplateError) in
            try Moments.fromTimestamp(bound.value(0), bound[1], machine)
        },
        "datetime_from_now": Filter(
            "datetime_from_now", ["days", "hours", "minutes", "seconds", "tz"], required: 0
        ) { bound, machine throws(TemplateError) in try Moments.fromNow(bound, machine) },
    ]

    static var globals: [(String, Value)] {
        filters.sorted { $0.key < $1.key }.map { name, filter in
            (
                name,
                FunctionObject.function(name) { arguments, machine throws(TemplateError) in
                    try filter(arguments, machine)
                }
            )
        }
    }

    private static func lookup(
        _ function: String, _ parameter: String, _ make: @escaping @Sendable (String) -> ParameterLookup
    ) -> Filter {
        Filter(function, [parameter]) { bound, machine throws(TemplateError) in
            let name = try Representation.text(bound.value(0), machine)
            return .text(try value(of: make(name), machine))
        }
    }

    static func value(of lookup: ParameterLookup, _ machine: Machine) throws(TemplateError) -> String {
        guard let text = try machine.lookups.value(of: lookup) else {
            throw TemplateError(.bootstrap, "There is no \(lookup)")
        }
        try machine.spend(text.utf8.count)
        return text
    }

    /// The credentials of the integration itself are nobody's business.
    private static let refused: Set = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"]

    private static func environment(_ value: Value, _ machine: Machine) throws(TemplateError) -> Value {
        let name = try Representation.text(value, machine)
        guard !refused.contains(name) else {
            throw TemplateError(.bootstrap, "Cannot access disallowed env var: \(name)")
        }
        guard let text = try machine.lookups.value(of: .environment(name)) else {
            throw TemplateError(.bootstrap, "Environment Variable \(name) not found")
        }
        return .text(text)
    }

    static func parsed(_ value: Value, _ machine: Machine) throws(TemplateError) -> Value {
        guard let text = value.string else {
            if case .undefined(let undefined) = value, !undefined.isSilent {
                throw TemplateError(
                    .type, "the JSON object must be str, bytes or bytearray, not StrictUndefined")
            }
            throw TemplateError(.type, "the JSON object must be str, bytes or bytearray, not \(value.typeName)")
        }
        do throws(TemplateError) {
            return try JSONLoading.value(text, machine)
        } catch  where error.kind == .value {
            throw TemplateError(
                .bootstrap,
                "JSONDecodeError in `fromjson` Jinja filter/function. Error: \(error.message) |\n String: \(text)")
        }
    }
}
