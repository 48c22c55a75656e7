/// `groupby`: values with the same attribute together.
enum GroupFilters {
    static let all: [String: Filter] = [
        "groupby": Filter(
            "sync_do_groupby", ["value", "attribute", "default", "case_sensitive"], required: 2
        ) { bound, machine throws(TemplateError) in try grouped(bound, machine) }
    ]

    private static func grouped(_ bound: Bound, _ machine: Machine) throws(TemplateError) -> Value {
        let isCaseSensitive = try bound.truth(3, default: false, machine)
        func written(_ value: Value) throws(TemplateError) -> Value {
            try FilteredValue.attribute(bound.value(1), of: value, default: bound[2], machine)
        }
        func key(_ value: Value) throws(TemplateError) -> Value {
            let key = try written(value)
            return isCaseSensitive ? key : FilteredValue.ignoringCase(key)
        }
        let keyed = try bound.value(0).elements(machine).map { value throws(TemplateError) in
            (key: try key(value), value: value)
        }
        var groups: [(key: Value, values: [Value])] = []
        for value in try Comparison.sorted(keyed, reverse: false, machine) {
            let current = try key(value)
            if let last = groups.last, try Comparison.equal(last.key, current, machine) {
                groups[groups.count - 1].values.append(value)
            } else {
                groups.append((current, [value]))
            }
        }
        return .items(
            try groups.map { group throws(TemplateError) in
                let name = isCaseSensitive ? group.key : try written(group.values[0])
                return .object(GroupObject(name, List(group.values)))
            })
    }
}
