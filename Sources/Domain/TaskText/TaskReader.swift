import Encodings
public import FoundationEssentials

/// Reads tasks from what people write: `/task @person what by 2h` as a whole message, and `TODO @person what` in any line of
/// one. What is quoted or code is nobody's task. It knows of no provider: a mention is the text behind an `@`.
public enum TaskReader {
    /// The most characters that a task may have.
    public static let longestText = 2000
    /// The most tasks of one message.
    public static let mostTasks = 20
    /// How a command is written.
    public static let usage = "Write `/task @person what is to be done by 2h`; the person and the time may be left out."

    /// What was found in a message.
    public enum Reading: Sendable, Hashable {
        /// Tasks, in their order; none for most messages.
        case tasks([WrittenTask])
        /// It begins as a command and says no task.
        case incomplete
    }

    /// Reads a message.
    /// - Parameter now: what spans of time such as `2h` are counted from.
    public static func read(_ message: String, at now: Date) -> Reading {
        let trimmed = message.trimming
        if let rest = command(trimmed) {
            return task(in: rest, at: now).map { .tasks([$0]) } ?? .incomplete
        }
        var tasks: [WrittenTask] = []
        var isCode = false
        for line in message.split(whereSeparator: \.isNewline) {
            let line = line.trimming
            if line.hasPrefix("```") {
                isCode.toggle()
                continue
            }
            guard !isCode, !line.hasPrefix(">"), tasks.count < mostTasks, let rest = todo(in: line),
                let task = task(in: rest, at: now), !task.mentions.isEmpty
            else { continue }
            tasks.append(task)
        }
        return .tasks(tasks)
    }

    /// What stands behind `/task`.
    private static func command(_ text: Substring) -> Substring? {
        guard text.prefix(5).lowercased() == "/task" else { return nil }
        let rest = text.dropFirst(5)
        guard rest.first?.isWhitespace ?? true else { return nil }
        return rest
    }

    /// What stands behind the first `TODO` that is a word of its own outside of code, and before somebody's name.
    private static func todo(in line: Substring) -> Substring? {
        var rest = line
        var isCode = false
        var before: Character = " "
        while let character = rest.first {
            if character == "`" { isCode.toggle() }
            if !isCode, rest.hasPrefix("TODO"), !(before.isLetter || before.isNumber) {
                let behind = rest.dropFirst(4).drop { $0 == ":" }.drop(while: \.isWhitespace)
                if behind.startIndex > rest.dropFirst(4).startIndex, behind.first == "@" { return behind }
            }
            before = character
            rest = rest.dropFirst()
        }
        return nil
    }

    /// Mentions, text, and a time at the end.
    private static func task(in written: Substring, at now: Date) -> WrittenTask? {
        var mentions: [String] = []
        var rest = written.split(whereSeparator: \.isWhitespace).joined(separator: " ")[...]
        while rest.first == "@" {
            let word = rest.prefix { !$0.isWhitespace }
            let name = word.dropFirst().trimmingSuffix { ",:;".contains($0) }
            guard !name.isEmpty else { break }
            if mentions.count < 10 { mentions.append(String(name)) }
            rest = rest.dropFirst(word.count).trimming
        }
        let (text, due) = due(in: rest, at: now)
        guard !text.isEmpty else { return nil }
        let kept = text.unicodeScalars.prefix(longestText)
        return WrittenTask(mentions: mentions, text: String(Substring(kept)), due: due)
    }

    /// Takes `by 2h`, `by friday`, `due 2026-12-01` and `by 2026-12-01T10:00:00Z` from the end.
    private static func due(in text: Substring, at now: Date) -> (text: Substring, due: Date?) {
        guard let last = text.lastIndex(where: \.isWhitespace) else { return (text, nil) }
        let before = text[..<last].trimming
        let word = before.suffix { !$0.isWhitespace }
        guard ["by", "due"].contains(word.lowercased()), word.count < before.count,
            let time = moment(text[text.index(after: last)...].trimmingSuffix { $0 == "." }, at: now)
        else { return (text, nil) }
        return (before.dropLast(word.count).trimming, time)
    }

    /// A span from now on, a day by its date or by its name (until its last second, UTC), or a moment.
    private static func moment(_ text: Substring, at now: Date) -> Date? {
        if let match = text.wholeMatch(of: /([0-9]{1,4})([mhdw])/), let number = Double(match.1) {
            let units: [Substring: Double] = ["m": 60, "h": 3600, "d": 86_400, "w": 604_800]
            return units[match.2].map { now.addingTimeInterval(number * $0) }
        }
        return RFC3339.date(from: text) ?? RFC3339.date(from: "\(text)T23:59:59Z") ?? DayName(text)?.end(from: now)
    }
}

extension StringProtocol where SubSequence == Substring {
    /// Without white space at its ends.
    fileprivate var trimming: Substring { drop(while: \.isWhitespace).trimmingSuffix(\.isWhitespace) }

    /// Without the last characters that are so.
    fileprivate func trimmingSuffix(_ isCut: (Character) -> Bool) -> Substring {
        var end = endIndex
        while end > startIndex, isCut(self[index(before: end)]) { end = index(before: end) }
        return self[startIndex..<end]
    }

    /// The last characters that are so.
    fileprivate func suffix(_ isTaken: (Character) -> Bool) -> Substring {
        var start = endIndex
        while start > startIndex, isTaken(self[index(before: start)]) { start = index(before: start) }
        return self[start..<endIndex]
    }
}
