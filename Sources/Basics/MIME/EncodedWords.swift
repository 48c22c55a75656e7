/// Words of a header that are not plain ASCII (RFC 2047): `=?utf-8?q?St=C3=B6rung?=`.
enum EncodedWords {
    /// The text as people write it. What looks like an encoded word and is none stays as it is.
    static func decode(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "=")), text.contains("=?") else { return text }
        var output = ""
        var rest = Substring(text)
        // Words in a row are one text, whose bytes may be cut anywhere: some senders cut within a character.
        var pending: (charset: String, bytes: [UInt8])?
        func flush() {
            guard let word = pending else { return }
            output += Charset(named: word.charset).text(word.bytes)
            pending = nil
        }
        while let match = rest.firstMatch(of: /=\?([^?\s]{1,40})\?([bBqQ])\?([^?\s]*)\?=/) {
            let between = rest[rest.startIndex..<match.range.lowerBound]
            // Language tags (RFC 2231, section 5) say nothing about the letters.
            let charset = match.output.1.split(separator: "*").first.map { $0.lowercased() } ?? ""
            let bytes = decode(match.output.3, isBase64: match.output.2.lowercased() == "b")
            let isNext = pending != nil && between.allSatisfy(\.isWhitespace)
            if isNext, pending?.charset == charset {
                pending?.bytes += bytes
            } else {
                flush()
                if !isNext { output += between }
                pending = (charset, bytes)
            }
            rest = rest[match.range.upperBound...]
        }
        flush()
        return output + rest
    }

    private static func decode(_ text: Substring, isBase64: Bool) -> [UInt8] {
        let bytes = Array(text.utf8)[...]
        if isBase64 { return TransferEncoding.base64(bytes) }
        return TransferEncoding.unquoted(bytes.map { $0 == UInt8(ascii: "_") ? 0x20 : $0 }[...])
    }
}
