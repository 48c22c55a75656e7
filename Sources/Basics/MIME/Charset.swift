import FoundationEssentials

/// The character sets that mails come in. What is none of them is read as UTF-8, and as ISO-8859-1 where it is no UTF-8: a
/// word that looks odd is better than none.
enum Charset: Sendable {
    case utf8, latin1, latin9, windows1252

    /// By its name (IANA's registry of character sets), in any case; US-ASCII is a part of UTF-8.
    init(named name: String?) {
        switch name?.lowercased() {
        case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "l1": self = .latin1
        case "iso-8859-15", "iso8859-15", "latin9", "latin-9": self = .latin9
        case "windows-1252", "cp1252": self = .windows1252
        default: self = .utf8
        }
    }

    /// The text of these bytes; it always has one.
    func text(_ bytes: some Collection<UInt8>) -> String {
        switch self {
        case .utf8: String(validating: Array(bytes), as: UTF8.self) ?? Self.windows1252.text(bytes)
        case .latin1: Self.text(bytes) { Unicode.Scalar($0) }
        case .latin9: Self.text(bytes) { Self.ninth[$0] ?? Unicode.Scalar($0) }
        case .windows1252: Self.text(bytes) { Self.windows[$0] ?? Unicode.Scalar($0) }
        }
    }

    private static func text(_ bytes: some Collection<UInt8>, _ scalar: (UInt8) -> Unicode.Scalar) -> String {
        var text = String.UnicodeScalarView()
        text.reserveCapacity(bytes.count)
        for byte in bytes { text.append(scalar(byte)) }
        return String(text)
    }

    /// Where ISO-8859-15 is not ISO-8859-1.
    private static let ninth: [UInt8: Unicode.Scalar] = [
        0xA4: "€", 0xA6: "Š", 0xA8: "š", 0xB4: "Ž", 0xB8: "ž", 0xBC: "Œ", 0xBD: "œ", 0xBE: "Ÿ",
    ]
    /// Where Windows-1252 is not ISO-8859-1.
    private static let windows: [UInt8: Unicode.Scalar] = [
        0x80: "€", 0x82: "‚", 0x83: "ƒ", 0x84: "„", 0x85: "…", 0x86: "†", 0x87: "‡", 0x88: "ˆ", 0x89: "‰", 0x8A: "Š",
        0x8B: "‹", 0x8C: "Œ", 0x8E: "Ž", 0x91: "‘", 0x92: "’", 0x93: "“", 0x94: "”", 0x95: "•", 0x96: "–", 0x97: "—",
        0x98: "˜", 0x99: "™", 0x9A: "š", 0x9B: "›", 0x9C: "œ", 0x9E: "ž", 0x9F: "Ÿ",
    ]
}
