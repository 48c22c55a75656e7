import Environment
import Foundation
import JSON

/// Where things are said: results on standard output, everything else on standard error.
enum Output {
    /// The columns of the terminal that results are written to; `nil` when it is none.
    static let columns = Terminal.columns(of: 1, environment: ProcessInfo.processInfo.environment)

    /// Whether notes are seen as they are written: in a file, progress is only noise.
    static let notesGoToTerminal = Terminal.columns(of: 2, environment: [:]) != nil

    /// Writes over the last line of a terminal.
    static func progress(_ text: String) {
        FileHandle.standardError.write(Data("\r\u{1B}[K\(text)".utf8))
    }

    /// Text that moves the cursor of a terminal, and what stands there.
    static func control(_ text: String) { write(text) }

    /// A question, which the answer follows on the same line.
    static func ask(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }

    /// A line for the person, not part of the result.
    static func note(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

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
