import OnCall

extension ConfigurationSection {
    static let schedules = list(
        "schedules", of: "schedule", max: 1000, at: \.schedules, name: \.name, read: Schedule.init(configuration:)
    ) { schedule, all, place in
        guard all.rota(named: schedule.name) == nil else {
            throw place.at("name").problem(expected: "a name that no rota has", found: "`\(schedule.name)`")
        }
        for (layer, members) in schedule.layers.map(\.members).enumerated() {
            for (turn, people) in members.enumerated() {
                for person in people where all.person(person) == nil {
                    throw place.at("layers", "\(layer)", "members", "\(turn)").problem(
                        expected: "somebody listed under `people`", found: "`\(person)`")
                }
            }
        }
    }
}
