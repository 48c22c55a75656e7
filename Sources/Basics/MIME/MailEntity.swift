/// A mail or a part of one, as far as there is something in it to read (RFC 2046).
struct MailEntity: Sendable {
    /// Parts within parts at most; what lies deeper is passed over.
    static let depth = 10
    /// Parts of one mail at most.
    static let parts = 200

    private let type: MediaTypeField
    private let header: MailHeader
    private let body: ArraySlice<UInt8>

    init(_ header: MailHeader, body: ArraySlice<UInt8>) {
        self.header = header
        self.body = body
        type = MediaTypeField(header.raw("content-type"))
    }

    /// What there is to read; `nil` when there is nothing.
    func text(depth: Int = MailEntity.depth) -> String? {
        if MediaTypeField.isAttachment(header.raw("content-disposition")) { return nil }
        guard type.essence.hasPrefix("multipart/") else { return ownText }
        guard depth > 0, let boundary = type.parameters["boundary"], !boundary.isEmpty else { return nil }
        let parts = Self.parts(body, boundary: boundary)
        guard type.essence == "multipart/alternative" else {
            let texts = parts.compactMap { $0.text(depth: depth - 1) }.filter { !$0.trimmed.isEmpty }
            return texts.isEmpty ? nil : texts.joined(separator: "\n\n")
        }
        // The same in several forms: plain text, where there is some, needs no guess at what was meant.
        let plain = parts.first { $0.type.essence == "text/plain" }?.text(depth: depth - 1)
        if let plain, !plain.trimmed.isEmpty { return plain }
        return parts.reversed().lazy.compactMap { $0.text(depth: depth - 1) }.first { !$0.trimmed.isEmpty }
    }

    private var ownText: String? {
        guard type.essence.hasPrefix("text/") else { return nil }
        let bytes = TransferEncoding(named: header.raw("content-transfer-encoding")).decode(body)
        let text = Charset(named: type.parameters["charset"]).text(bytes)
        return type.essence == "text/html" ? HTMLText.text(of: text) : text
    }

    /// What lies between lines that begin with `--` and the boundary (RFC 2046, section 5.1.1).
    private static func parts(_ body: ArraySlice<UInt8>, boundary: String) -> [MailEntity] {
        let mark = Array("--\(boundary)".utf8)
        var parts: [MailEntity] = []
        var start: Int?
        var line = body.startIndex
        while line < body.endIndex, parts.count < Self.parts {
            let end = body[line...].firstIndex(of: 10) ?? body.endIndex
            let next = min(end + 1, body.endIndex)
            if isMark(body[line..<end], mark) {
                if let start { parts.append(part(body[start..<max(start, line)])) }
                let isLast = body[line..<end].dropFirst(mark.count).starts(with: Array("--".utf8))
                start = isLast ? nil : next
                if isLast { break }
            }
            line = next
        }
        // A mail that was cut has no last mark.
        if let start, start < body.endIndex, parts.count < Self.parts { parts.append(part(body[start...])) }
        return parts
    }

    private static func isMark(_ line: ArraySlice<UInt8>, _ mark: [UInt8]) -> Bool {
        guard line.starts(with: mark) else { return false }
        let rest = line.dropFirst(mark.count)
        let after = rest.starts(with: Array("--".utf8)) ? rest.dropFirst(2) : rest
        return after.allSatisfy { $0 == 32 || $0 == 9 || $0 == 13 }
    }

    /// The line end before a mark belongs to the mark.
    private static func part(_ bytes: ArraySlice<UInt8>) -> MailEntity {
        var bytes = bytes
        if bytes.last == 10 { bytes.removeLast() }
        if bytes.last == 13 { bytes.removeLast() }
        let (header, body) = MailHeader.read(bytes)
        return MailEntity(header, body: body)
    }
}
