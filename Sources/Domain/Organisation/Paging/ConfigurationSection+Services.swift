import Escalation
import JSON

extension ConfigurationSection {
    static let services = list(
        "services", of: "service", max: 10_000, at: \.services, name: \.name, read: OwnedService.init(configuration:)
    ) { service, all, place in
        for (index, owner) in service.owners.enumerated() {
            let place = place.at("owners", "\(index)")
            switch owner {
            case .service, .role:
                throw place.problem(expected: "a mail address, a schedule, a rota or a team", found: "\(owner.title)")
            case .person, .schedule, .team:
                guard let missing = all.missing(owner) else { continue }
                throw place.problem(expected: missing.expected, found: "`\(missing.name)`")
            }
        }
    }
}

extension OwnedService {
    /// Configuration: `name`, `owners` (1 to 20 targets as steps of policies have them).
    init(configuration reader: JSONReader) throws {
        try reader.object(allowing: ["name", "owners"])
        let owners = try reader.array("owners", max: 20).map(EscalationTarget.init)
        guard !owners.isEmpty else {
            throw try reader.member("owners").error(expected: "at least one owner", found: "none")
        }
        self.init(name: try reader.string("name", length: 1...100), owners: owners)
    }
}
