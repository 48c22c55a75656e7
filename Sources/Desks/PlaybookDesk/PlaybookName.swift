/// The names of playbooks and of executions.
enum PlaybookName {
    /// Whether a text is one: 1 to 80 of A-Z, a-z, 0-9, - and _.
    static func isName(_ text: String) -> Bool {
        (1...80).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }

    static func check(_ text: String, of what: String) throws(PlaybookDeskError) {
        guard isName(text) else {
            throw PlaybookDeskError(
                .invalid,
                "the name of \(what) has 1 to 80 letters, digits, \"-\" and \"_\": \"\(text.prefix(100))\" is none")
        }
    }
}
