import Encodings
import Foundation
import JSON
import RotaImport

/// What was taken over from another system, for people and as JSON.
struct ImportReport {
    let imported: ImportedOrganisation
    private static let mostDifferences = 20

    /// Whether every schedule was compared, and is the same.
    var holds: Bool { imported.proofs.allSatisfy(\.holds) }

    var json: JSON {
        [
            "proven": .bool(holds), "proofs": .array(imported.proofs.map(Self.json)),
            "notes": .array(imported.notes.map(JSON.string)), "commands": .array(imported.commands.map(JSON.string)),
            "configuration": imported.document,
        ]
    }

    private static func json(_ proof: RotaProof) -> JSON {
        [
            "schedule": .string(proof.schedule), "from": proof.span.map { $0.lowerBound.json } ?? .null,
            "until": proof.span.map { $0.upperBound.json } ?? .null, "moments": .int(proof.moments),
            "differences": .array(
                proof.differences.map { difference in
                    [
                        "from": difference.from.json, "until": difference.until.json,
                        "listed": .array(difference.listed.map(JSON.string)),
                        "own": .array(difference.own.map(JSON.string)),
                    ]
                }),
        ]
    }

    var text: String {
        var lines = imported.proofs.flatMap(Self.lines)
        if !imported.notes.isEmpty { lines += ["", "WHAT TO KNOW"] + imported.notes.map(Plain.line) }
        if !imported.commands.isEmpty {
            lines +=
                ["", "OVERRIDES, to be said again once the configuration is applied"]
                + imported.commands.map(Plain.line)
        }
        return lines.joined(separator: "\n")
    }

    private static func lines(_ proof: RotaProof) -> [String] {
        let name = Plain.line(proof.schedule)
        guard let span = proof.span else {
            return ["\(name): no shifts are listed in the file, so that nothing proves the rota"]
        }
        let words = "from \(day(span.lowerBound)) to \(day(span.upperBound))"
        guard !proof.differences.isEmpty else {
            return ["\(name): the same people \(words), at all \(proof.moments) moments at which somebody may change"]
        }
        var listing = Listing("FROM", "UNTIL", "LISTED THERE", "ON CALL HERE")
        for difference in proof.differences.prefix(mostDifferences) {
            listing.add(
                RFC3339.string(from: difference.from), RFC3339.string(from: difference.until),
                people(difference.listed), people(difference.own))
        }
        let more = proof.differences.count - mostDifferences
        return ["\(name): \(proof.differences.count) differences \(words)", listing.text(empty: "")]
            + (more > 0 ? ["and \(more) more"] : [])
    }

    private static func people(_ people: [String]) -> String {
        people.isEmpty ? "nobody" : people.joined(separator: ", ")
    }

    private static func day(_ date: Date) -> String { String(RFC3339.string(from: date).prefix(10)) }
}
