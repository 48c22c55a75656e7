/// Applies filters by name.
enum Filters {
    /// - Parameter isNamedByValue: Whether a value names the filter, as in `map('upper')`, and not the template's text.
    static func call(
        _ name: String, _ value: Value, _ arguments: Arguments, _ machine: Machine, isNamedByValue: Bool = false
    ) throws(TemplateError) -> Value {
        try machine.step(1 + (value.string?.utf8.count ?? 0) / 64)
        if FilterTable.selections.contains(name) {
            return try SelectionFilters.call(name, value, arguments, machine, call)
        }
        guard let filter = FilterTable.filters[name] else {
            throw TemplateError(
                .templateRuntime, "No filter named \(Representation.quoted(name))\(isNamedByValue ? "" : " found").")
        }
        return try machine.deeper { () throws(TemplateError) in try filter(value, arguments, machine) }
    }
}
