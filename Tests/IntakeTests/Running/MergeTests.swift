import Curl
import Foundation
import JSON
import TestServers
import Testing

/// Two incidents that are one, and two again, over HTTP.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct MergeTests {
    private static let base = "/api/v1/incidents"

    private func fire(
        _ intake: IntakeProcess, _ key: String, group: String, resolve: Bool = false, severity: String = "critical"
    ) async throws {
        let reply = try await intake.post(
            "/api/v1/alerts",
            [
                "title": .string("Trouble with \(key)"), "dedup_key": .string(key), "severity": .string(severity),
                "group_key": .string(group), "action": resolve ? "resolve" : "open",
            ])
        #expect(reply.status == 202, "\(reply.text)")
    }

    private func merge(_ intake: IntakeProcess, _ name: String, into other: String) async throws -> IntakeProcess.Reply
    {
        try await intake.post("\(Self.base)/\(name)/merge", ["into": .string(other)])
    }

    private func show(_ intake: IntakeProcess, _ name: String) async throws -> JSON {
        try await intake.get("\(Self.base)/\(name)").json
    }

    private func report(_ intake: IntakeProcess, _ title: String, _ more: JSONObject = [:]) async throws {
        var body = more
        body["title"] = .string(title)
        #expect(try await intake.post(Self.base, .object(body)).status == 201)
    }

    /// Where each alert is, and whether its incident counts it.
    private func places(_ intake: IntakeProcess) async throws -> [String] {
        try await intake.database.run(
            sql: """
                select a.dedup_key, a.status, i.name from core.alert a join core.incident i on i.id = a.incident_id
                order by a.dedup_key, a.id
                """)
    }

    private func miscounted(_ intake: IntakeProcess) async throws -> [String] {
        try await intake.database.run(
            sql: """
                select i.name, i.alert_count, count(a.id) from core.incident i left join core.alert a on a.incident_id = i.id
                group by i.id having i.alert_count <> count(a.id)
                """)
    }

    @Test func alertsPassOnAndLaterOnesJoinTheOther() async throws {
        try await IntakeProcess.run { intake in
            try await fire(intake, "a", group: "one")
            for key in ["b", "c"] { try await fire(intake, key, group: "two") }
            try await fire(intake, "b", group: "two", resolve: true)
            let merged = try await merge(intake, "INC-2", into: "inc-1")
            #expect(merged.status == 200, "\(merged.text)")
            #expect(merged.json["status"] == "closed" && merged.json["duplicate_of"] == "INC-1")
            #expect(merged.json["alert_count"] == 1, "what is over stays")
            let other = try await show(intake, "INC-1")
            #expect(other["duplicates"] == ["INC-2"] && other["duplicate_of"] == .null)
            #expect(other["alert_count"] == 2)
            // One of the group that is new, one that comes again, and one that is over.
            for key in ["b", "d"] { try await fire(intake, key, group: "two") }
            try await fire(intake, "c", group: "two", resolve: true)
            #expect(
                try await places(intake) == [
                    "a|open|INC-1", "b|resolved|INC-2", "b|open|INC-1", "c|resolved|INC-1", "d|open|INC-1",
                ])
            #expect(try await intake.database.run(sql: "select count(*) from core.incident") == ["2"])
            #expect(try await miscounted(intake).isEmpty)
            let lines = try await intake.database.run(
                sql: "select text from core.timeline where text like 'INC-2 is %' order by at, id")
            #expect(
                lines == [
                    "INC-2 is closed: it is a duplicate of INC-1; its alert that fires passes on",
                    "INC-2 is a duplicate of INC-1 (Trouble with b); its alert that fires passes on",
                ])
            // Said again, it is so already.
            let versions = "select string_agg(version::text, ',' order by number) from core.incident"
            let before = try await intake.database.run(sql: versions)
            #expect(try await merge(intake, "INC-2", into: "INC-1").status == 200)
            #expect(try await intake.database.run(sql: versions) == before)
        }
    }

    @Test func aReopenedIncidentHasItsAlertsAgain() async throws {
        try await IntakeProcess.run { intake in
            try await fire(intake, "a", group: "one")
            for key in ["b", "c"] { try await fire(intake, key, group: "two") }
            #expect(try await merge(intake, "INC-2", into: "INC-1").status == 200)
            try await fire(intake, "c", group: "two", resolve: true)
            let opened = try await intake.patch("\(Self.base)/INC-2", ["status": "active"])
            #expect(opened.status == 200 && opened.json["duplicate_of"] == .null, "\(opened.text)")
            #expect(try await show(intake, "INC-1")["duplicates"] == [])
            // The rule that passed them on has none of them any more.
            try await fire(intake, "b", group: "two")
            try await fire(intake, "d", group: "two")
            #expect(
                try await places(intake) == [
                    "a|open|INC-1", "b|open|INC-2", "c|resolved|INC-2", "d|open|INC-2",
                ])
            #expect(try await miscounted(intake).isEmpty)
            let lines = try await intake.database.run(
                sql: "select text from core.timeline where text like '%no duplicate%' order by text")
            #expect(
                Set(lines) == ["INC-2 is no duplicate of INC-1 any more; 2 alerts are its own again"]
                    && lines.count == 2)
            let rows = try await intake.database.run(
                sql: "select undone_at is not null, undone_by from core.incident_merge")
            #expect(rows == ["t|prometheus"])
            // And once more, which is another row.
            #expect(try await merge(intake, "INC-2", into: "INC-1").status == 200)
            #expect(try await intake.database.run(sql: "select count(*) from core.incident_merge") == ["2"])
        }
    }

    /// Of a chain, the one in the middle takes its own and those of its duplicates, wherever they are by then.
    @Test func ofAChainEachTakesBackWhatIsItsOwn() async throws {
        try await IntakeProcess.run { intake in
            for (key, group) in [("a", "one"), ("b", "two"), ("c", "three")] {
                try await fire(intake, key, group: group)
            }
            #expect(try await merge(intake, "INC-3", into: "INC-2").status == 200)
            #expect(try await merge(intake, "INC-2", into: "INC-1").status == 200)
            #expect(try await places(intake) == ["a|open|INC-1", "b|open|INC-1", "c|open|INC-1"])
            let third = try await intake.patch("\(Self.base)/INC-3", ["status": "active"])
            #expect(third.status == 200, "\(third.text)")
            #expect(try await places(intake) == ["a|open|INC-1", "b|open|INC-1", "c|open|INC-3"])
            #expect(try await merge(intake, "INC-3", into: "INC-1").status == 200)
            #expect(try await intake.patch("\(Self.base)/INC-2", ["status": "stable"]).status == 200)
            #expect(try await places(intake) == ["a|open|INC-1", "b|open|INC-2", "c|open|INC-1"])
            #expect(try await miscounted(intake).isEmpty)
            #expect(try await show(intake, "INC-1")["duplicates"] == ["INC-3"])
        }
    }

    @Test func whatCannotBeIsRefusedAndChangesNothing() async throws {
        try await IntakeProcess.run { intake in
            try await report(intake, "One")
            try await report(intake, "Two")
            try await report(intake, "Secret", ["visibility": "restricted"])
            try await report(intake, "Exercise", ["drill": true])
            try await report(intake, "Over")
            #expect(try await intake.patch("\(Self.base)/INC-5", ["status": "closed"]).status == 200)
            for (name, into, status, words) in [
                ("INC-1", "INC-1", 422, "no duplicate of itself"),
                ("INC-1", "INC-9", 422, "there is no incident INC-9"),
                ("INC-9", "INC-1", 404, "there is no incident INC-9"), ("INC-1", "INC-5", 409, "INC-5 is closed"),
                ("INC-3", "INC-1", 422, "INC-3 is restricted and INC-1 is not"), ("INC-4", "INC-1", 422, "exercise"),
                ("INC-1", "INC-x", 422, "INC-17"),
            ] {
                let reply = try await merge(intake, name, into: into)
                #expect(reply.status == status && reply.text.contains(words), "\(name) \(into): \(reply.text)")
            }
            #expect(try await intake.database.run(sql: "select count(*) from core.incident_merge") == ["0"])
            #expect(try await merge(intake, "INC-2", into: "INC-1").status == 200)
            let circle = try await merge(intake, "INC-1", into: "INC-2")
            #expect(
                circle.status == 409 && circle.text.contains("INC-2 is itself a duplicate of INC-1"), "\(circle.text)")
            #expect(try await show(intake, "INC-1")["status"] == "active")
        }
    }

    /// An open duplicate of a restricted incident shows nobody which that is.
    @Test func nobodyLearnsOfARestrictedIncidentByItsDuplicate() async throws {
        try await IntakeProcess.run { intake in
            try await report(intake, "Zanzibar is breached", ["visibility": "restricted"])
            try await fire(intake, "zanzibar-db", group: "g")
            #expect(try await merge(intake, "INC-2", into: "INC-1").json["duplicate_of"] == "INC-1")
            for path in ["INC-2", "INC-2/timeline"] {
                let shown = try await intake.get("\(Self.base)/\(path)", key: IntakeProcess.readingKey)
                #expect(shown.status == 200 && !shown.text.contains("INC-1\""), "\(shown.text)")
                #expect(!shown.text.contains("breached") && !shown.text.contains("INC-1;"), "\(shown.text)")
            }
            let alerts = try await intake.get("/api/v1/alerts", key: IntakeProcess.readingKey)
            #expect(!alerts.text.contains("zanzibar-db"), "it belongs to what is restricted now")
            let opened = try await intake.patch("\(Self.base)/INC-2", ["status": "active"])
            #expect(opened.json["alert_count"] == 1)
            #expect(try await intake.get("/api/v1/alerts", key: IntakeProcess.readingKey).text.contains("zanzibar-db"))
        }
    }

    /// A release that knows nothing of merges reopens one: it is no duplicate any more.
    @Test func whoeverReopensItEndsTheMerge() async throws {
        try await IntakeProcess.run { intake in
            try await report(intake, "One")
            try await report(intake, "Two")
            #expect(try await merge(intake, "INC-2", into: "INC-1").status == 200)
            try await intake.database.run(sql: "update core.incident set status = 'active' where name = 'INC-2'")
            #expect(try await show(intake, "INC-2")["duplicate_of"] == .null)
            #expect(try await merge(intake, "INC-1", into: "INC-2").status == 200)
        }
    }

    /// At two instances, each into the other: one of them.
    @Test func twoMergesAtOnceEndAsOneOfThem() async throws {
        try await IntakeProcess.run { one in
            try await one.second { two in
                for round in 0..<6 {
                    let names = (1...3).map { "INC-\(round * 3 + $0)" }
                    for name in names { try await report(one, name) }
                    let pairs = [
                        (names[0], names[1]), (names[1], names[0]), (names[1], names[2]), (names[2], names[0]),
                    ]
                    let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                        for (index, pair) in pairs.enumerated() {
                            group.addTask { try await merge(index % 2 == 0 ? one : two, pair.0, into: pair.1).status }
                        }
                        return try await group.reduce(into: [Int]()) { $0.append($1) }
                    }
                    #expect(statuses.allSatisfy { [200, 409].contains($0) } && statuses.contains(200), "\(statuses)")
                }
                // No circle: from each duplicate one comes to an incident that is open.
                let lost = try await one.database.run(
                    sql: """
                        with recursive up as (
                            select id as start, id, 1 as place from core.incident
                            union all
                            select up.start, m.into_id, place + 1 from up
                            join core.incident_merge m on m.incident_id = up.id and m.undone_at is null where place < 10
                        )
                        select start from up join core.incident i on i.id = up.id
                        group by start having bool_and(i.status = 'closed')
                        """)
                #expect(lost.isEmpty)
            }
        }
    }

    /// Alerts come at both instances while incidents are merged and reopened: none is left in one that is closed.
    @Test func noAlertIsLostWhileIncidentsAreMergedAndReopened() async throws {
        try await IntakeProcess.run { one in
            try await one.second { two in
                try await fire(one, "first", group: "one")
                try await fire(one, "second", group: "two")
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for sender in 0..<4 {
                        group.addTask {
                            for number in 0..<12 {
                                let key = "k\(sender)-\(number)"
                                let door = sender % 2 == 0 ? one : two
                                try await fire(door, key, group: sender % 2 == 0 ? "one" : "two")
                                if number % 3 == 0 {
                                    try await fire(door, key, group: sender % 2 == 0 ? "one" : "two", resolve: true)
                                }
                            }
                        }
                    }
                    group.addTask {
                        for _ in 0..<6 {
                            let merged = try await merge(one, "INC-2", into: "INC-1")
                            #expect([200, 409].contains(merged.status), "\(merged.text)")
                            let opened = try await two.patch("\(Self.base)/INC-2", ["status": "active"])
                            #expect([200, 409].contains(opened.status), "\(opened.text)")
                        }
                    }
                    try await group.waitForAll()
                }
                #expect(try await merge(one, "INC-2", into: "INC-1").status == 200)
                let stray = try await one.database.run(
                    sql: """
                        select a.dedup_key, i.name from core.alert a join core.incident i on i.id = a.incident_id
                        where a.status <> 'resolved' and i.status = 'closed'
                        """)
                #expect(stray.isEmpty)
                #expect(try await one.database.run(sql: "select count(*) from core.incident") == ["2"])
                #expect(try await miscounted(one).isEmpty)
                #expect(
                    try await one.database.run(sql: "select count(*) from core.alert where status <> 'resolved'") == [
                        "34"
                    ])
            }
        }
    }
}
