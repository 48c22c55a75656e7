import JSON

/// The manifest of an S3 inventory: the files that hold the inventory, and the names of their fields (Amazon S3 user
/// guide, "Locating your inventory list").
public struct InventoryManifest: Sendable, Hashable {
    /// Where the files are: the bucket, as an ARN or a name.
    public let bucket: String
    /// The keys of the files, in their order; they are CSV without headers, compressed with gzip.
    public let keys: [String]
    /// The names of the fields.
    public let columns: [String]

    /// Reads `manifest.json`.
    ///
    /// - Throws: what it lacks, or that its files are no CSV.
    public init(_ bytes: [UInt8]) throws(ItemReaderError) {
        let json = try ItemFormat.value(bytes, "The manifest")
        guard let format = json["fileFormat"]?.stringValue, let schema = json["fileSchema"]?.stringValue,
            let files = json["files"]?.arrayValue
        else {
            throw ItemReaderError("The manifest has not all of fileFormat, fileSchema and files.")
        }
        guard format == "CSV" else {
            throw ItemReaderError("The files of the manifest are \(format). Only CSV is read here.")
        }
        bucket = json["destinationBucket"]?.stringValue ?? json["sourceBucket"]?.stringValue ?? ""
        columns = schema.split(separator: ",").map { name in
            String(name.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
        var keys: [String] = []
        for (index, file) in files.enumerated() {
            guard let key = file["key"]?.stringValue else {
                throw ItemReaderError("File \(index + 1) of the manifest has no key.")
            }
            keys.append(key)
        }
        self.keys = keys
    }

    /// The items in one of the files, at most so many; `bytes` are those of the file once it is expanded.
    public func items(in bytes: [UInt8], maxItems: Int? = nil) throws(ItemReaderError) -> [MapItem] {
        try ItemFormat.csv(delimiter: .comma, headers: columns).items(in: bytes, maxItems: maxItems)
    }
}
