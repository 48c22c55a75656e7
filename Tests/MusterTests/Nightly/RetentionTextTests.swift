import Foundation
import NightDesk
import Operations
import Organisation
import TestServers
import Testing

@testable import Muster

/// What people are told of what would go.
@Suite struct RetentionTextTests {
    private let moment = Date(timeIntervalSince1970: 1_790_000_000)

    @Test func columnsAreAligned() {
        let plan = RetentionPlan(
            lines: [
                .init(schema: "core", kind: .refusedBodies, keep: .seconds(30 * 86_400), before: moment, rows: 12),
                .init(schema: "paging", kind: .payloads, keep: .seconds(7 * 86_400), before: moment, rows: 1),
            ], held: ["INC-2"])
        let lines = NightlyRetentionCommand.text(plan).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[0].hasPrefix("KIND            SCHEMA  KEPT  ENDED BEFORE"))
        #expect(lines[1].hasPrefix("refused_bodies  core    30d   2026-"))
        #expect(lines[2].hasPrefix("payloads        paging  7d    2026-"))
        #expect(lines[4].hasPrefix("13 rows would go") && lines[5].hasSuffix("INC-2."))
        #expect(
            NightlyRetentionCommand.text(RetentionPlan(lines: [], held: [])).hasSuffix("Nothing would go."))
    }

    @Test func anErasureSaysWhatWasDoneAndToWhom() {
        let places: [PersonErasure.Place] = [
            .init(table: "paging.contact", fate: "deleted", rows: 1),
            .init(table: "core.timeline", fate: "replaced", rows: 2),
        ]
        let text = PersonEraseCommand.text(.init(pseudonym: "erased-1@erased.invalid", places: places, isDryRun: true))
        #expect(text.contains("3 rows would change, and erased-1@erased.invalid would stand for them."))
        #expect(text.contains("Nothing was changed."))
        #expect(
            PersonEraseCommand.text(.init(pseudonym: "x", places: [], isDryRun: false))
                == "Nothing in the database names them.")
    }

    @Test(
        arguments: [
            ["incident", "hold", "INC-1"], ["incident", "hold", "INC-1", "--reason", "x", "--release"],
            ["person", "erase", "nobody", "--reason", "x"], ["person", "erase", "a@example.org"],
            ["person", "erase", "a@example.org", "--reason", ""],
        ])
    func whatCannotBeMeantIsRefused(_ arguments: [String]) async throws {
        #expect(try await TestedProgram().run(arguments).status == 2)
    }
}
