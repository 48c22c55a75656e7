/// All filters of Jinja and SOCless, a family a file.
enum FilterTable {
    static let filters: [String: Filter] = [
        CaseFilters.all, EscapeFilters.all, FormatFilters.all, GroupFilters.all, NumberFilters.all,
        SequenceFilters.all, SoclessFunctions.filters, SortFilters.all, TextFilters.all, UndefinedFilters.all,
        WrapFilters.all,
    ].reduce(into: [:]) { table, family in table.merge(family) { _, new in new } }

    /// Filters that take any arguments: they hand them on.
    static let selections: Set = ["map", "select", "reject", "selectattr", "rejectattr", "format"]

    static func exists(_ name: String) -> Bool { filters[name] != nil || selections.contains(name) }
}
