extension ConfigurationSection {
    static let rotas = list("rotas", of: "rota", max: 1000, at: \.rotas, name: \.name, read: Rota.init) {
        rota, all, place in
        for (index, member) in rota.members.enumerated() where all.person(member) == nil {
            throw place.at("members", "\(index)").problem(
                expected: "somebody listed under `people`", found: "`\(member)`")
        }
    }
}
