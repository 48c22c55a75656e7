/// Takes the text of a mail out of what follows DATA: without the dots that transfer adds, up to the line of a single dot
/// (RFC 5321, section 4.5.2). Only CR LF ends a line: a dot between bare LFs is text, and no second mail can hide behind it.
struct MailData: Sendable {
    private enum State {
        case lineStart, dot, dotReturn, text, carriageReturn
    }

    /// Bytes of a mail at most.
    let limit: Int
    private(set) var bytes: [UInt8] = []
    /// How much came, kept or not.
    private(set) var count = 0
    private var state = State.lineStart
    private var isDropped = false

    init(limit: Int) { self.limit = limit }

    /// Whether more came than is kept.
    var isTooLarge: Bool { count > limit }

    /// Keeps nothing of it, what is there already included.
    mutating func drop() {
        isDropped = true
        bytes = []
    }

    /// Takes bytes until the end of the mail.
    /// - Returns: how many of them belong to the mail and its end, and whether it has ended.
    mutating func take(_ input: ArraySlice<UInt8>) -> (taken: Int, isEnd: Bool) {
        var index = input.startIndex
        while index < input.endIndex {
            if state == .text {
                let end = input[index...].firstIndex(of: 13) ?? input.endIndex
                keep(input[index..<end])
                index = end
                if index == input.endIndex { break }
            }
            let byte = input[index]
            index += 1
            if take(byte) { return (index - input.startIndex, true) }
        }
        return (input.count, false)
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        switch (state, byte) {
        case (.lineStart, UInt8(ascii: ".")): state = .dot
        case (.dot, 13): state = .dotReturn
        case (.dotReturn, 10): return true
        case (.dotReturn, _):
            keep([13])
            state = .carriageReturn
            return take(byte)
        case (.carriageReturn, 10):
            keep([byte])
            state = .lineStart
        case (_, 13):
            keep([byte])
            state = .carriageReturn
        default:
            keep([byte])
            state = .text
        }
        return false
    }

    private mutating func keep(_ input: ArraySlice<UInt8>) {
        count += input.count
        if isTooLarge { drop() }
        if !isDropped { bytes += input }
    }
}
