import Encodings
import FoundationEssentials
import HTTPKit
import HTTPTypes
import JSON
import TestServers
import Testing

@testable import Intake

/// Walks every route that reads with the key of somebody who may not see restricted incidents.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct StrangerTests {
    /// It is in the title of the restricted incident, and in everything that belongs to it.
    private static let marker = "zanzibar"

    @Test func nothingOfARestrictedIncidentIsShownAnywhere() async throws {
        try await IntakeProcess.run { intake in
            let alert = try await report(to: intake)
            let testPage = try await intake.post("/api/v1/people/owner@example.org/test-pages", [:])
            let testPageID = try #require(testPage.json["id"]?.stringValue, "\(testPage.text)")
            // Places are there before the incident lists them: while it is completed, and for ever when that fails.
            for isListed in [false, true] {
                let places = try await RestrictedPlaces.make(
                    marker: Self.marker, isListed: isListed, in: intake.database)
                var shown = 0
                for endpoint in try OpenDoors.endpoints() where endpoint.method == .get {
                    // A calendar has no caller to tell apart, and reads schedules alone; the link of a page is for who was paged,
                    // and that of a mail for who got it, and leads to nothing that is restricted (InvolvementTests).
                    if ["/oncall/", "/p/", "/j/"].contains(where: { endpoint.path.hasPrefix($0) }) { continue }
                    // Pages that no key opens, and those that everybody may see: ConsoleAccessTests walks them.
                    if Self.isOfNobodyOrPeople(endpoint) { continue }
                    // The doors of Opsgenie show a sender what it sent itself, and no incident.
                    if endpoint.path.contains("/v2/alerts") { continue }
                    // A silence says which labels are kept quiet, and belongs to no incident.
                    if endpoint.path == "/api/v1/silences/{id}" { continue }
                    for path in try Self.fill(
                        endpoint.path, places: places, alert: alert, testPage: testPageID)
                    {
                        let reply = try await intake.get(path, key: IntakeProcess.readingKey)
                        #expect(reply.status != 401 && reply.status != 403 && reply.status < 500, "\(path)")
                        #expect(!reply.text.lowercased().contains(Self.marker), "\(path) \(reply.text)")
                        // Streams do not end for those who may see them.
                        guard !endpoint.path.hasSuffix("/events") else { continue }
                        let own = try await intake.get(path)
                        #expect(own.status == 200, "\(path) \(own.text)")
                        if own.text.lowercased().contains(Self.marker) { shown += 1 }
                    }
                }
                #expect(shown >= 30, "who may see it sees it: else the walk proves nothing")
                try await places.remove(from: intake.database)
            }
        }
    }

    private static func isOfNobodyOrPeople(_ endpoint: Endpoint) -> Bool {
        endpoint.admission == .visitor || endpoint.path.hasPrefix("/sign-in") || endpoint.path.hasPrefix("/assets/")
    }

    /// Opens a restricted incident with an alert; gives the alert's id.
    private func report(to intake: IntakeProcess) async throws -> String {
        let opened = try await intake.post(
            "/api/v1/incidents", ["title": "Zanzibar is breached", "type": "breach", "description": "zanzibar"])
        #expect(opened.status == 201)
        #expect(opened.json["name"] == "INC-1")
        let sent = try await intake.post(
            "/api/v1/alerts", ["title": "Zanzibar is down", "severity": "warning", "dedup_key": "zanzibar"])
        let id = try #require(sent.json["alerts"]?[0]?["id"]?.stringValue)
        try await intake.database.run(
            sql: """
                update core.alert set incident_id = (select id from core.incident where name = 'INC-1') where id = '\(id)'
                """)
        return id
    }

    /// The addresses of a route for what belongs to the incident. A route that this cannot fill in fails the test: say
    /// here what of a restricted incident it would show.
    private static func fill(_ path: String, places: RestrictedPlaces, alert: String, testPage: String) throws
        -> [String]
    {
        let segments = path.split(separator: "/").map(String.init)
        let ids: [String: [String]] = [
            "incidents": ["INC-1", "inc-1"], "alerts": [alert], "tickets": [places.ticket],
            "conversations": [places.conversation, "inc-1"], "files": [places.folder], "documents": [places.document],
            "groups": [places.group], "conferences": [places.conference], "pages": [places.page],
            "tasks": [places.task], "executions": [places.execution],
            // A playbook is everybody's; what runs of it is not.
            "playbooks": [RestrictedPlaces.playbook],
            // Rotas and schedules are the organisation's, and no incident stands in them.
            "oncall": ["primary"],
            // Sums, told with and without what is restricted; the night has not been yet.
            "metrics": ["incidents", "cost", "time_to_close"],
            // Nor in these: they belong to people. Who was paged about the incident asks why below.
            "people": [RestrictedPlaces.paged], "test-pages": [testPage],
            "why": [alert, places.page, RestrictedPlaces.paged],
        ]
        let values: [String: [String]] = ["{file}": ["zanzibar.txt"], "{version}": ["1"]]
        var paths = [""]
        for (index, segment) in segments.enumerated() {
            var options = [segment]
            if segment.hasPrefix("{") {
                let collection = index > 0 ? segments[index - 1] : ""
                options = try #require(
                    ids[collection] ?? values[segment], "\(path): what is \(segment) of a restricted incident?")
            }
            paths = paths.flatMap { path in options.map { "\(path)/\($0)" } }
        }
        // The ids of native places are read in any case.
        return paths.flatMap { path in
            places.all.contains { path.contains($0) } ? [path, path.replacingIDs(places.all)] : [path]
        }
    }
}

extension String {
    /// The text with each of these ids in capitals.
    fileprivate func replacingIDs(_ ids: [String]) -> String {
        ids.reduce(self) { $0.replacing($1, with: $1.uppercased()) }
    }
}
