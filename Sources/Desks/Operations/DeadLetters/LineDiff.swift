/// What changes between two texts, line by line.
public enum LineDiff {
    /// A line.
    public struct Line: Sendable, Hashable {
        /// What becomes of it.
        public enum Kind: String, Sendable, Hashable {
            case stays, goes, comes
            /// Stands for lines that stay, and are not shown.
            case left
        }

        /// What becomes of it.
        public let kind: Kind
        /// What it says; of lines that are left out, how many.
        public let text: String

        /// Whether it goes or comes.
        public var isChanged: Bool { kind == .goes || kind == .comes }
    }

    /// Lines that stay, shown around a change.
    static let context = 3
    /// Cells of the table at most: texts of more than that many changed lines are told as a whole.
    private static let cells = 1_000_000

    /// The lines that go and come, in order, with some of those around them.
    public static func lines(from old: String, to new: String) -> [Line] {
        folded(all(split(old), split(new)))
    }

    private static func split(_ text: String) -> [Substring] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    private static func all(_ old: [Substring], _ new: [Substring]) -> [Line] {
        var (start, oldEnd, newEnd) = (0, old.count, new.count)
        while start < oldEnd, start < newEnd, old[start] == new[start] { start += 1 }
        while oldEnd > start, newEnd > start, old[oldEnd - 1] == new[newEnd - 1] {
            oldEnd -= 1
            newEnd -= 1
        }
        return old[..<start].map { Line(kind: .stays, text: String($0)) }
            + changed(Array(old[start..<oldEnd]), Array(new[start..<newEnd]))
            + old[oldEnd...].map { Line(kind: .stays, text: String($0)) }
    }

    /// By the longest common subsequence.
    private static func changed(_ old: [Substring], _ new: [Substring]) -> [Line] {
        guard !old.isEmpty, !new.isEmpty, old.count * new.count <= cells else {
            return old.map { Line(kind: .goes, text: String($0)) } + new.map { Line(kind: .comes, text: String($0)) }
        }
        let width = new.count + 1
        var longest = [Int32](repeating: 0, count: (old.count + 1) * width)
        for i in old.indices.reversed() {
            for j in new.indices.reversed() {
                longest[i * width + j] =
                    old[i] == new[j]
                    ? longest[(i + 1) * width + j + 1] + 1
                    : max(longest[(i + 1) * width + j], longest[i * width + j + 1])
            }
        }
        var lines: [Line] = []
        var (i, j) = (0, 0)
        while i < old.count || j < new.count {
            if i < old.count, j < new.count, old[i] == new[j] {
                lines.append(Line(kind: .stays, text: String(old[i])))
                i += 1
                j += 1
            } else if j == new.count || i < old.count && longest[(i + 1) * width + j] >= longest[i * width + j + 1] {
                lines.append(Line(kind: .goes, text: String(old[i])))
                i += 1
            } else {
                lines.append(Line(kind: .comes, text: String(new[j])))
                j += 1
            }
        }
        return lines
    }

    /// Leaves out what is far from any change.
    private static func folded(_ lines: [Line]) -> [Line] {
        var isNear = [Bool](repeating: false, count: lines.count)
        for index in lines.indices where lines[index].isChanged {
            for near in max(0, index - context)...min(lines.count - 1, index + context) { isNear[near] = true }
        }
        var shown: [Line] = []
        var left = 0
        func fold() {
            if left > 0 { shown.append(Line(kind: .left, text: "\(left)")) }
            left = 0
        }
        for (line, isNear) in zip(lines, isNear) {
            guard isNear else {
                left += 1
                continue
            }
            fold()
            shown.append(line)
        }
        fold()
        return shown
    }
}
