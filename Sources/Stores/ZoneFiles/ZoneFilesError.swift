import OnCall

/// Zone data of this host cannot be used.
public struct ZoneFilesError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, where, and what to do.
    public let description: String

    init(missing directory: String) {
        description =
            "There is no zone data in \(directory). Install the package tzdata, or say in \(ZoneFiles.variable) where it is."
    }

    init(file: String, fault: ZoneDataError) {
        description = "\(file) \(fault). Install the package tzdata again."
    }
}
