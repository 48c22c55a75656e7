extension ConfigurationSection {
    static let sources = list(
        "sources", of: nil, max: 1000, at: \.sources, name: { "\($0.name) \($0.keyHeader ?? "")" },
        read: AlertSource.init
    ) { source, all, place in
        guard let address = source.mail?.address else { return }
        let others = all.sources.filter { $0 != source }.compactMap(\.mail?.address)
        guard !others.contains(address), all.mailReports?.address != address else {
            throw place.at("mail", "address").problem(
                expected: "an address that nothing else has", found: "`\(address)` for the second time")
        }
    }
}
