extension ConfigurationSection {
    static let tagTypes = list(
        "tag_types", of: "tag type", max: 500, at: \.tagTypes, name: \.name, read: TagType.init
    ) { type, all, place in
        for (index, name) in type.requiredBy.enumerated() where all.type(named: name) == nil {
            throw place.at("required_by", "\(index)").problem(expected: "an incident type", found: "`\(name)`")
        }
    }
}
