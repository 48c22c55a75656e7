import Foundation
import Forecast
import JSON
import Nights
import NightStore
import Postgres
import TestServers
import Testing

@testable import NightDesk

/// What lies there on the day on which nothing else does, with the rights of the batch.
@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct WorstDayTests {
    private static let configuration: JSON = [
        "people": [
            ["email": "a@example.org", "name": "Ada"], ["email": "b@example.org", "name": "Ben"],
            ["email": "c@example.org", "name": "Cy"],
        ],
        "severities": [["name": "high"]], "priorities": [["name": "p1"]],
        "incident_types": [
            ["name": "outage", "commander": "a@example.org", "faq_url": "https://wiki.example.org/outage"]
        ],
        "providers": [["name": "phones", "kind": "phones"]], "capabilities": ["paging": ["phones"]],
        "contacts": [
            ["person": "a@example.org", "high": [["channel": "mail"], ["channel": "sms", "to": "+15550101"]]],
            ["person": "b@example.org", "high": [["channel": "sms", "to": "+15550102"]]],
        ],
        "schedules": [
            [
                "name": "first", "timezone": "UTC",
                "layers": [
                    [
                        "name": "line", "start": "2025-01-06T00:00", "turn": "1d",
                        "members": ["b@example.org", "c@example.org"],
                    ]
                ],
            ]
        ],
    ]
    /// A Monday whose day is of the first member.
    private static let now = Date(timeIntervalSince1970: 1_736_164_800)

    /// An open incident with a bridge, a restricted one, an exercise, one that is closed; telephones that people have added.
    private func fill(_ fixture: NightFixture) async throws {
        let open = try await fixture.incident(at: "2025-01-06T09:00:00Z", hours: nil)
        let hidden = try await fixture.incident(at: "2025-01-06T08:00:00Z", hours: nil, restricted: true)
        let drill = try await fixture.incident(at: "2025-01-06T08:00:00Z", hours: nil, drill: true)
        let closed = try await fixture.incident(at: "2025-01-06T08:00:00Z")
        try await fixture.database.run(
            sql: """
                insert into core.configuration (digest, document, applied_by)
                values ('worst', '\(Self.configuration.text())', 'test');
                update core.incident set title = E'Down <b>&\\nnow' where id = '\(open)';
                update core.incident set title = 'Secret' where id = '\(hidden)';
                update core.incident set title = 'Exercise' where id = '\(drill)';
                update core.incident set title = 'Over' where id = '\(closed)';
                insert into core.resource (id, incident_id, kind, provider, state, url)
                values (core.uuid_v7(), '\(open)', 'conference', 'p', 'created', 'https://bridge.example.org/1?a=1&b=2'),
                    (core.uuid_v7(), '\(open)', 'ticket', 'p', 'created', 'javascript:alert(1)'),
                    (core.uuid_v7(), '\(open)', 'sheet', 'p', 'pending', 'https://sheet.example.org'),
                    (core.uuid_v7(), '\(hidden)', 'conference', 'p', 'created', 'https://hidden.example.org');
                insert into paging.contact_rule (person, rules, changed_by) values ('b@example.org',
                    '{"high": [{"channel": "sms", "to": "+15550103"}, {"channel": "voice", "to": "+15550104"}]}', 'b');
                insert into paging.contact (id, person, channel, address, made_by, verified_at)
                values (core.uuid_v7(), 'b@example.org', 'sms', '+15550103', 'b', now()),
                    (core.uuid_v7(), 'b@example.org', 'voice', '+15550104', 'b', null);
                """)
    }

    private func withFolder(_ body: (URL) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "copy-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder)
    }

    private func text(_ name: String, _ folder: URL) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    @Test func peoplesTellsNothingRestrictedAndNoTelephone() async throws {
        try await NightFixture.run { fixture in
            try await fill(fixture)
            try await withFolder { path in
                let folder = WorstDayFolder(path: path.path, publicURL: "https://muster.example.org")
                let settings = try await NightSettings.load(from: fixture.client)
                let names = try await folder.write(settings, at: Self.now, from: fixture.client)
                #expect(
                    names == [
                        "muster-people.html", "muster-people.txt", "muster-operators.html", "muster-operators.txt",
                    ])
                for name in names {
                    let written = try text(name, path)
                    let isOperators = name.contains("operators")
                    for secret in ["Secret", "hidden.example.org", "+15550101", "+15550103"] {
                        #expect(written.contains(secret) == isOperators, "\(secret) in \(name)")
                    }
                    for never in ["Exercise", "Over", "+15550102", "+15550104", "sheet.example.org", "href=\"j"] {
                        #expect(!written.contains(never), "\(never) in \(name)")
                    }
                    let mode =
                        try FileManager.default.attributesOfItem(atPath: path.appending(path: name).path)[
                            .posixPermissions] as? Int
                    #expect(mode == 0o640, "\(name)")
                }
                #expect(try FileManager.default.contentsOfDirectory(atPath: path.path).sorted() == names.sorted())
                let people = try text("muster-people.txt", path)
                let incident = try #require(
                    try await fixture.database.run(sql: "select name from core.incident where title like 'Down%'").first
                )
                #expect(
                    people == """
                        When Muster is not there
                        As it was on 2025-01-06 12:00 UTC (2025-01-06T12:00:00.000Z). Restricted incidents and telephone numbers are not in it.

                        INCIDENTS THAT ARE NOT CLOSED: 1

                        \(incident)  Down <b>& now
                          active, high, p1; reported 2025-01-06 09:00
                          commander: Ada, a@example.org
                          conference bridge: https://bridge.example.org/1?a=1&b=2
                          ticket: javascript:alert(1)
                          questions and answers: https://wiki.example.org/outage
                          incident page: https://muster.example.org/incidents/\(incident)

                        ON CALL

                        first (UTC)
                          now:  Ben, b@example.org [line] until 2025-01-07 00:00
                          next: Cy, c@example.org [line] until 2025-01-08 00:00

                        """)
                let page = try text("muster-people.html", path)
                #expect(
                    page.contains("Down &lt;b&gt;&amp;")
                        && page.contains("href=\"https://bridge.example.org/1?a=1&amp;b=2\""))
                #expect(!page.contains("<b>") && !page.contains("<script") && page.contains("default-src 'none'"))
            }
        }
    }

    @Test func theNightWritesItWhereAFolderIsNamed() async throws {
        try await NightFixture.run { fixture in
            try await fill(fixture)
            func copy(_ folder: WorstDayFolder?) async throws -> NightStep? {
                let report = try await NightRun(database: fixture.client, copies: folder).run(Day("2025-03-01"))
                #expect(
                    report.night.steps.allSatisfy { $0.name == StepName.copy || $0.state != StepState.failed },
                    "\(report)")
                return report.night.steps.first { $0.name == StepName.copy }
            }
            let without = try await copy(nil)
            #expect(without?.state == .skipped && without?.error?.contains("MUSTER_COPY_FOLDER") == true)
            try await withFolder { path in
                for _ in 1...2 {
                    let step = try await copy(WorstDayFolder(path: path.path))
                    #expect(step?.state == .done && step?.rows == 4, "\(String(describing: step))")
                }
                #expect(try FileManager.default.contentsOfDirectory(atPath: path.path).count == 4)
                let missing = try await copy(WorstDayFolder(path: path.path + "/missing"))
                #expect(missing?.state == .failed && missing?.error?.contains("its folder is not there") == true)
            }
        }
    }

    @Test func theEnvironmentNamesTheFolder() {
        #expect(WorstDayFolder(["MUSTER_COPY_FOLDER": ""]) == nil)
        #expect(
            WorstDayFolder(["MUSTER_COPY_FOLDER": "/a", "MUSTER_PUBLIC_URL": "https://m.example.org/"])
                == WorstDayFolder(path: "/a", publicURL: "https://m.example.org"))
        #expect(WorstDayFolder(["MUSTER_COPY_FOLDER": "/a"], path: "/b")?.path == "/b")
    }
}
