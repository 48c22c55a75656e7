public import JSON

/// How the bytes of a distributed Map's data set become its items: `ReaderConfig` (developer guide, "Contents of the
/// ReaderConfig field").
public enum ItemFormat: Sendable, Hashable {
    /// An array, or an object whose members are the items; `pointer` names one inside the value.
    case json(pointer: JSONPointer)
    /// A value a line.
    case jsonLines
    /// Records with fields; `headers` names them, or the first record does.
    case csv(delimiter: CSVDelimiter, headers: [String]?)
    /// The manifest of an S3 inventory, which names the files with the items.
    case inventory

    /// The format that a `ReaderConfig` asks for; CSV and Parquet by name, JSON when it says nothing.
    ///
    /// - Throws: `States.ItemReaderFailed` for what is not read here: Parquet, and manifests of Athena.
    public init(config: JSON) throws(ItemReaderError) {
        switch config["InputType"]?.stringValue ?? "JSON" {
        case "JSON":
            self = .json(pointer: config["ItemsPointer"]?.stringValue.flatMap { JSONPointer($0) } ?? JSONPointer())
        case "JSONL": self = .jsonLines
        case "CSV":
            let given = config["CSVHeaderLocation"] == "GIVEN"
            self = .csv(
                delimiter: config["CSVDelimiter"]?.stringValue.flatMap(CSVDelimiter.init) ?? .comma,
                headers: given ? config["CSVHeaders"]?.arrayValue?.compactMap(\.stringValue) ?? [] : nil)
        case "MANIFEST" where config["ManifestType"] ?? "S3_INVENTORY" == "S3_INVENTORY": self = .inventory
        case let type:
            throw ItemReaderError(
                "Items of the input type \(type) cannot be read here. Write them as JSON, JSONL or CSV.")
        }
    }

    /// The items in a file, at most so many.
    ///
    /// - Throws: what is wrong with the bytes, with the line where there is one. An inventory's manifest has no items:
    ///   its files have, see ``InventoryManifest``.
    public func items(in bytes: [UInt8], maxItems: Int? = nil) throws(ItemReaderError) -> [MapItem] {
        let limit = maxItems.flatMap { $0 > 0 ? $0 : nil } ?? Int.max
        switch self {
        case .json(let pointer):
            return Array(try Self.items(of: Self.value(bytes, "The data set"), at: pointer).prefix(limit))
        case .jsonLines:
            return try Self.lines(bytes, limit)
        case .csv(let delimiter, let headers):
            return try CSVItems(delimiter: delimiter, headers: headers).items(in: bytes, limit)
        case .inventory:
            throw ItemReaderError("A manifest names files with items, and has none itself.")
        }
    }

    /// The items of a value: elements, or members.
    static func items(of value: JSON, at pointer: JSONPointer = JSONPointer()) throws(ItemReaderError) -> [MapItem] {
        guard let node = value[pointer: pointer] else {
            throw ItemReaderError(
                "The provided ReaderConfig.ItemsPointer does not match any valid path in the JSON structure.")
        }
        guard let items = MapItem.items(of: node) else {
            throw ItemReaderError("Attempting to map over non-iterable node.")
        }
        return items
    }

    private static func lines(_ bytes: [UInt8], _ limit: Int) throws(ItemReaderError) -> [MapItem] {
        var items: [MapItem] = []
        for (number, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
        {
            guard items.count < limit else { break }
            guard line.contains(where: { !Self.isSpace($0) }) else { continue }
            items.append(MapItem(value: try value(Array(line), "Line \(number + 1) of the data set")))
        }
        return items
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

    static func value(_ bytes: [UInt8], _ name: String) throws(ItemReaderError) -> JSON {
        do {
            return try JSON.parse(bytes, limits: JSONLimits(depth: 128, bytes: 1 << 30, values: .max))
        } catch {
            throw ItemReaderError("\(name) is not JSON: \(error)")
        }
    }
}
