import Encodings
import Foundation
import LetterStore
import Operations

/// What is known of a message, for people: in order of time.
enum MessageText {
    private struct Line {
        /// `nil` for what has not happened yet.
        var at: Date?
        var who: String
        var what: String
    }

    static func text(_ trace: MessageTrace) -> String {
        let lines = lines(trace)
        var listing = Listing("WHEN", "WHO", "WHAT")
        let sorted = lines.enumerated().sorted { left, right in
            let (first, second) = (left.element.at ?? .distantFuture, right.element.at ?? .distantFuture)
            return first == second ? left.offset < right.offset : first < second
        }
        for (_, line) in sorted { listing.add(line.at.map { RFC3339.string(from: $0) }, line.who, line.what) }
        return listing.text(empty: "")
    }

    private static func lines(_ trace: MessageTrace) -> [Line] {
        var lines: [Line] = []
        for row in trace.outbox {
            lines.append(Line(at: row.createdAt, who: row.worker, what: "announced \(row.type)"))
            let target = "\(row.exchange) under \(row.routingKey)"
            lines.append(
                row.publishedAt.map { Line(at: $0, who: row.worker, what: "published to \(target)") }
                    ?? Line(at: nil, who: row.worker, what: "has it in its outbox, to be published to \(target)"))
        }
        for row in trace.inbox {
            if let doneAt = row.doneAt {
                lines.append(Line(at: doneAt, who: row.worker, what: "done"))
            } else {
                lines.append(Line(at: row.claimedAt, who: row.worker, what: "took it for the first time"))
            }
            if let until = row.workingUntil {
                lines.append(
                    Line(at: nil, who: row.worker, what: "works on it, and may until \(RFC3339.string(from: until))"))
            }
        }
        for letter in trace.letters {
            lines.append(
                Line(
                    at: letter.deadAt, who: letter.worker,
                    what: "gave up after \(Wording.count(letter.attempts, "try", "tries")), dead letter "
                        + "\(UUIDText.string(from: letter.id)) (\(letter.state.rawValue)): \(letter.errorCode)"))
        }
        for wait in trace.waits {
            let until = wait.until.map { " until \(RFC3339.string(from: $0))" } ?? ""
            let error = wait.error.map { ": \($0)" } ?? ""
            lines.append(
                Line(at: nil, who: wait.worker, what: "waits in \(wait.queue)\(until) after try \(wait.tries)\(error)"))
        }
        return lines
    }
}
