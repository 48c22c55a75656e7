/// Goes over the text of a path or expression, scalar by scalar.
struct QueryScanner {
    let scalars: [Unicode.Scalar]
    /// The next scalar to read.
    var offset = 0

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    var isAtEnd: Bool { offset == scalars.count }

    var peek: Unicode.Scalar? { offset < scalars.count ? scalars[offset] : nil }

    /// The scalar so many places ahead.
    func peek(_ distance: Int) -> Unicode.Scalar? {
        offset + distance < scalars.count ? scalars[offset + distance] : nil
    }

    mutating func next() -> Unicode.Scalar? {
        guard offset < scalars.count else { return nil }
        defer { offset += 1 }
        return scalars[offset]
    }

    /// Skips this text, when it stands here.
    mutating func skip(_ text: String) -> Bool {
        var end = offset
        for scalar in text.unicodeScalars {
            guard end < scalars.count, scalars[end] == scalar else { return false }
            end += 1
        }
        offset = end
        return true
    }

    mutating func take(while condition: (Unicode.Scalar) -> Bool) -> String {
        let start = offset
        while offset < scalars.count, condition(scalars[offset]) { offset += 1 }
        return text(start..<offset)
    }

    func text(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[range])
        return String(view)
    }

    /// The scalar whose four hexadecimal digits follow; with those of its other half when it is a surrogate.
    mutating func escapedScalar() -> Unicode.Scalar? {
        guard let first = hexadecimal(4) else { return nil }
        guard first & 0xFC00 == 0xD800 else { return Unicode.Scalar(first) }
        guard skip("\\u"), let second = hexadecimal(4), second & 0xFC00 == 0xDC00 else { return nil }
        return Unicode.Scalar(0x10000 + (first & 0x3FF) << 10 + second & 0x3FF)
    }

    mutating func hexadecimal(_ count: Int) -> UInt32? {
        var value: UInt32 = 0
        for _ in 0..<count {
            guard let scalar = peek, scalar.isASCII, let digit = Character(scalar).hexDigitValue else { return nil }
            value = value << 4 + UInt32(digit)
            offset += 1
        }
        return value
    }
}

// MARK: - Classes of characters

extension QueryScanner {
    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r"
    }

    static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar >= "0" && scalar <= "9" }

    static func isNameFirst(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "_", "\u{80}"...: true
        default: false
        }
    }

    static func isName(_ scalar: Unicode.Scalar) -> Bool { isNameFirst(scalar) || isDigit(scalar) }

    /// Names inside filters, where operators follow.
    static func isNameInFilter(_ scalar: Unicode.Scalar) -> Bool { isName(scalar) || scalar == "-" }

    /// Names after a dot, as the service takes them.
    static func isLenientName(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case ...(" "), ".", "[", "]", "(", ")", "'", "\"", ",", "*", "?", "\u{7F}": false
        default: true
        }
    }
}
