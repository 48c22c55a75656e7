import JSON

extension ConfigurationSection {
    static let drillContacts = list(
        "drill_contacts", of: nil, max: 100, at: \.drillContacts, name: { $0.lowercased() },
        read: { try $0.string(length: 3...254) }
    ) { contact, all, place in
        guard all.person(contact) == nil else { return }
        throw place.problem(expected: "somebody listed under `people`", found: "`\(contact)`")
    }
}
