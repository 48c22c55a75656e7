import JSON

/// Reads records of text fields by the service's rules (developer guide, "ItemReader": CSV files): a field in double
/// quotes may hold delimiters, line ends and, doubled, quotes; a backslash keeps a backslash, a quote or a delimiter as
/// it is, and vanishes before anything else; missing fields are empty, and fields without a header are skipped.
struct CSVItems {
    let delimiter: CSVDelimiter
    /// The names of the fields; `nil` when the first record has them.
    let headers: [String]?

    func items(in bytes: [UInt8], _ limit: Int) throws(ItemReaderError) -> [MapItem] {
        var records = CSVRecords(bytes, delimiter: delimiter.byte)
        var names = headers
        var items: [MapItem] = []
        while items.count < limit, let record = try records.next() {
            guard let names else {
                names = record
                continue
            }
            var object = JSONObject(minimumCapacity: names.count)
            for (index, name) in names.enumerated() {
                object[name] = .string(index < record.count ? record[index] : "")
            }
            items.append(MapItem(value: .object(object)))
        }
        return items
    }
}

/// The records of a CSV file, one after the other.
private struct CSVRecords {
    private let bytes: [UInt8]
    private let delimiter: UInt8
    private var offset = 0
    private var line = 1

    init(_ bytes: [UInt8], delimiter: UInt8) {
        self.bytes = bytes
        self.delimiter = delimiter
        // A byte order mark is no part of the first name.
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    }

    private static let quote = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")

    /// The next record that is no empty line; `nil` at the end.
    mutating func next() throws(ItemReaderError) -> [String]? {
        while offset < bytes.count {
            let record = try record()
            if record != [""] { return record }
        }
        return nil
    }

    private mutating func record() throws(ItemReaderError) -> [String] {
        let first = line
        var fields: [String] = []
        while true {
            let field = try field(of: first)
            guard let text = String(validating: field, as: UTF8.self) else {
                throw ItemReaderError("The record in line \(first) of the data set is not UTF-8.")
            }
            fields.append(text)
            guard offset < bytes.count else { return fields }
            let end = bytes[offset]
            offset += 1
            if end == delimiter { continue }
            if end == UInt8(ascii: "\r"), offset < bytes.count, bytes[offset] == UInt8(ascii: "\n") { offset += 1 }
            line += 1
            return fields
        }
    }

    /// The field that begins here, up to its delimiter or the end of its line.
    private mutating func field(of first: Int) throws(ItemReaderError) -> [UInt8] {
        var field: [UInt8] = []
        var isQuoted = false
        while offset < bytes.count {
            let byte = bytes[offset]
            switch byte {
            case Self.backslash:
                offset += 1
                guard offset < bytes.count else { return field }
                let kept = bytes[offset]
                // What it does not keep goes on as if it had not been there.
                guard kept == Self.backslash || kept == Self.quote || kept == delimiter else { continue }
                field.append(kept)
            case Self.quote where isQuoted && offset + 1 < bytes.count && bytes[offset + 1] == Self.quote:
                offset += 1
                field.append(byte)
            case Self.quote where isQuoted: isQuoted = false
            case Self.quote where field.isEmpty: isQuoted = true
            case delimiter where !isQuoted: return field
            case UInt8(ascii: "\n") where !isQuoted, UInt8(ascii: "\r") where !isQuoted: return field
            default:
                if byte == UInt8(ascii: "\n") { line += 1 }
                field.append(byte)
            }
            offset += 1
        }
        guard !isQuoted else {
            throw ItemReaderError("The record in line \(first) of the data set has a quote that is never closed.")
        }
        return field
    }
}
