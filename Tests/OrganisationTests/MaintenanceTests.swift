import FoundationEssentials
import JSON
import OnCall
import Silencing
import Testing

@testable import Organisation

@Suite struct MaintenanceTests {
    private func read(_ window: JSON, leniently: Bool = false) throws -> OrganisationConfiguration {
        let document: JSON = [
            "people": [["email": "first@example.org", "name": "First"]], "severities": [["name": "S"]],
            "priorities": [["name": "P"]], "incident_types": [["name": "T", "commander": "first@example.org"]],
            "maintenance": [window],
        ]
        return try OrganisationConfiguration(
            leniently ? JSONReader(document, leniency: JSONLeniency()) : JSONReader(document))
    }

    private func window(_ change: (inout JSONObject) -> Void = { _ in }) -> JSON {
        var window: JSONObject = [
            "name": "w", "matchers": ["team=~\"d.*\"", "env!=prod"], "timezone": "UTC", "from": "22:00",
            "until": "02:00",
        ]
        change(&window)
        return .object(window)
    }

    @Test func isReadWithItsDefaults() throws {
        let configuration = try read(window())
        let found = try #require(configuration.maintenance.first)
        #expect(found.matchers.map(\.description) == [#"team=~"d.*""#, #"env!="prod""#])
        // 2026-01-05 is a Monday.
        let night = Date(timeIntervalSince1970: 1_767_571_200 + 23 * 3600)
        #expect(found.span(at: night, zones: configuration.zones)?.upperBound == night + 3 * 3600)
        #expect(configuration.zoneNames.contains("UTC"))
        let restricted = try read(
            window {
                $0["days"] = ["monday"]
                $0["days_of_month"] = [5, -1]
                $0["months"] = [1]
            })
        let other = try #require(restricted.maintenance.first)
        #expect(other.span(at: night, zones: restricted.zones) != nil)
        #expect(other.span(at: night + 86_400, zones: restricted.zones) == nil)
    }

    @Test(
        arguments: [
            ("matchers", [], "/maintenance/0/matchers"), ("matchers", ["a="], "/maintenance/0/matchers"),
            ("matchers", ["a=~\"(\""], "/maintenance/0/matchers/0"), ("from", "24:00", "/maintenance/0/from"),
            ("days_of_month", [0], "/maintenance/0/days_of_month/0"), ("months", [13], "/maintenance/0/months/0"),
            ("weekdays", ["monday"], "/maintenance/0"),
        ] as [(String, JSON, String)])
    func saysWhereAFaultIs(_ key: String, _ value: JSON, _ place: String) throws {
        let error = #expect(throws: JSONDecodingError.self) { try read(window { $0[key] = value }) }
        #expect(error.map { "\($0.path)" }?.hasPrefix(place) == true, "\(String(describing: error))")
    }

    /// A condition that is passed over would make the window longer than it is.
    @Test func aWindowOfANewerReleaseIsLeftOut() throws {
        #expect(try read(window { $0["except"] = ["2026-12-24"] }, leniently: true).maintenance.isEmpty)
    }

    @Test func applyRefusesAZoneThatIsNone() throws {
        let configuration = try read(window { $0["timezone"] = "Europe/Berlinn" })
        let error = #expect(throws: JSONDecodingError.self) {
            try configuration.checkOnCall(at: Date(), in: ConfigurationPlace(path: JSONPointer()))
        }
        #expect(error.map { "\($0.path)" } == "/maintenance/0/timezone")
    }
}
