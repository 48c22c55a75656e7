extension JSONNumber {
    /// The number that this text is by the grammar of RFC 8259 section 6; `nil` when it is none.
    public init?(text: String) {
        guard case .number(let number) = try? JSON.parse(text), text.utf8.last.map(JSONNumber.isDigit) ?? false,
            text.utf8.first.map({ $0 == 0x2D || JSONNumber.isDigit($0) }) ?? false
        else { return nil }
        self = number
    }
}
