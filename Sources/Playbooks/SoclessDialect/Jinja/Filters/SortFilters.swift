/// Order: sorting, least and greatest, unique values.
enum SortFilters {
    static let all: [String: Filter] = [
        "sort": Filter(
            "do_sort", ["value", "reverse", "case_sensitive", "attribute"]
        ) { bound, machine throws(TemplateError) in try sorted(bound, machine) },
        "dictsort": Filter(
            "do_dictsort", ["value", "case_sensitive", "by", "reverse"]
        ) { bound, machine throws(TemplateError) in try dictSorted(bound, machine) },
        "min": extreme("do_min", "<"),
        "max": extreme("do_max", ">"),
        "unique": Filter(
            "sync_do_unique", ["value", "case_sensitive", "attribute"]
        ) { bound, machine throws(TemplateError) in try unique(bound, machine) },
    ]

    private static func sorted(_ bound: Bound, _ machine: Machine) throws(TemplateError) -> Value {
        let isCaseSensitive = try bound.truth(2, default: false, machine)
        let paths: [Value]
        if let text = bound.optional(3)?.string {
            paths = text.split(separator: ",", omittingEmptySubsequences: false).map { .text(String($0)) }
        } else {
            paths = [bound[3] ?? .null]
        }
        var keyed: [(key: Value, value: Value)] = []
        for value in try bound.value(0).elements(machine) {
            let keys = try paths.map { path throws(TemplateError) in
                let key = try FilteredValue.attribute(path, of: value, machine)
                return isCaseSensitive ? key : FilteredValue.ignoringCase(key)
            }
            keyed.append((.items(keys), value))
        }
        return .items(
            try Comparison.sorted(keyed, reverse: try bound.truth(1, default: false, machine), machine))
    }

    private static func dictSorted(_ bound: Bound, _ machine: Machine) throws(TemplateError) -> Value {
        let by = bound[2]?.string ?? "key"
        guard by == "key" || by == "value" else {
            throw TemplateError(.filterArgument, "You can only sort by either \"key\" or \"value\"")
        }
        if case .undefined(let undefined) = bound.value(0) { throw undefined.error }
        guard case .dict(let dict) = bound.value(0) else {
            throw TemplateError(.attribute, "'\(bound.value(0).typeName)' object has no attribute 'items'")
        }
        let isCaseSensitive = try bound.truth(1, default: false, machine)
        let keyed = dict.members.map { entry -> (key: Value, value: Value) in
            let key = by == "key" ? entry.key : entry.value
            return (isCaseSensitive ? key : FilteredValue.ignoringCase(key), .tuple([entry.key, entry.value]))
        }
        return .items(try Comparison.sorted(keyed, reverse: try bound.truth(3, default: false, machine), machine))
    }

    private static func extreme(_ function: String, _ sign: String) -> Filter {
        Filter(function, ["value", "case_sensitive", "attribute"]) { bound, machine throws(TemplateError) in
            let isCaseSensitive = try bound.truth(1, default: false, machine)
            var best: (key: Value, value: Value)?
            for value in try bound.value(0).elements(machine) {
                let key = try FilteredValue.attribute(bound[2] ?? .null, of: value, machine)
                let compared = isCaseSensitive ? key : FilteredValue.ignoringCase(key)
                if let current = best, try !Comparison.holds(compared, sign, current.key, machine) { continue }
                best = (compared, value)
            }
            return best?.value ?? machine.undefined("No aggregated item, sequence was empty.")
        }
    }

    private static func unique(_ bound: Bound, _ machine: Machine) throws(TemplateError) -> Value {
        let isCaseSensitive = try bound.truth(1, default: false, machine)
        let path = bound[2] ?? .null
        let source = bound.value(0)
        var started: Iterator?
        var seen: Set<Key> = []
        return .object(
            Iterator(type: "generator", name: "generator object sync_do_unique") { () throws(TemplateError) -> Value? in
                if started == nil {
                    started = try source.iterator(machine)
                    guard started != nil else { throw SequenceFilters.notIterable(source) }
                }
                while let value = try started?.next() {
                    let key = try FilteredValue.attribute(path, of: value, machine)
                    if seen.insert(try Key(isCaseSensitive ? key : FilteredValue.ignoringCase(key), machine)).inserted {
                        return value
                    }
                }
                return nil
            })
    }
}
