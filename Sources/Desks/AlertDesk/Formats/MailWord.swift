/// A word of a subject.
struct MailWord: Sendable, Hashable {
    /// As it stands there.
    let text: Substring
    /// Without brackets, stars and the like at both ends; empty for what is nothing else.
    let bare: Substring

    init(_ text: Substring) {
        self.text = text
        var bare = text
        while let first = bare.first, !first.isLetter, !first.isNumber { bare.removeFirst() }
        while let last = bare.last, !last.isLetter, !last.isNumber { bare.removeLast() }
        self.bare = bare
    }

    /// `FIRING` of `FIRING:3`.
    var state: Substring { bare.prefix { $0 != ":" } }

    /// The words of a subject.
    static func all(of subject: String) -> [MailWord] {
        subject.split(whereSeparator: \.isWhitespace).map { MailWord($0) }
    }
}
