import Incident
import JSON

extension Person {
    init(configuration reader: JSONReader) throws {
        try reader.object(allowing: ["email", "name", "team", "location"])
        let email = try reader.string("email", length: 3...254)
        guard Person.isAddress(email) else {
            throw try reader.member("email").error(expected: "a mail address", found: "`\(email)`")
        }
        self.init(
            email: email, name: try reader.string("name", length: 1...200),
            team: try reader.optionalString("team", length: 1...200),
            location: try reader.optionalString("location", length: 1...200))
    }
}

extension ConfigurationSection {
    static let people = list(
        "people", of: "person", by: "email", max: 100_000, isRequired: true, at: \.people,
        name: { $0.email.lowercased() }, read: Person.init(configuration:))
}
