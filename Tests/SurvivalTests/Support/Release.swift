import Foundation
import TestServers

/// A release: the programs that a stack runs.
struct Release: Sendable, Equatable {
    /// The folder with its programs; `nil` for those beside the tests.
    private let folder: String?

    /// What is being tested.
    static let this = Release(folder: nil)

    /// The one before it, which `ops/tests/previous-release` builds in a folder that `MUSTER_TEST_PREVIOUS_RELEASE` names.
    static var previous: Release? {
        ProcessInfo.processInfo.environment["MUSTER_TEST_PREVIOUS_RELEASE"].map { Release(folder: $0) }
    }

    /// What the operator's command has to be told, so that it takes its own migrations and topology.
    var environment: [String: String] {
        guard let folder else { return [:] }
        let checkout = URL(fileURLWithPath: folder).deletingLastPathComponent().deletingLastPathComponent()
        return [
            "MUSTER_MIGRATIONS": checkout.appendingPathComponent("Migrations").path,
            "MUSTER_TOPOLOGY": checkout.appendingPathComponent("Topology").path,
        ]
    }

    /// The path of a program, for example `muster-intake`.
    func program(_ name: String) throws -> String {
        guard let folder else { return try TestProgram.product(name) }
        return "\(folder)/\(name)"
    }
}
