/// What stands in for something that is not there.
enum UndefinedFilters {
    static let all: [String: Filter] = ["default": fallback, "d": fallback]

    private static let fallback = Filter(
        "do_default", ["value", "default_value", "boolean"]
    ) { bound, machine throws(TemplateError) in
        let value = bound.value(0)
        if value.isUndefined { return bound[1] ?? .text("") }
        if try bound.truth(2, default: false, machine), try !value.truth(machine) { return bound[1] ?? .text("") }
        return value
    }
}
