import ArgumentParser
import Foundation
import JSON

struct PeopleListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the organisation's people, and by what they are on call.")

    @Option(help: "At this time instead of now: RFC 3339.", transform: OnCallTime.parse)
    var at: Date?

    @OptionGroup var json: JSONOption

    func run() async throws {
        let people = try await API().get(["people"], [("at", at?.json.stringValue)])
        Output.result(asJSON: json.isOn, people, Self.text(people))
    }

    static func text(_ people: JSON) -> String {
        var listing = Listing("PERSON", "NAME", "TEAM", "LOCATION", "ON CALL BY")
        for person in people["items"]?.arrayValue ?? [] {
            let schedules = (person["on_call"]?.arrayValue ?? []).compactMap(\.stringValue)
            listing.add(
                person.text(of: "email"), person.text(of: "name"), person.text(of: "team"), person.text(of: "location"),
                schedules.isEmpty ? nil : schedules.joined(separator: ", "))
        }
        return listing.text(empty: "The configuration names nobody. Add people to it and run `muster config apply`.")
    }
}
