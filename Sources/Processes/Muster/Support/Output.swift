import Foundation
import JSON

/// Where things are said: results on standard output, everything else on standard error.
enum Output {
    /// A line for the person, not part of the result.
    static func note(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    /// Whether a terminal shows the notes as they come.
    static var notesAreWatched: Bool { isatty(STDERR_FILENO) == 1 }

    /// The result as JSON.
    static func json(_ value: JSON) {
        write(value.text(.pretty) + "\n")
    }

    /// The result for people.
    static func text(_ text: String) {
        write(text.hasSuffix("\n") || text.isEmpty ? text : text + "\n")
    }

    /// The result in the form that was asked for.
    static func result(asJSON: Bool, _ value: @autoclosure () -> JSON, _ text: @autoclosure () -> String) {
        if asJSON { json(value()) } else { self.text(text()) }
    }

    /// A list in the shape of INTERFACES.
    static func list(_ items: [JSON], nextCursor: String? = nil) -> JSON {
        ["items": .array(items), "next_cursor": nextCursor.map(JSON.string) ?? .null]
    }

    private static func write(_ text: String) {
        FileHandle.standardOutput.write(Data(text.utf8))
    }
}
